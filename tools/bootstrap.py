#!/usr/bin/env python3
"""Set-up: makes .venv with everything that the lessons need, then hands over to what lives in there.

    python3 tools/bootstrap.py setup                the lessons
    python3 tools/bootstrap.py setup --extra test   the lessons and their tests
    python3 tools/bootstrap.py lab                  set-up, then JupyterLab with the first lesson open

On Windows, where make is absent: `py tools\\bootstrap.py lab`.

Nothing but the standard library is imported here, and even Python 3.6 can read this file: how else could it say that it
is too old? Whatever goes wrong is told in one sentence; pip's own output is kept in .rectutor/logs/setup.log.

No kernel is registered. The notebooks ask for the kernel "python3", and in .venv that is .venv's own: ipykernel brings
it, and Jupyter starts it with the interpreter that Jupyter itself runs on. A kernel with a name of its own would have
to be registered for each user, would outlive .venv, and every notebook would depend on it.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys

from compiled import forget_stale

OLDEST = (3, 11)
CANDIDATES = ["python3.13", "python3.12", "python3.11", "python3.14", "python3"]
ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
LOG = os.path.join(ROOT, ".rectutor", "logs", "setup.log")


class Stop(Exception):
    """Set-up cannot go on; the message is the sentence that the reader gets."""


def version_of(python):
    """(major, minor) of an interpreter; (0, 0) when it does not run."""
    code, output = run([python, "-c", "import sys; print(sys.version_info[0], sys.version_info[1])"])
    return tuple(int(part) for part in output.split()) if code == 0 else (0, 0)


def find_python():
    """The interpreter that runs this file if it is new enough, else the first on the PATH that is."""
    if sys.version_info[:2] >= OLDEST:
        return sys.executable
    for python in filter(None, map(shutil.which, CANDIDATES)):
        if version_of(python) >= OLDEST:
            return python
    raise Stop(
        "Python 3.11 or newer is needed, this is {}.{}; install it and run PYTHON=python3.12 make lab.".format(
            *sys.version_info
        )
    )


class Venv:
    """The project's virtual environment, and two notes in it: what it was completed for, and that work goes on."""

    def __init__(self, folder):
        self.folder = folder
        self.python = os.path.join(folder, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
        self.stamp = os.path.join(folder, "rectutor-complete.json")
        self.unfinished = os.path.join(folder, "rectutor-unfinished")

    def extras(self):
        """The extras that are installed just as they are declared now; none when set-up has to run again."""
        try:
            with open(self.stamp, encoding="utf-8") as file:
                noted = json.load(file)
            usable = noted["inputs"] == self.fingerprint() and not os.path.exists(self.unfinished)
            return set(noted["extras"]) if usable else set()
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def fingerprint(self):
        """A hash of what decides .venv's content: the interpreter, the project's place, its declarations and pins."""
        parts = [str(version_of(self.python)), ROOT, declarations()]
        parts += [read("requirements.lock"), read("rectutor/show/jupyterlab-settings.json")]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def is_sound(self):
        """False for one that is half made or was moved, whose Python is gone or too old, or that has no pip."""
        if os.path.exists(self.unfinished) or version_of(self.python) < OLDEST:
            return False
        made_by = [line for line in read(os.path.join(self.folder, "pyvenv.cfg")).splitlines() if "command =" in line]
        moved = made_by and self.folder not in made_by[0]
        return not moved and run([self.python, "-m", "pip", "--version"])[0] == 0

    def make(self):
        python = find_python()
        if run([python, "-c", "import venv, ensurepip"])[0] != 0:
            package = "python{}.{}-venv".format(*version_of(python))
            raise Stop(f"Python's venv module is missing; on Debian and Ubuntu, `apt install {package}` brings it.")
        print(f"Making .venv with {python}", flush=True)
        code, output = run([python, "-m", "venv", "--clear", "--prompt", "rectutor", self.folder])
        if code != 0:
            raise Stop(diagnosis(output) or f"Python's venv module failed: {last_words(output)}")

    def install(self, extras):
        """Install the package, editable, and its extras in the pinned versions."""
        command = [self.python, "-m", "pip", "install", "--progress-bar", "off"]
        command += ["-c", "requirements.lock"] if read("requirements.lock") else []
        command += ["-e", ".[{}]".format(",".join(sorted(extras)))]
        # A reader's own pip settings stay in force (an index, a proxy), except those that would lead out of .venv.
        settings = dict(os.environ, PIP_USER="0", PIP_NO_INPUT="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
        settings.setdefault("PIP_RETRIES", "2")  # who is offline should not wait a minute to be told
        open(self.unfinished, "w").close()
        os.makedirs(os.path.dirname(LOG), exist_ok=True)
        with open(LOG, "w", encoding="utf-8") as log:
            code = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, env=settings)
        if code != 0:
            output = read(LOG)
            if "The disk is full" not in (diagnosis(output) or ""):
                os.remove(self.unfinished)  # pip leaves whole packages behind when it fails, unless the disk is full
            reason = diagnosis(output) or f"pip could not install the packages: {last_words(output)}"
            raise Stop(f"{reason} (pip's output: {os.path.relpath(LOG, ROOT)})")
        with open(self.stamp, "w", encoding="utf-8") as file:
            json.dump({"inputs": self.fingerprint(), "extras": sorted(extras)}, file)
        os.remove(self.unfinished)


def declarations():
    """What pyproject.toml says of the package and how it is built, without the settings of ruff, pytest and so on."""
    kept, keep = [], True
    for line in read("pyproject.toml").splitlines():
        if line.startswith("["):
            keep = not line.lstrip("[").startswith("tool.") or "tool.hatch" in line
        kept += [line] if keep else []
    return "\n".join(kept)


def diagnosis(output):
    """The sentence for the usual reasons why venv and pip fail, None for others."""
    low = output.lower()
    if any(sign in low for sign in ["no space left on device", "not enough space", "disk quota exceeded"]):
        return f"The disk is full: set-up needs about 2 GB for {ROOT} and for pip's temporary files."
    if "certificate_verify_failed" in low or "certificate verify failed" in low:
        return "The package index's certificate is not trusted; behind a company's proxy, set PIP_CERT to its file."
    signs = ["name resolution", "nodename nor servname", "getaddrinfo failed", "connection refused", "timed out"]
    signs += ["network is unreachable", "newconnectionerror", "proxyerror", "connection broken", "from versions: none"]
    if any(sign in low for sign in signs):
        return "The packages cannot be downloaded: PyPI, or the index pip is set to, does not answer; are you online?"
    return None


def last_words(output):
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["it said nothing"])[-1]


