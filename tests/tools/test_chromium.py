"""Which browser is taken, and what is said when there is none."""

import chromium
import pytest


@pytest.fixture(autouse=True)
def no_browser(monkeypatch, tmp_path):
    """A machine without a browser: no variable, nothing on the PATH or elsewhere, no way to install one."""
    monkeypatch.delenv("RECTUTOR_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setattr(chromium, "ELSEWHERE", [])


def test_a_browser_on_the_path_is_found(program):
    path = program("google-chrome", "echo Google Chrome 140")
    assert chromium.find_chromium() == str(path)


def test_one_that_does_not_run_is_passed_over(program):
    program("chromium-browser", 'echo "requires the chromium snap to be installed"; exit 1')
    path = program("google-chrome-stable", "echo Google Chrome 140")
    assert chromium.find_chromium() == str(path)


def test_the_variable_goes_first(program, monkeypatch):
    program("chromium", "echo Chromium 140")
    mine = program("my-chromium", "echo Chromium 99")
    monkeypatch.setenv("RECTUTOR_CHROMIUM", str(mine))
    assert chromium.find_chromium() == str(mine)


def test_a_wrong_variable_is_not_silently_ignored(program, monkeypatch):
    program("chromium", "echo Chromium 140")
    monkeypatch.setenv("RECTUTOR_CHROMIUM", "/no/such/browser")
    with pytest.raises(chromium.Missing, match="/no/such/browser"):
        chromium.find_chromium()


def test_playwrights_own_is_found(tmp_path):
    path = tmp_path / ".cache" / "ms-playwright" / "chromium-1200" / "chrome-linux64" / "chrome"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\nexit 0\n")
    path.chmod(0o755)
    assert chromium.find_chromium() == str(path)


def test_a_missing_one_is_installed_when_asked(program, monkeypatch):
    monkeypatch.setattr(chromium, "ways_to_install", lambda: [lambda: program("chromium", "echo Chromium 140")])
    assert chromium.find_chromium(install=True).endswith("/chromium")


def test_none_at_all_is_one_sentence(monkeypatch):
    monkeypatch.setattr(chromium, "ways_to_install", lambda: [lambda: None])
    with pytest.raises(chromium.Missing, match="set RECTUTOR_CHROMIUM to its path"):
        chromium.find_chromium(install=True)
