"""`make test` goes on after a failure, shows what failed, and ends with a count."""

import check
import pytest


@pytest.fixture
def checks(monkeypatch, tmp_path):
    monkeypatch.setattr(check, "LOGS", tmp_path)
    monkeypatch.delenv("CI", raising=False)

    def use(*chosen):
        monkeypatch.setattr(check, "CHECKS", list(chosen))

    return use


def python(program):
    return [["python", "-c", program]]


def test_a_failure_is_shown_and_the_rest_still_runs(checks, capsys):
    checks(
        check.Check("first", "", python("print('what went wrong'); raise SystemExit(1)")),
        check.Check("second", "", python("print('all is well')")),
        check.Check("third", "", python(""), needs="no/such/file"),
    )
    assert check.main([]) == 1
    said = capsys.readouterr().out
    assert "what went wrong" in said
    assert "all is well" not in said
    assert said.splitlines()[-1] == "checks: 1 passed, 1 failed, 1 skipped"


def test_all_commands_of_a_check_count(checks):
    checks(check.Check("two", "", python("raise SystemExit(1)") + python("")))
    assert check.main([]) == 1


def test_some_are_run_by_name(checks, capsys):
    checks(check.Check("first", "", python("raise SystemExit(1)")), check.Check("second", "", python("")))
    assert check.main(["second"]) == 0
    assert "checks: 1 passed, 0 failed" in capsys.readouterr().out


@pytest.mark.parametrize(("ci", "result"), [("true", 1), ("", 0)])
def test_a_missing_browser_is_a_failure_only_in_ci(checks, monkeypatch, ci, result):
    def none(install):
        raise check.Missing("No Chromium")

    monkeypatch.setattr(check, "find_chromium", none)
    monkeypatch.setenv("CI", ci)
    checks(check.Check("browser", "", python(""), browser=True))
    assert check.main([]) == result


def test_a_program_that_is_missing_is_a_failure(checks, capsys):
    checks(check.Check("gone", "", [["no-such-program"]]))
    assert check.main([]) == 1
    assert "no-such-program" in capsys.readouterr().out


def test_pytests_own_count_is_told():
    assert check.pytest_counts("...\n212 passed, 3 skipped in 34.51s\n") == "212 passed, 3 skipped"
    assert check.pytest_counts("== 1 failed, 2 passed in 0.5s ==") == "1 failed, 2 passed"
    assert check.pytest_counts("bundled\n") == ""
