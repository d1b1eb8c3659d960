"""Small made-up programs and projects for the tests of tools/."""

import pytest


@pytest.fixture
def program(tmp_path):
    """Write a shell script; `program("npm", "echo hi")` returns its path, in a folder of made-up programs."""

    def write(name, script):
        path = tmp_path / "programs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write
