"""Writes requirements.lock: the release of every package that the lessons and the tests are run with.

pip works out the newest releases that fit together without installing them, for the oldest Python that is supported:
releases are dropped for old Pythons all the time, even for those of Debian and Ubuntu that most people have. PyTorch is
left out, since which build of it fits depends on the machine; `pip install -e ".[neural]"` brings it.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11.0"
HEADER = """\
# The releases that the lessons and the tests are run with, for Python 3.11 and newer. Made by `make lock`.
# A constraints file: it says which release, not what to install.
"""


def requirements():
    """What pyproject.toml asks for: the package's own dependencies, and those of the lab and test extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *extras["lab"], *extras["test"]]


def pins(report):
    """'name==version' for each package of pip's report, sorted; a local build's suffix is left out."""
    found = {}
    for package in report["install"]:
        name = re.sub(r"[-_.]+", "-", package["metadata"]["name"]).lower()
        found[name] = package["metadata"]["version"].split("+")[0]
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def main():
    ask = ["install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    ask += ["--python-version", OLDEST, "--only-binary", ":all:", "--target", "nothing-is-installed"]
    pip = subprocess.run([sys.executable, "-m", "pip", *ask, *requirements()], capture_output=True, text=True)
    if pip.returncode:
        sys.exit(f"{pip.stderr}\nrequirements.lock is left as it was: pip found no set of packages (see above).")
    path = ROOT / "requirements.lock"
    before = set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()
    lines = pins(json.loads(pip.stdout))
    for line in sorted(set(lines) - before):
        print(line)
    draft = path.with_suffix(".part")
    draft.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    os.replace(draft, path)
    print(f"requirements.lock: {len(lines)} packages")


if __name__ == "__main__":
    main()
