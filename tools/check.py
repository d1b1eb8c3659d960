"""Runs the checks of `make test`, the quick ones first, and goes on after one that fails.

    python tools/check.py               all
    python tools/check.py ruff units    some, by name
    python tools/check.py --list        their names

A check's output is shown when it fails, and kept in .rectutor/logs/ either way. A missing browser skips its check on a
reader's machine, and is a failure with CI=true.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from chromium import Missing, find_chromium

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".rectutor" / "logs"
MINUTES_A_CHECK = 25
PYTEST = ["python", "-m", "pytest", "-q"]


@dataclass
class Check:
    name: str
    what: str
    commands: list
    needs: str = ""  # a pattern of files without which there is nothing to check
    browser: bool = False


CHECKS = [
    Check("ruff", "style", [["ruff", "check", "."], ["ruff", "format", "--check", "."]]),
    Check("imports", "who may import whom", [["lint-imports"]]),
    Check("data", "datasets as listed", [["python", "tools/data.py"]], "datasets/*/"),
    Check("bundle", "bundle up to date", [["python", "tools/bundle.py", "--check"]], "rectutor/show/js/package.json"),
    Check("biome", "the scripts' style", [["python", "tools/bundle.py", "--lint"]], "rectutor/show/js/biome.jsonc"),
    Check("js", "components", [["python", "tools/bundle.py", "--test"]], "rectutor/show/js/tests/*"),
    Check(
        "units",
        "the package and its examples",
        [[*PYTEST, "-n", "2", "tests", "rectutor", "--ignore=tests/browser", "--ignore=tests/benchmarks"]],
    ),
    Check("lessons", "lessons run by papermill", [["python", "tools/lessons.py"]], "notebooks/*.ipynb"),
    Check(
        "nbval",
        "what lessons print",
        # A notebook's cells share a kernel, so they stay together.
        [[*PYTEST, "--nbval", "--nbval-cell-timeout=300", "-n", "2", "--dist", "loadfile", "notebooks"]],
        "notebooks/*.ipynb",
    ),
    Check("book", "the book builds", [["python", "tools/book.py"]], "tools/book.py"),
    Check(
        "browser",
        "in a browser",
        [[*PYTEST, "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "tests/browser"]],
        "tests/browser/test_*.py",
        browser=True,
    ),
]


def command_line(words):
    """The command with its first word as the program in this environment; python is the one that runs this file."""
    if words[0] == "python":
        return [sys.executable, *words[1:]]
    program = shutil.which(words[0], path=str(Path(sys.executable).parent)) or shutil.which(words[0]) or words[0]
    return [program, *words[1:]]


def run(command, log, settings):
    """Run a command with its output in a log. Returns its exit status; a command that does not end is ended."""
    with subprocess.Popen(
        command_line(command), cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, env=settings, start_new_session=True
    ) as process:
        try:
            return process.wait(timeout=60 * MINUTES_A_CHECK)
        except subprocess.TimeoutExpired:
            log.write(f"\nDid not end within {MINUTES_A_CHECK} minutes.\n".encode())
            process.send_signal(signal.SIGINT)  # pytest then says what has failed so far
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            return 1
        finally:
            if process.poll() is None:  # with all that it has started
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()


def perform(check):
    """Run one check: ("passed" | "failed" | "skipped", a remark, the whole output)."""
    if check.needs and not any(ROOT.glob(check.needs)):
        return "skipped", f"there is no {check.needs}", ""
    settings = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if check.browser:
        try:
            settings["RECTUTOR_CHROMIUM"] = find_chromium(install=True)
        except Missing as reason:
            return ("failed" if os.environ.get("CI") else "skipped"), str(reason), ""
    path = LOGS / f"check-{check.name}.log"
    with open(path, "wb") as log:
        try:
            codes = [run(command, log, settings) for command in check.commands]
        except OSError as error:
            return "failed", str(error), ""
    output = path.read_text(encoding="utf-8", errors="replace")
    return ("failed" if any(codes) else "passed"), pytest_counts(output), output.rstrip()


def pytest_counts(output):
    """'212 passed, 3 skipped' from what pytest says last; empty for other tools."""
    found = re.findall(r"^(?:=+ )?((?:\d+ \w+, )*\d+ \w+) in [\d.]+s", output, flags=re.MULTILINE)
    return found[-1] if found else ""


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", choices=[[], *(check.name for check in CHECKS)])
    parser.add_argument("--list", action="store_true", help="tell the names and end")
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(f"{check.name:<8} {check.what}" for check in CHECKS))
        return 0
    LOGS.mkdir(parents=True, exist_ok=True)
    results = []
    for check in CHECKS:
        if options.names and check.name not in options.names:
            continue
        print(f"{check.name:<8} {check.what:<30}", end="", flush=True)
        started = time.monotonic()
        result, remark, output = perform(check)
        results.append(result)
        print(f"{result:<8} {time.monotonic() - started:6.1f} s  {remark}".rstrip(), flush=True)
        if result == "failed" and output:
            print(f"{output}\n", flush=True)
    skipped = results.count("skipped")
    closing = f"checks: {results.count('passed')} passed, {results.count('failed')} failed"
    print(closing + (f", {skipped} skipped" if skipped else ""))
    return 1 if "failed" in results else 0


if __name__ == "__main__":
    sys.exit(main())
