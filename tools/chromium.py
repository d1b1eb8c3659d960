"""Finds a Chromium for the browser tests, and installs one where there is none. Prints its path.

Looked at in this order: the variable RECTUTOR_CHROMIUM, the programs on the PATH, the places where macOS and Windows
keep them, and the one that Playwright has downloaded. A program that does not tell its version does not count: Ubuntu's
`chromium-browser` is often only a note that a snap is to be installed.
"""

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
ELSEWHERE = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
]
LOG = Path(__file__).resolve().parent.parent / ".rectutor" / "logs" / "chromium.log"


class Missing(Exception):
    """There is no browser to test in."""


def find_chromium(install=False):
    """The path of a Chromium or Chrome that runs; with `install`, one is fetched when there is none. Else: Missing."""
    chosen = os.environ.get("RECTUTOR_CHROMIUM")
    if chosen:
        if not runs(chosen):
            raise Missing(f"RECTUTOR_CHROMIUM is {chosen}, which does not run.")
        return chosen
    for path in candidates():
        if runs(path):
            return path
    for attempt in ways_to_install() if install else []:
        attempt()
        for path in candidates():
            if runs(path):
                return path
    tried = f", and none could be installed ({LOG.name} in .rectutor/logs tells why)" if install else ""
    raise Missing(f"No Chromium or Chrome was found{tried}; install one, or set RECTUTOR_CHROMIUM to its path.")


def candidates():
    yield from filter(None, map(shutil.which, ON_PATH))
    yield from filter(os.path.exists, ELSEWHERE)
    yield from playwrights_own()


def playwrights_own():
    """Where `playwright install chromium` puts it, newest first."""
    folders = [
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
        "~/.cache/ms-playwright",
        "~/Library/Caches/ms-playwright",
    ]
    folders += [os.path.join(os.environ.get("LOCALAPPDATA", ""), "ms-playwright")]
    programs = ["chrome-linux*/chrome", "chrome-mac*/*.app/Contents/MacOS/*", "chrome-win*/chrome.exe"]
    for folder in filter(os.path.isdir, map(os.path.expanduser, folders)):
        for program in programs:
            yield from sorted(glob.glob(os.path.join(folder, "chromium-*", program)), reverse=True)


def runs(path):
    if os.name == "nt":  # where `chrome --version` opens a window
        return os.path.exists(path)
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def ways_to_install():
    """Debian's package first. Ubuntu's is a snap, which needs a whole system around it: there, Playwright's first."""
    can_apt = shutil.which("apt-get") and os.geteuid() == 0
    debian = [with_apt] if can_apt else []
    return [with_playwright, *debian] if "ID=ubuntu" in os_release() else [*debian, with_playwright]


def os_release():
    path = Path("/etc/os-release")
    return path.read_text() if path.exists() else ""


def with_apt():
    get = ["apt-get", "-q", "-y", "--no-install-recommends"]
    packages = ["install", "chromium", "fonts-dejavu-core"]
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if not glob.glob("/var/lib/apt/lists/*Packages*"):
        tell([*get, "update"], settings)
    if tell([*get, *packages], settings):  # the lists may be too old to find the package
        tell([*get, "update"], settings)
        tell([*get, *packages], settings)


def with_playwright():
    tell([sys.executable, "-m", "playwright", "install", "chromium"], os.environ)


def tell(command, settings):
    """Run a command with its output in the log. Returns its exit status."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with open(LOG, "ab") as log:
        return subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, env=settings)


if __name__ == "__main__":
    try:
        print(find_chromium(install=True))
    except Missing as reason:
        sys.exit(f"rectutor: {reason}")
