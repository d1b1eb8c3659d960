"""Predictions and quizzes, the Python half."""

import subprocess
import sys
from importlib import import_module

import pytest

from rectutor.practice import Option, predict, quiz
from rectutor.practice.catalog import LESSONS, NoSuchExercise, has_quiz, quiz_of
from rectutor.practice.quizzes import multiple, number, other, right, single, slip


def test_a_prediction_is_described_in_its_spec_and_its_text_gives_nothing_away():
    made = predict("What is $p_u$?", [Option("a", about="`b`", feedback="c"), "d"], answer="d", because="e", truth="f")
    assert made.spec["answer"] == 1
    assert made.spec["options"][0] == {"text": ["a"], "about": [["code", "b"]], "feedback": ["c"]}
    assert made.spec["question"][1].keys() == {"mathml", "text"}
    assert (made.chosen, made.committed) == (-1, False)
    assert repr(made) == "Predict: What is p_u? a; d"


def test_the_right_option_is_named_by_its_place_or_its_text_or_left_open():
    assert predict("?", ["a", "b"], answer=1).spec["answer"] == 1
    assert predict("?", ["a", "b"], answer="a").spec["answer"] == 0
    assert predict("?", ["a", "b"]).spec["answer"] == -1
    for answer in (2, -1, "c", True, 0.0):
        with pytest.raises(ValueError, match="one of the options"):
            predict("?", ["a", "b"], answer=answer)


@pytest.mark.parametrize("options", [["a"], ["a", "a"]])
def test_a_prediction_needs_a_choice(options):
    with pytest.raises(ValueError, match="two or more options"):
        predict("?", options)


def predictions():
    modules = (import_module(f"rectutor.practice.lessons.{module}.predictions") for module in LESSONS.values())
    return [name for module in modules for name in module.PREDICTIONS]


@pytest.mark.parametrize("name", predictions())
def test_predictions_of_the_lessons(name):
    made = predict(name)
    assert name[:2] in LESSONS
    assert len(made.spec["options"]) >= 2
    assert 0 <= made.spec["answer"] < len(made.spec["options"])
    assert made.spec["because"]
    assert "$" not in repr(made)


def test_an_unknown_prediction_is_refused_with_the_nearest():
    with pytest.raises(NoSuchExercise, match="did you mean '04/overfit'"):
        predict("04/overfitt")
    with pytest.raises(NoSuchExercise, match="a question of your own needs options"):
        predict("What comes out?")


@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if has_quiz(lesson)])
def test_the_lessons_quizzes(lesson):
    questions = quiz_of(lesson)
    made = quiz(lesson)
    assert len(questions) >= 5
    assert {q.kind for q in questions} == {"single", "multiple", "number"}
    assert repr(made) == f"Quiz: {len(questions)} questions"
    assert made.answers == []
    for question in made.spec["questions"]:
        said = [o["feedback"] for o in question.get("options", [])] + [s["feedback"] for s in question.get("slips", [])]
        if question["kind"] == "number":
            said += [question["otherwise"], question["right"]["feedback"]]
        assert all(said)
        assert len(set(map(str, said))) == len(said)


def test_an_unknown_quiz_is_refused():
    with pytest.raises(NoSuchExercise, match="no quiz '99'"):
        quiz("99")
    with pytest.raises(ValueError, match="needs questions"):
        quiz([])


@pytest.mark.parametrize(
    "make",
    [
        lambda: single("?", right("a", "x"), right("b", "x")),
        lambda: single("?", other("a", "x"), other("b", "x")),
        lambda: single("?", right("a", "x")),
        lambda: multiple("?", right("a", "x"), right("b", "x")),
        lambda: multiple("?", other("a", "x"), other("b", "x")),
        lambda: single("?", right("a", "x"), other("b", "")),
        lambda: number("?", 4, "x", slip(4, "y"), otherwise="z"),
        lambda: number("?", 4, "x", slip(4.2, "y"), otherwise="z", tolerance=0.5),
    ],
)
def test_an_unsound_question_is_refused(make):
    with pytest.raises(ValueError, match=r"\?|every answer has its own feedback"):
        make()


def test_importing_practice_is_quick_and_light():
    code = "import sys, rectutor.practice as p; p.check, p.exercise, p.solution; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"matplotlib", "torch", "ipywidgets", "seaborn"} & set(loaded)
    code = "import sys; from rectutor.practice import *; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"matplotlib", "torch", "seaborn"} & set(loaded)
