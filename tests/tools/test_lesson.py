"""A lesson that was begun is whole but for what is left to write, which the tests of the notebooks name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import lesson
import pytest

ROOT = lesson.ROOT
COPIED = [
    "rectutor",
    "notebooks",
    "datasets",
    "book/_ext",
    "tools",
    "tests/__init__.py",
    "tests/notebooks",
    "README.md",
    "pyproject.toml",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project, as far as a lesson needs it."""
    copy = tmp_path_factory.mktemp("project")
    for name in COPIED:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(ROOT / name, copy / name)
    return copy


def run(project, *words):
    """Run Python in the copy; return its exit status and what it printed."""
    settings = {**os.environ, "PYTHONPATH": str(project)}
    done = subprocess.run([sys.executable, *words], cwd=project, env=settings, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_a_lesson_that_was_begun_lacks_only_what_is_to_be_written(project):
    status, said = run(project, "tools/lesson.py", "12_als")
    assert status == 0, said
    assert "[12 Als](notebooks/12_als.ipynb)" in (project / "README.md").read_text(encoding="utf-8")
    _, said = run(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/notebooks")
    assert set(re.findall(r"^FAILED \S+::(\S+)", said, flags=re.M)) == {
        "test_a_lesson_has_what_it_must_have[12_als]",
        "test_nothing_is_left_to_write[12_als]",
        "test_the_stated_minutes_are_those_of_the_rule_and_the_way_takes_an_hour_at_most[12_als]",
        "test_the_table_of_lesson_00_has_a_line_for_each_lesson",
    }
    for missing in ("1 of 3 exercises", "1 of 5 questions in the quiz", "0 of 3 papers", "lesson12/quiz.py: TODO"):
        assert missing in said
    status, said = run(project, "tools/lesson.py", "12_other")
    assert (status, said) == (1, "rectutor: there is a lesson 12 already: notebooks/12_als.ipynb.\n")


@pytest.mark.parametrize("name", ["", "als", "5_als", "05", "05_ALS", "05 als", "../05_als"])
def test_a_bad_name_is_refused_in_a_sentence(tmp_path, name):
    with pytest.raises(lesson.Stop, match="two digits and words in lower case, such as 05_als"):
        lesson.begin(name, tmp_path, tmp_path)
    assert list(tmp_path.iterdir()) == []
