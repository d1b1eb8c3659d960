"""Answers that no known mistake explains are kept on this machine, once each; nothing else is."""

import json

import pytest

from rectutor.practice import check, unrecognized
from rectutor.practice.catalog import find


def strange(mu, b_u, b_i, p_u, q_i):
    return mu * 17


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECTUTOR_KEEP_ANSWERS", "1")
    return tmp_path / ".rectutor" / "unrecognized"


def test_an_answer_is_kept_once_with_its_source(folder):
    check("04/predict", strange)
    check("04/predict", strange)
    check("04/edge", -0.5)
    kept = unrecognized()
    assert [(k["exercise"], k["answer"].strip().splitlines()[-1].strip()) for k in kept] == [
        ("04/edge", "-0.5"),
        ("04/predict", "return mu * 17"),
    ]
    assert kept[1]["said"] == "Not yet: the prediction is not right."
    assert [json.loads(line) for line in (folder / "04-edge.jsonl").read_text().splitlines()] == [kept[0]]


def test_right_answers_known_mistakes_and_what_does_not_run_are_not_kept(folder):
    exercise = find("04/predict")
    for source in (*exercise.solutions, exercise.stub, *(m.source for m in exercise.mistakes)):
        check("04/predict", exercise.function(source))
    check("04/predict", lambda mu, b_u, b_i, p_u, q_i: 1 / 0)
    check("04/predict", lambda mu, b_u, b_i, p_u, q_i: None)
    check("04/edge", 0.22)
    check("04/edge", ...)
    assert not folder.exists()


def test_it_can_be_turned_off(folder, monkeypatch):
    monkeypatch.setenv("RECTUTOR_KEEP_ANSWERS", "0")
    check("04/predict", strange)
    assert not folder.exists()


def test_a_place_that_cannot_be_written_is_left_alone(folder):
    folder.parent.write_text("a file where the folder should be")
    assert not check("04/predict", strange).right


def test_a_source_that_cannot_be_read_is_no_obstacle(folder):
    namespace = {}
    exec("def f(mu, b_u, b_i, p_u, q_i):\n    return 17 * mu", namespace)
    check("04/predict", namespace["f"])
    assert unrecognized()[0]["answer"] == "(the source of f could not be read)"


def test_the_file_has_an_end(folder, monkeypatch):
    monkeypatch.setattr("rectutor.practice.answers.LARGEST", 300)
    for value in range(2, 30):
        check("04/edge", -value - 0.5)
    assert 0 < len((folder / "04-edge.jsonl").read_text()) <= 300
