"""explore(): a function is called for every recorded value, and told in a sentence of its own where it has none."""

from __future__ import annotations

import numpy as np
import pytest

from rectutor.show import Bars, Line, Lines, Matrix, explore
from rectutor.show.playback.sliders import from_values, stops

CALLS = []


def precision(threshold, k=10):
    """A made-up precision."""
    CALLS.append((threshold, k))
    return {"precision": 0.1 - abs(threshold - 50) / 1000 + k / 1000, "film": ["a", "b"][: 1 + (k > 5)]}


def explored(**options):
    CALLS.clear()
    return explore(precision, Lines("precision", unit="%", rules={"most rated": 0.113}), **options)


def test_it_is_called_once_for_each_combination_and_the_first_slider_is_played_through():
    player = explored(threshold=[1, 50, 100], k=[5, 10])
    assert sorted(CALLS) == [(t, k) for t in (1, 50, 100) for k in (5, 10)]
    assert [run.values for run in player.recorded] == [{"k": 5}, {"k": 10}]
    assert [float(frame["threshold"][0]) for frame in player.recorded[0].frames[""]] == [1, 50, 100]
    assert player.k == 10, "the function's default is shown first"
    assert player.spec["axis"] == {"name": "threshold", "label": "threshold"}


def test_without_a_sentence_of_its_own_the_number_is_told_with_its_place_and_its_neighbours():
    run = explored(threshold=[1, 50, 100], k=[5, 10]).recorded[1]
    assert run.said[1] == (
        "**threshold 50, k 10:** precision is **11.0 %**, the highest of 3 values (6.1 % at 1, 6.0 % at 100); "
        "below **most rated**, 11.3 %."
    )
    assert "the lowest of 3 values (11.0 % at 50)" in run.said[2]


def test_a_functions_own_sentence_is_taken():
    def told(n):
        return {"x": n, "say": f"**{n}** it is"}

    assert explore(told, Lines("x"), n=[1, 2]).recorded[0].said == ["**1** it is", "**2** it is"]


def test_frames_of_unequal_length_and_texts_survive():
    def names(n):
        return {"likes": np.arange(n), "film": [f"film {i}" for i in range(n)]}

    player = explore(names, Bars("likes", of="film"), n=[1, 3])
    assert [len(frame["film"]) for frame in player.recorded[0].frames[""]] == [1, 3]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5, 1, 3], [5, 1, 3]),
        ((0, 10, 5), [0, 5, 10]),
        ((0.0, 1.0), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        ((1, 3), [1, 2, 3]),
        (["a", "b"], ["a", "b"]),
        ((True, False), [True, False]),
        (np.array([1, 2]), [1, 2]),
    ],
)
def test_a_slider_stops_at_a_lists_values_or_in_steps_through_a_range(values, expected):
    assert stops(values) == pytest.approx(expected) if not isinstance(expected[0], str) else stops(values) == expected


def test_a_slider_knows_what_kind_of_values_it_has():
    assert from_values("k", [5, 10]).kind is int
    assert from_values("rate", [0.5, 1]).kind is float
    assert from_values("threshold", [1, 200]).log
    assert not from_values("threshold", [0, 200]).log
    assert from_values("idf", ["a", "b"]).choices == ("a", "b")


@pytest.mark.parametrize(
    ("sliders", "error", "sentence"),
    [
        ({}, ValueError, "explore needs a slider, such as"),
        ({"threshold": []}, ValueError, "the slider 'threshold' has no values"),
        ({"threshold": [1], "kk": [1]}, TypeError, "precision has no parameter 'kk' for a slider to set"),
        ({"threshold": list(range(100)), "k": list(range(30))}, ValueError, "3,000 values are too many to record"),
    ],
)
def test_what_cannot_be_explored_is_refused(sliders, error, sentence):
    with pytest.raises(error, match=sentence):
        explored(**sliders)


def test_what_is_wrong_with_the_function_is_said_at_once():
    with pytest.raises(TypeError, match="must give a dictionary of what is drawn, by name, but it gave 3"):
        explore(lambda n: 3, Lines("x"), n=[1, 2], title="three")
    with pytest.raises(KeyError, match="wrong gives no 'x' for a panel to draw; it gives y"):
        explore(lambda n: {"y": n}, Lines("x"), n=[1, 2], title="wrong")


def test_the_picture_begins_where_the_functions_defaults_are():
    def told(n=2, k=3):
        return {"x": n + k}

    assert explore(told, Lines("x"), n=[1, 2, 3], k=[1, 3]).step == 1


def test_names_that_are_taken_panels_that_are_none_and_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="gives 'n', which is a slider of its own"):
        explore(lambda n: {"n": n}, Lines("n"), n=[1, 2], title="clash")
    with pytest.raises(TypeError, match=r"what is drawn is a panel, such as Bars.*but here it is 'likes'"):
        explore(lambda n: {"likes": n}, "likes", n=[1, 2])
    with pytest.raises(ValueError, match="film has 3 values for the 2 bars of 'likes'"):
        explore(lambda n: {"likes": [n, n], "film": ["a", "b", "c"]}, Bars("likes", of="film"), n=[1, 2])
    cells = Matrix("share", rows=["a", "b"], columns=["x", "y"])
    with pytest.raises(ValueError, match="'share' has 6 values for 2 × 2 cells"):
        explore(lambda n: {"share": np.ones((2, 3))}, cells, n=[1, 2])


def test_a_line_has_a_role_that_is_known_and_a_panel_a_side():
    with pytest.raises(ValueError, match=r"a line's role is one of .*, but it is 'train'"):
        Line("x", role="train")
    with pytest.raises(ValueError, match="'left', 'right' or 'full', not at 'top'"):
        Lines("x", side="top").spec()
