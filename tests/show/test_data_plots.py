import numpy as np
import pandas as pd
import pytest

from rectutor.show import data_plots, plots

WORDS = {"title": "title", "xlabel": "stars", "ylabel": "share", "text": "a fact"}


@pytest.fixture
def axes_of(monkeypatch):
    """Return the axes of a picture, before it becomes a PNG."""
    monkeypatch.setattr(data_plots, "finished", lambda figure, text: figure)
    return lambda figure: figure.axes[0]


@pytest.fixture
def table():
    return pd.DataFrame({"before": [0.0, 0.75, 0.25], "after": [0.001, 0.5, 0.499]}, index=[0.5, 1.0, 4.5])


def test_a_bar_is_as_high_as_its_share_and_says_it(axes_of, table):
    axes = axes_of(data_plots.shares(table, **WORDS))
    heights = [[bar.get_height() for bar in bars] for bars in axes.containers]
    assert np.allclose(heights, table.to_numpy().T)
    assert [text.get_text() for text in axes.texts] == ["0%", "75%", "25%", "0%", "50%", "50%"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0.5", "1", "4.5"]
    assert [entry.get_text() for entry in axes.get_legend().get_texts()] == ["before", "after"]


def test_groups_of_bars_differ_in_more_than_color(axes_of, table):
    bars = axes_of(data_plots.shares(table, **WORDS)).containers
    assert len({group[0].get_hatch() for group in bars}) == len({group[0].get_facecolor() for group in bars}) == 2


@pytest.mark.parametrize("index", [np.array([0.5, 1, 4.5], np.float32), [1, 2, 3], ["a", "b", "c"]])
def test_the_axis_is_labelled_with_numbers_or_names(axes_of, table, index):
    axes = axes_of(data_plots.shares(table.set_axis(index), **WORDS))
    wanted = [value if isinstance(value, str) else f"{value:g}" for value in index]
    assert [label.get_text() for label in axes.get_xticklabels()] == wanted


def test_a_histogram_counts_every_value_and_marks_stand_where_they_lie(axes_of):
    values = np.array([1.0, 2.0, 2.0, 4.5])
    axes = axes_of(data_plots.histogram(values, {"above": 2.0, "below": 1.0}, bins=[1, 2, 3, 4, 5], **WORDS))
    assert [bar.get_height() for bar in axes.containers[0]] == [1, 2, 0, 1]
    assert [(text.get_text(), text.xy[0]) for text in axes.texts] == [("below", 1.0), ("above", 2.0)]
    assert [list(line.get_xdata()) for line in axes.lines] == [[1.0, 1.0], [2.0, 2.0]]
    assert [line.get_ydata()[1] for line in axes.lines] == [text.xy[1] for text in axes.texts]


def test_items_stand_at_their_count_and_groups_at_the_mean_of_their_items(axes_of):
    counts, means = np.array([1, 1, 2, 0, 40]), np.array([1.0, 4.0, 3.0, 0.0, 3.5])
    axes = axes_of(data_plots.by_count(counts, means, edges=(1, 2, 50), **WORDS))
    assert axes.collections[0].get_offsets().tolist() == [[1, 1], [1, 4], [2, 3], [40, 3.5]]
    x, y = axes.lines[0].get_data()
    assert np.allclose(x, [1, np.sqrt(80)])  # the geometric mean of 2 and 40, the middle on this axis
    assert np.allclose(y, [2.5, 3.25])
    assert [text.get_text() for text in axes.texts] == ["2.50", "3.25"]
    assert axes.get_xscale() == "log"


def test_pictures_have_their_words_and_a_text_alternative(table):
    drawn = [
        data_plots.shares(table, **WORDS),
        data_plots.histogram(np.arange(5), {}, **WORDS),
        data_plots.by_count(np.array([1, 2]), np.array([3.0, 4.0]), **WORDS),
    ]
    for picture in drawn:
        assert isinstance(picture, plots.Picture)
        assert repr(picture) == "Picture: a fact"
        assert picture.png.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["shares", "histogram", "by_count"])
def test_titles_and_axes_are_labelled(axes_of, table, name):
    arguments = {"shares": [table], "histogram": [[1, 2], {}], "by_count": [np.array([1, 2]), np.array([3.0, 4.0])]}
    axes = axes_of(getattr(data_plots, name)(*arguments[name], **WORDS))
    assert (axes.get_title("left"), axes.get_xlabel(), axes.get_ylabel()) == ("title", "stars", "share")
