"""Pictures of a lesson on evaluation: what is drawn is what the table says."""

import numpy as np
import pandas as pd
import pytest

from rectutor.show import evaluation_plots as plots


@pytest.fixture(autouse=True)
def _no_png(monkeypatch):
    monkeypatch.setattr(plots, "finished", lambda figure, text: figure)


@pytest.fixture
def measured():
    points = [[0.9, 0.0], [0.8, 0.1], [1.0, 0.2], [0.7, 0.05], [np.nan, 0.3]]
    return pd.DataFrame(points, index=["β 0", "β 3", "β 25", "MF", "Popularity"], columns=["RMSE", "nDCG"])


def trade_off(table, **options):
    return plots.trade_off(table, "title", "error", "list", "text", path="β", **options).axes[0]


def test_settings_of_one_model_are_joined_in_order_and_others_are_points(measured):
    axes = trade_off(measured)
    path, level = axes.lines
    assert path.get_xydata().tolist() == [[0.9, 0.0], [0.8, 0.1], [1.0, 0.2]]
    of_path, others = (dots.get_offsets().tolist() for dots in axes.collections)
    assert of_path == path.get_xydata().tolist()
    assert others == [[0.7, 0.05]]
    assert set(level.get_ydata()) == {0.3}, "what has no x is a level line"


def test_every_model_has_its_label_beside_its_point(measured):
    labels = {note.get_text(): note.xy for note in trade_off(measured).texts}
    assert labels == {
        "β 0": (0.9, 0.0), "β 3": (0.8, 0.1), "β 25": (1.0, 0.2), "MF": (0.7, 0.05), "Popularity": (0.01, 0.3),
    }  # fmt: skip


@pytest.fixture
def samples():
    """Two models whose values spread by 0.02, and whose difference is 0.01 in every draw but for a little."""
    of_first = 0.9 + 0.01 * np.sin(np.arange(200))
    return pd.DataFrame({"Bias": of_first, "MF": of_first - 0.01 + 0.001 * np.cos(np.arange(200) * 3)})


def heights(axes):
    return [collection.get_paths()[0].vertices for collection in axes.collections]


def test_both_panels_hold_all_draws_on_scales_of_the_same_length(samples):
    left, right = plots.draws(samples, "title", "RMSE", "text").axes
    assert len(heights(left)) == 2
    assert len(heights(right)) == 1
    (low, high), values = right.get_xlim(), samples.to_numpy()
    assert high - low == pytest.approx(values.max() - values.min())
    spread = heights(right)[0][:, 0]
    differences = samples["MF"] - samples["Bias"]
    assert spread.min() <= differences.min()
    assert spread.max() >= differences.max()
    assert right.get_xlabel() == "MF minus Bias, on the same draw"


def test_zero_is_marked_and_is_the_edge_of_a_bin(samples):
    right = plots.draws(samples, "title", "RMSE", "text").axes[1]
    assert [set(line.get_xdata()) for line in right.lines] == [{0}]
    assert np.abs(heights(right)[0][:, 0]).min() < 1e-12


@pytest.mark.parametrize(
    ("columns", "sides"), [(["Bias", "MF"], ["right", "left"]), (["MF", "Bias"], ["left", "right"])]
)
def test_each_name_stands_on_its_side(samples, columns, sides):
    left = plots.draws(samples[columns], "title", "RMSE", "text").axes[0]
    assert [(text.get_text(), text.get_ha()) for text in left.texts] == list(zip(columns, sides, strict=True))


def test_pictures_carry_their_text(monkeypatch, measured, samples):
    monkeypatch.undo()
    pictures = [
        plots.trade_off(measured, "title", "error", "list", "what it shows", path="β"),
        plots.draws(samples, "title", "RMSE", "what it shows"),
    ]
    for picture in pictures:
        assert repr(picture) == "Picture: what it shows"
        assert picture.png.startswith(b"\x89PNG")
