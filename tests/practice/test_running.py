"""Whatever a learner's function does, it is stopped, quietened, and reported."""

import sys
import time

import numpy as np
import pytest

from rectutor.practice import running
from rectutor.practice.running import Endless, run

LOOP = "while True:\n        try:\n            {}\n        except {}:\n            pass"
ENDLESS = {
    "plain": "while True:\n        x += 1",
    "on one line": "while True: pass",
    "swallows Exception": LOOP.format("x = max(x, 1)", "Exception"),
    "swallows everything": LOOP.format("x = max(x, 1)", ""),
    "swallows BaseException": LOOP.format("x += 1", "BaseException"),
    "makes a result of it": "try:\n        while True:\n            x += 1\n    except Exception:\n        return 1",
    "comprehension": "[y for y in iter(int, 1)]",
    "sleeps": "import time\n    while True:\n        time.sleep(0.02)",
}


def function(body):
    namespace = {"np": np}
    exec(f"def f(x):\n    {body}", namespace)
    return namespace["f"]


@pytest.fixture(autouse=True)
def _a_short_patience(monkeypatch):
    monkeypatch.setattr(running, "SECONDS", 0.3)


@pytest.mark.parametrize("lines", [5000, 5001, 5002], ids=["", "one line later", "two lines later"])
@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_endless_loops_are_stopped_wherever_they_are(monkeypatch, body, lines):
    monkeypatch.setattr(running, "LINES", lines)
    before = sys.gettrace()
    outcome = run(function(body), {"x": 1})
    assert isinstance(outcome.error, Endless)
    assert outcome.place.function == "f"
    assert 2 <= outcome.place.line <= 6
    assert sys.gettrace() is before
    assert run(lambda x: x, {"x": 1}).value == 1  # nothing of the stopped one is left


def test_what_runs_long_but_ends_is_let_run(monkeypatch):
    monkeypatch.setattr(running, "SECONDS", 20.0)
    outcome = run(function("for _ in range(40_000):\n        x += 1\n    return x"), {"x": 0})
    assert outcome.value == 40_000


def test_the_same_code_is_stopped_after_the_same_number_of_lines():
    source = "while True:\n        x[0] += 1"
    counts = []
    for _ in range(2):
        box = []
        namespace = {"box": box}
        exec(f"def f(x):\n    box.append(x)\n    {source}", namespace)
        run(namespace["f"], {"x": np.zeros(1)})
        counts.append(float(box[0][0]))
    assert counts[0] == counts[1] > 1000


def test_time_in_libraries_is_not_counted_line_by_line(monkeypatch):
    monkeypatch.setattr(running, "LINES", 100)
    outcome = run(function("import json\n    return json.loads(json.dumps(list(range(500)), indent=1))[-1]"), {"x": 0})
    assert outcome.value == 499


@pytest.mark.parametrize(
    ("body", "error", "line"),
    [
        ("x = 1\n    return 1 / 0", ZeroDivisionError, 3),
        ("exit()", SystemExit, 2),
        ("raise BaseException('up')", BaseException, 2),
        ("return f(x)", RecursionError, 2),
        ("return np.linalg.inv(np.zeros((2, 2)))", np.linalg.LinAlgError, 2),
        ("return [1 / y for y in (1, 0)]", ZeroDivisionError, 2),
    ],
)
def test_what_is_raised_is_caught_and_found(body, error, line):
    outcome = run(function(body), {"x": 1})
    assert type(outcome.error) is error
    assert (outcome.place.function, outcome.place.line) == ("f", line)


def test_the_users_interrupt_is_not_caught():
    with pytest.raises(KeyboardInterrupt):
        run(function("raise KeyboardInterrupt"), {"x": 1})


def test_prints_and_warnings_are_kept_aside(capsys):
    outcome = run(function("print('seen', x)\n    np.zeros(1) / np.zeros(1)\n    return x"), {"x": 7})
    assert outcome.printed == "seen 7\n"
    assert capsys.readouterr() == ("", "")


def test_endless_prints_do_not_fill_the_memory():
    outcome = run(function("for _ in range(10_000):\n        print('x' * 10)"), {"x": 7})
    assert len(outcome.printed) == running.LONGEST_PRINT


def test_inputs_are_copies_and_changes_are_named():
    case = {"x": np.array([1.0, 2.0])}
    assert run(function("x[0] = 5"), case).changed == ("x",)
    assert run(function("x.sort()"), case).changed == ()
    assert case["x"].tolist() == [1.0, 2.0]


def test_a_missing_rating_is_the_same_missing_rating_afterwards():
    case = {"x": np.array([1.0, np.nan])}
    assert run(function("return x.sum()"), case).changed == ()
    assert run(function("x[1] = 0"), case).changed == ("x",)
    assert run(function("x[0] = np.nan"), case).changed == ("x",)


def test_a_result_is_not_changed_by_a_later_call():
    keep = function("memory.append(x)\n    return memory")
    keep.__globals__["memory"] = []
    first = run(keep, {"x": 1})
    run(keep, {"x": 2})
    assert first.value == [1]


def test_a_coroutine_is_put_away(recwarn):
    namespace = {}
    exec("async def f(x):\n    return x", namespace)
    run(namespace["f"], {"x": 1})
    assert [w for w in recwarn if "never awaited" in str(w.message)] == []


def test_a_right_answer_is_quick():
    start = time.perf_counter()
    for _ in range(20):
        run(function("return x + 1"), {"x": 1})
    assert time.perf_counter() - start < 1


def test_what_doubles_at_each_pass_is_stopped_before_memory_is_full():
    def doubling(n):
        kept = [0, 1]
        while len(kept) > n:
            kept = kept + kept
        return kept

    outcome = run(doubling, {"n": 1})
    assert isinstance(outcome.error, Endless)
    assert outcome.place.text in ("while len(kept) > n:", "kept = kept + kept")
