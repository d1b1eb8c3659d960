"""Set-up tells in one sentence what is missing, does nothing twice, and mends what was left half done."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(__file__).parents[2]

STUB = """
echo "$@" >> {log}
case "$*" in
  *version_info*) echo 3 12 ;;
  *"pip install"*) {install} ;;
esac
"""


@pytest.fixture
def project(tmp_path):
    """A copy of what set-up reads, in a folder whose name has a blank in it."""
    folder = tmp_path / "a project"
    tools = ["tools/bootstrap.py", "tools/compiled.py"]
    for name in [*tools, "pyproject.toml", "requirements.lock", "README.md", "LICENSE"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def stub_venv(project, tmp_path):
    """Give the project a .venv whose Python only notes what it is asked, and whose pip does as the test says."""

    def make(install):
        path = project / ".venv" / "bin" / "python"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh" + STUB.format(log=tmp_path / "asked", install=install))
        path.chmod(0o755)
        return tmp_path / "asked"

    return make


def set_up(project, *arguments, **settings):
    command = [sys.executable, project / "tools" / "bootstrap.py", "setup", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **settings})


def the_sentence(done):
    """What a failed set-up said: one line and no traceback."""
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_python_3_6_can_read_it():
    for name in ("bootstrap.py", "compiled.py"):
        ast.parse((ROOT / "tools" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_old_python_is_told_what_to_do(monkeypatch, program):
    programs = program("python3.12", "echo 3 9").parent
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(bootstrap.Stop, match=r"3\.11 or newer is needed, this is 3\.8; .*PYTHON=python3\.12 make lab"):
        bootstrap.find_python()


def test_old_python_hands_over_to_a_newer_one(monkeypatch, program):
    program("python3.13", "exit 1")
    newer = program("python3.12", "echo 3 12")
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    monkeypatch.setenv("PATH", str(newer.parent))
    assert bootstrap.find_python() == str(newer)


def test_missing_venv_module_names_the_package_to_install(monkeypatch, program, tmp_path):
    python = program("python3", 'case "$*" in *ensurepip*) exit 1 ;; *) echo 3 11 ;; esac')
    monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(bootstrap.Stop, match=r"apt install python3\.11-venv"):
        bootstrap.Venv(str(tmp_path / ".venv")).make()


def test_unreachable_index_is_told_apart_from_other_failures(project):
    settings = dict(PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    said = the_sentence(set_up(project, **settings, PIP_FIND_LINKS="", PIP_EXTRA_INDEX_URL=""))
    assert "cannot be downloaded" in said
    assert "are you online?" in said
    assert (project / ".rectutor" / "logs" / "setup.log").exists()


def test_interrupted_setup_is_begun_again_from_nothing(project, stub_venv):
    stub_venv("exit 0")
    (project / ".venv" / "rectutor-unfinished").touch()
    done = set_up(project, PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(project))
    assert "cannot be downloaded" in the_sentence(done)  # only now, with a real Python in .venv
    assert (project / ".venv" / "bin" / "python").resolve() == Path(sys.executable).resolve()


def test_second_setup_does_not_call_pip(project, stub_venv):
    asked = stub_venv("exit 0")
    assert set_up(project, "--extra", "test").returncode == 0
    assert "pip install" in asked.read_text()
    asked.write_text("")
    assert set_up(project).stdout == ""  # and an extra that is there already is kept, not taken away
    assert "pip" not in asked.read_text()


def test_another_extra_is_added_to_those_that_are_there(project, stub_venv):
    asked = stub_venv("exit 0")
    set_up(project, "--extra", "test")
    set_up(project, "--extra", "neural")
    assert asked.read_text().count(".[lab,neural,test]") == 1


def test_setup_runs_again_when_a_pin_or_a_requirement_changes(project, stub_venv):
    asked = stub_venv("exit 0")
    for change in [
        lambda: None,
        lambda: (project / "requirements.lock").write_text("numpy==2.4.0\n"),
        lambda: (project / "pyproject.toml").write_text("[project]\nname = 'rectutor'\n"),
    ]:
        change()
        asked.write_text("")
        assert set_up(project).returncode == 0
        assert "pip install" in asked.read_text()


def test_setup_does_not_run_again_for_the_settings_of_a_tool(project, stub_venv):
    asked = stub_venv("exit 0")
    set_up(project)
    asked.write_text("")
    with open(project / "pyproject.toml", "a") as file:
        file.write("\n[tool.ruff.format]\nquote-style = 'single'\n")
    set_up(project)
    assert "pip install" not in asked.read_text()


def test_full_disk_is_named_and_what_it_left_is_not_trusted(project, stub_venv):
    stub_venv('echo "ERROR: Could not install: [Errno 28] No space left on device"; exit 1')
    assert "The disk is full" in the_sentence(set_up(project))
    assert (project / ".venv" / "rectutor-unfinished").exists()


def test_other_failures_of_pip_are_quoted_with_the_log(project, stub_venv):
    stub_venv('echo "ERROR: two packages want different numpys"; exit 1')
    said = the_sentence(set_up(project))
    assert "two packages want different numpys" in said
    assert os.path.join(".rectutor", "logs", "setup.log") in said
    assert "different numpys" in (project / ".rectutor" / "logs" / "setup.log").read_text()


def test_moved_project_gets_a_new_venv(project, stub_venv):
    stub_venv("exit 0")
    config = project / ".venv" / "pyvenv.cfg"
    venv = bootstrap.Venv(str(project / ".venv"))
    config.write_text(f"command = python3 -m venv {venv.folder}\n")
    assert venv.is_sound()
    config.write_text("command = python3 -m venv /where/it/was/before/.venv\n")
    assert not venv.is_sound()
