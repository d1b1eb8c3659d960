"""Builds the book into book/_build/html, from the executed lessons, and says how large its pages are.

    python tools/book.py                  runs the lessons that have changed, then builds
    python tools/book.py --serve          builds, then shows it on http://127.0.0.1:8000/
    python tools/book.py --player-limit 600

A second run with nothing changed only prints the sizes. Any warning of Sphinx fails the build, and so does a page or a
component that is larger than its limit.
"""

import argparse
import contextlib
import functools
import hashlib
import http.server
import io
import json
import re
import shutil
import sqlite3
import sys
from pathlib import Path

import nbformat
import yaml

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"
NOTEBOOKS = ROOT / "notebooks"
JS = ROOT / "rectutor" / "show" / "js"
sys.path[:0] = [str(BOOK / "_ext"), str(ROOT / "tools")]

import bundle
import lessons
from node import find_node
from rectutor_book import course, formulas, sizes
from rectutor_book.folding import FOLDED
from rectutor_book.lessons import BadLesson, prepare

DIAGRAMS = Path("node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js")


class Stop(Exception):
    """There is no book; the message says why."""


def chapters(notebooks=NOTEBOOKS):
    """The names of the pages that are notebooks: the lessons, in order, and the gallery."""
    names = [lesson.name for lesson in course.lessons(notebooks)]
    return names + [name for name in course.CLOSING if not (BOOK / f"{name}.md").exists()]


def run_lessons(executed):
    """Execute the lessons whose executed copy is missing or has other code than the lesson."""
    stale = []
    for name in chapters():
        source = NOTEBOOKS / f"{name}.ipynb"
        copy = executed / source.name
        if not copy.exists() or texts(copy) != texts(source):
            stale.append(name)
    if stale and lessons.main([*stale, "--executed", str(executed)]):
        raise Stop("a lesson failed (see above).")


def texts(path):
    cells = nbformat.read(path, as_version=4).cells
    return [(cell.cell_type, cell.source, cell.metadata.get(FOLDED)) for cell in cells]


def fingerprint(executed, notebooks):
    """A hash of all that the book is made from."""
    sources = [path for path in BOOK.rglob("*") if not {"_build", "node_modules", "__pycache__"} & set(path.parts)]
    sources += [*(JS / "src").rglob("*"), JS / "package-lock.json", ROOT / "requirements.lock", Path(__file__)]
    sources += [folder / f"{name}.ipynb" for folder in [executed, notebooks] for name in chapters(notebooks)]
    content = hashlib.sha256()
    for path in sorted(path for path in sources if path.is_file()):
        content.update(path.name.encode() + b"\0" + path.read_bytes())
    return content.hexdigest()


def stage(source, executed, notebooks):
    """Lay out what Sphinx reads: the book's own files, the lessons made fit for the page, scripts, downloads."""
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(BOOK, source, ignore=shutil.ignore_patterns("_build", "node_modules", "__pycache__", "package*"))
    for folder in ["states", "extra/pictures", "extra/notebooks"]:
        (source / folder).mkdir(parents=True)
    contents = course.contents(course.lessons(notebooks))
    (source / "_toc.yml").write_text(yaml.safe_dump(contents, allow_unicode=True), encoding="utf-8")
    for name in chapters(notebooks):
        if not (executed / f"{name}.ipynb").exists():
            raise Stop(f"there is no {name}.ipynb in {executed}.")
        lesson = nbformat.read(executed / f"{name}.ipynb", as_version=4)
        states = prepare(lesson, name, source / "extra" / "pictures")
        nbformat.write(lesson, source / f"{name}.ipynb")
        (source / "states" / f"{name}.json").write_text(json.dumps(states), encoding="utf-8")
        shutil.copy(notebooks / f"{name}.ipynb", source / "extra" / "notebooks")
    bundle.install(BOOK)
    shutil.copy(BOOK / DIAGRAMS, source / "assets" / "mermaid.js")
    bundle.build(JS, source / "assets", "build-book")


def run_sphinx(source, html):
    """Build with Jupyter Book; warnings count as errors, and all of them are shown."""
    from jupyter_book.sphinx import build_sphinx

    messages = io.StringIO()
    with contextlib.redirect_stderr(messages):
        result = build_sphinx(
            source,
            html,
            path_config=source / "_config.yml",
            noconfig=True,
            confoverrides={"latex_individualpages": False},
            doctreedir=html.parent / "doctrees",
            freshenv=True,
            warningiserror=True,
            keep_going=True,
            quiet=True,
        )
    if result != 0:
        said = re.sub(r"\x1b\[[\d;]*m", "", messages.getvalue()).replace(str(source), "book")
        raise Stop(f"Sphinx warns, and the book is to be built without warnings:\n{said or result}")


@contextlib.contextmanager
def alone(target):
    """Let one process build at a time; the others wait, and then find the book made."""
    target.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(target / "lock", timeout=600, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")  # a lock that ends with its process, on every system
    try:
        yield
    finally:
        lock.close()


def build(executed, target, notebooks):
    """Build the book unless what is there is up to date; return the folder of its pages."""
    html, stamp = target / "html", target / "html.made-from"
    made_from = fingerprint(executed, notebooks)
    if html.exists() and stamp.exists() and stamp.read_text() == made_from:
        return html
    stamp.unlink(missing_ok=True)
    source, draft = target / "source", target / "draft"
    stage(source, executed, notebooks)
    shutil.rmtree(draft, ignore_errors=True)
    run_sphinx(source, draft)
    formulas.draw(sorted(draft.glob("*.html")), find_node()[0], BOOK)
    ours = {path.name for path in (source / "assets").iterdir()}
    for path in [*(draft / "_static").iterdir(), draft / "objects.inv", draft / ".buildinfo"]:
        if path.name not in ours:  # what Sphinx adds, and no page asks for
            path.unlink(missing_ok=True)
    shutil.rmtree(html, ignore_errors=True)
    draft.rename(html)
    stamp.write_text(made_from)
    return html


def serve(html, port):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"http://127.0.0.1:{port}/ (Ctrl+C ends it)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--serve", nargs="?", type=int, const=8000, metavar="PORT", help="show it when it is built")
    parser.add_argument(
        "--player-limit", type=float, default=sizes.PLAYER, metavar="KB", help="of one component's state"
    )
    parser.add_argument("--executed", type=Path, help="take executed lessons from this folder, and run none")
    parser.add_argument("--target", type=Path, default=BOOK / "_build", help="where to build")
    options = parser.parse_args(arguments)
    executed = (options.executed or BOOK / "_build" / "executed").resolve()
    try:
        with alone(options.target):
            if options.executed is None:
                run_lessons(executed)
            html = build(executed, options.target.resolve(), options.executed or NOTEBOOKS)
        if too_large := sizes.report(html, options.player_limit):
            raise Stop("; ".join(too_large) + ".")
    except (Stop, BadLesson, formulas.BadFormula, bundle.Stop) as reason:
        print(f"rectutor: {reason}", file=sys.stderr)
        return 1
    print(f"The book: {html / 'index.html'}")
    if options.serve:
        serve(html, options.serve)
    return 0


if __name__ == "__main__":
    sys.exit(main())
