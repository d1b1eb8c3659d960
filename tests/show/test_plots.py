import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from rectutor.show import plots

COLUMNS = ["value", "low", "high", "difference", "diff. low", "diff. high"]
NAN = np.nan


@pytest.fixture
def drawn(monkeypatch):
    """Return the axes of each comparison, before they become a PNG."""

    def draw(table):
        monkeypatch.setattr(plots, "finished", lambda figure, text: figure)
        return plots.comparison(table, "title", "text").axes

    return draw


@pytest.fixture
def table():
    """The second model is surely better than the first, the third perhaps; the fourth has no value."""
    lines = [
        [0.9, 0.8, 1.0, NAN, NAN, NAN],
        [0.7, 0.6, 0.8, -0.2, -0.3, -0.1],
        [0.8, 0.7, 0.9, -0.1, -0.2, 0.1],
        [NAN] * 6,
    ]
    return pd.DataFrame(lines, columns=COLUMNS, index=["base", "sure", "perhaps", "none"])


def points(axes):
    (dots,) = [c for c in axes.collections if c.get_offsets().size and len(c.get_paths()) == 1 and c.get_zorder() == 3]
    return {
        tuple(spot): to_hex(fill).upper() for spot, fill in zip(dots.get_offsets(), dots.get_facecolors(), strict=True)
    }


def test_a_point_is_hollow_where_the_difference_may_be_zero(drawn, table):
    left, right = drawn(table.rename(columns={"value": "RMSE"}))
    assert points(left) == dict.fromkeys([(0.9, 0), (0.7, 1), (0.8, 2)], plots.COLORS[0])
    assert points(right) == {(-0.2, 1): plots.COLORS[0], (-0.1, 2): "#FFFFFF"}
    assert left.get_xlabel() == "RMSE (lower is better)"
    assert right.get_xlabel() == "difference to base"
    assert [label.get_text() for label in left.get_yticklabels()] == ["base", "sure", "perhaps", "none"]
    assert [(text.get_text(), text.get_position()[1]) for text in left.texts] == [("no value", 3)]


def test_every_metric_has_a_row_and_what_has_no_interval_is_grey(drawn, table):
    coverage = table.iloc[:3].assign(low=NAN, high=NAN, **{"diff. low": NAN, "diff. high": NAN})
    axes = drawn(pd.concat({"nDCG": table, "coverage": coverage}, names=["metric", "model"]))
    labels = [one.get_xlabel() for one in axes]
    assert labels[0::2] == ["nDCG (higher is better)", "coverage (higher is better)"]
    assert set(points(axes[0]).values()) == {plots.COLORS[0]}
    assert set(points(axes[2]).values()) == set(points(axes[3]).values()) == {plots.TERTIARY}


def test_a_comparison_is_a_picture_with_its_text(table):
    picture = plots.comparison(table.rename(columns={"value": "RMSE"}), "title", "what it shows")
    assert repr(picture) == "Picture: what it shows"
    assert picture.png.startswith(b"\x89PNG")
