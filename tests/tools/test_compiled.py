"""numba does not see that a function of another file has changed; what set-up and tests call first does."""

import os
import subprocess
import sys

from compiled import ALGORITHMS, fingerprint, forget_stale

INNER = "from numba import njit\n\n@njit(cache=True)\ndef inner():\n    return {}\n"
OUTER = "from numba import njit\nfrom loops.inner import inner\n\n@njit(cache=True)\ndef outer():\n    return inner()\n"


def test_a_loop_is_compiled_anew_when_what_it_imports_has_changed(tmp_path):
    folder = tmp_path / "loops"
    folder.mkdir()
    (folder / "inner.py").write_text(INNER.format(1))
    (folder / "outer.py").write_text(OUTER)

    def answer():
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        environment.pop("NUMBA_CACHE_DIR", None)
        call = [sys.executable, "-c", "from loops.outer import outer; print(outer())"]
        return subprocess.run(call, env=environment, capture_output=True, text=True, check=True).stdout.strip()

    assert forget_stale(folder)
    assert answer() == "1"
    assert not forget_stale(folder), "nothing has changed"
    (folder / "inner.py").write_text(INNER.format(22))
    assert answer() == "1", "the trap"
    assert forget_stale(folder)
    assert answer() == "22"
    assert not forget_stale(folder)


def test_what_imports_nothing_may_change_without_being_forgotten(tmp_path):
    for name, text in {"inner": INNER, "outer": OUTER, "alone": "x = 1"}.items():
        (tmp_path / f"{name}.py").write_text(text)
    before = fingerprint(tmp_path)
    (tmp_path / "outer.py").write_text(OUTER + "\n")
    (tmp_path / "alone.py").write_text("x = 2")
    assert fingerprint(tmp_path) == before
    (tmp_path / "inner.py").write_text(INNER + "\n")
    assert fingerprint(tmp_path) != before


def test_nothing_is_stale_while_the_tests_run():
    assert os.path.isdir(ALGORITHMS)
    assert not forget_stale()
