"""Bundles the components of rectutor/show/js into rectutor/show/static, where the package takes them from.

    python tools/bundle.py            bundle them
    python tools/bundle.py --check    say whether the committed bundle is what the sources give
    python tools/bundle.py --test     run the components' own tests
    python tools/bundle.py --lint     say what is against the style of the scripts
    python tools/bundle.py --format   lay the scripts out as that style has it

The bundle is committed, so that a learner's machine needs no Node.js; the check keeps it honest. The book's own, with a
loader in front, is made whenever the book is.
"""

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path

from node import npm

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "rectutor" / "show" / "js"
BUNDLE = "rectutor.mjs"
STYLED = [SOURCES / "src", SOURCES / "tests", ROOT / "book" / "assets", ROOT / "book" / "_ext"]
WIDEST = 120  # characters; Biome breaks neither texts nor comments, and leaves the layout of CSS alone


class Stop(Exception):
    """There is no bundle; the message says why."""


def install(sources):
    """`npm ci`, when package-lock.json is not the one that node_modules was made from."""
    stamp = sources / "node_modules" / ".made-from"
    lock = hashlib.sha256((sources / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == lock:
        return
    call(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], sources)
    stamp.write_text(lock)


def build(sources, target, script="build"):
    install(sources)
    call(["run", script], sources, OUTDIR=str(target))


def call(arguments, sources, **variables):
    code, output = npm(arguments, sources, **variables)
    if code:
        raise Stop(f"npm {' '.join(arguments)} failed:\n{output.strip()}")
    return output.strip()


def up_to_date(sources, bundle):
    """Whether the committed bundle is there, and what the sources give now, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        build(sources, folder)
        return bundle.exists() and bundle.read_bytes() == (Path(folder) / BUNDLE).read_bytes()


def too_wide(folders):
    """Where a line of a script or a style sheet has more than 120 characters."""
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix in {".css", ".js", ".mjs"}:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if len(line) > WIDEST:
                    yield f"{path}:{number}: {len(line)} characters, where {WIDEST} fit"


def main(arguments=None, sources=SOURCES, styled=STYLED):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="build to a temporary folder and compare")
    parser.add_argument("--test", action="store_true", help="run the components' own tests")
    parser.add_argument("--lint", action="store_true", help="check the scripts' style")
    parser.add_argument("--format", action="store_true", help="lay the scripts out")
    options = parser.parse_args(arguments)
    made = sources.parent / "static" / BUNDLE
    try:
        if options.test:
            install(sources)
            print(call(["test"], sources))
        elif options.format:
            install(sources)
            print(call(["run", "format"], sources))
        elif options.lint:
            install(sources)
            print(call(["run", "check"], sources))
            if lines := list(too_wide(styled)):
                raise Stop("\n".join(["lines that are too wide; break them by hand:", *lines]))
        elif not options.check:
            build(sources, made.parent)
            print(f"{BUNDLE}: {made.stat().st_size / 1024:.0f} kB")
        elif not up_to_date(sources, made):
            raise Stop(f"{BUNDLE} in rectutor/show/static: not what the sources give; run `make bundle`.")
    except (Stop, OSError) as reason:
        print(f"rectutor: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