def read(path):
    """A file's text; a file that is not there reads as empty."""
    try:
        with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def run(command):
    """(exit status, output) of a command; one that is not there has failed."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT)
        return done.returncode, done.stdout.decode("utf-8", "replace")
    except OSError as error:
        return 127, str(error)


def setup(extras):
    """Bring .venv to what is declared; back in no time when it is there already."""
    venv = Venv(os.path.join(ROOT, ".venv"))
    present = venv.extras()
    if extras <= present:
        return venv
    try:
        if not venv.is_sound():
            venv.make()
        print("Installing the packages, which takes one to three minutes the first time", flush=True)
        venv.install(extras | present)
    except OSError as error:
        raise Stop(diagnosis(str(error)) or f"Set-up stopped: {error}.") from None
    print("Set-up is complete: make lab opens the first lesson.", flush=True)
    return venv


def lab(venv, arguments):
    """JupyterLab with the first lesson open. It takes another port by itself when 8888 is in use."""
    lesson = "notebooks/00_start_here.ipynb"
    page = "/lab/tree/" + (lesson if os.path.exists(os.path.join(ROOT, lesson)) else "notebooks")
    command = [venv.python, "-m", "jupyterlab", f"--LabApp.default_url={page}"]
    command += [f"--ServerApp.root_dir={ROOT}"]  # the package's own files can be opened beside the lessons
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command += ["--allow-root"]  # as in a container; the token is still asked for
    return subprocess.call(command + arguments, cwd=ROOT, env=dict(os.environ, JUPYTER_PREFER_ENV_PATH="1"))


def main(arguments):
    parser = argparse.ArgumentParser(description="Sets rectutor up in .venv.")
    parser.add_argument("command", choices=["setup", "lab"])
    parser.add_argument("--extra", action="append", default=[], choices=["test", "neural"], help="further packages")
    options, others = parser.parse_known_args(arguments)
    if others and options.command == "setup":
        parser.error(f"unknown: {' '.join(others)}")
    try:
        venv = setup({"lab"} | set(options.extra))
        forget_stale()
        return lab(venv, others) if options.command == "lab" else 0
    except Stop as reason:
        print(f"rectutor: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
