"""requirements.lock holds pins and nothing else: no machine, no index, no local build is named in it."""

import re
import tomllib
from pathlib import Path

from lock import pins

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if not line.startswith("#")]


def test_every_line_is_a_name_with_a_release():
    odd = [line for line in LINES if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)]
    assert not odd
    assert sorted(set(LINES)) == sorted(LINES)


def test_every_declared_requirement_is_pinned():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = declared["optional-dependencies"]
    wanted = [*declared["dependencies"], *extras["lab"], *extras["test"]]
    names = {re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    assert names <= {line.split("==")[0] for line in LINES}


def test_local_builds_lose_their_suffix():
    def package(name, version):
        return {"metadata": {"name": name, "version": version}}

    report = {"install": [package("Torch_Audio", "2.4.0+cpu"), package("abc", "1")]}
    assert pins(report) == ["abc==1", "torch-audio==2.4.0"]


def test_the_components_packages_come_from_npm_itself():
    lock = ROOT / "rectutor" / "show" / "js" / "package-lock.json"
    places = re.findall(r'"resolved": "([^"]+)"', lock.read_text())
    assert all(place.startswith("https://registry.npmjs.org/") for place in places)
