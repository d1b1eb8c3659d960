"""What goes on in steps is recorded as it was given, and what cannot be drawn is refused in a sentence."""

from __future__ import annotations

import numpy as np
import pytest

from rectutor import Step
from rectutor.show import Bars, Line, Lines, Stair, Table, Text, stages

WORDS = ["film", "shark", "beach"]


def counted(twice=False):
    """Words, one by one."""
    for stage in ("Count", "Weigh"):
        for i, word in enumerate(WORDS):
            counts = np.where(np.arange(3) <= i, (1.0 + twice) * np.arange(3), np.nan)
            yield Step(i, update={"count": counts, "word": WORDS}, stage=stage, unit="word", say=f"**{word}**")


def test_frames_sentences_and_stages_are_those_of_the_steps():
    player = stages(counted, Bars("count", of="word"))
    (run,) = player.recorded
    assert run.said == [f"**{word}**" for word in WORDS] * 2
    assert run.total == len(run) - 1 == 5
    np.testing.assert_array_equal(run.frames[""][1]["count"], [0, 1, np.nan])
    assert [str(frame["stage"][0]) for frame in run.frames[""]] == ["Count"] * 3 + ["Weigh"] * 3
    assert player.spec["title"] == "counted"
    assert player.spec["subtitle"] == "Words, one by one."
    assert player.spec["unit"] == "word"
    assert repr(player) == "Stages of counted: count"


def test_sliders_are_the_functions_parameters_and_texts_are_choices():
    def weighed(idf="none", least=1):
        yield Step(0, update={"weight": [least, 2 * least], "of": [idf, "x"]})

    player = stages(weighed, Bars("weight", of="of"), vary={"idf": ["none", "smooth"], "least": (1, 3, 1)})
    runs = [run.values for run in player.recorded]
    assert runs == [{"idf": idf, "least": least} for idf in ("none", "smooth") for least in (1, 2, 3)]
    player.idf, player.least = "smooth", 2.4
    assert (player.idf, player.least) == ("smooth", 2)
    with pytest.raises(Exception, match="idf is one of 'none', 'smooth', but it is 'rough'"):
        player.idf = "rough"


@pytest.mark.parametrize(
    ("function", "panels", "error", "sentence"),
    [
        (lambda: [], Bars("count"), TypeError, "must yield at least one rectutor.Step"),
        (lambda: [{"count": 1}], Bars("count"), TypeError, "must yield at least one rectutor.Step"),
        (lambda: [Step(0, update={"counts": [1]})], Bars("count"), KeyError, "gives no 'count' for a panel to draw"),
        (lambda: [Step(0, update={"count": {1: 2}})], Bars("count"), TypeError, "'count' must be numbers or texts"),
        (lambda: [Step(i, update={"count": [1]}) for i in range(600)], Bars("count"), ValueError, "at most 500 steps"),
        (lambda: [Step(0)], [], ValueError, "there is nothing to draw; pass a panel"),
    ],
)
def test_what_cannot_be_drawn_is_refused(function, panels, error, sentence):
    with pytest.raises(error, match=sentence):
        stages(function, panels)


def test_a_slider_that_is_no_parameter_is_refused():
    with pytest.raises(TypeError, match="counted has no parameter 'thrice' for a slider to set; it has twice"):
        stages(counted, Bars("count"), vary={"thrice": [1, 2]})


def test_a_panel_names_what_it_looks_for():
    lines = Lines([Line("a", band=("low", "high")), "b"], x="seconds")
    assert set(lines.wanted()) == {"a", "low", "high", "b", "seconds"}
    assert Lines("a").wanted() == ["a"]
    assert Bars([1, 2], of=["x", "y"], interval=("low", [3, 4])).wanted() == ["low"]
    stairs = Table([Text("film"), Stair("gain", start=("without votes", "from"), total="prediction")], foot="sum")
    assert stairs.wanted() == ["film", "gain", "from"], "what a row is called is no field"
    assert Table([Text("film")], foot={"all": {"film": "total"}}).wanted() == ["film", "total"]
