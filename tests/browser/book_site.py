"""The built book, served or from disk; and a book of small lessons, for what no real lesson has."""

from __future__ import annotations

import functools
import http.server
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import ipywidgets
import nbformat.v4 as nb

import rectutor
from rectutor.practice import Option, predict, quiz
from rectutor.show import arrival, ranked_lists
from rectutor.show.component import Component
from rectutor.show.playback.player import Player

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import book

ROOT = book.ROOT
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ASKING = book.chapters()[0]
BORROWED = re.search(r"{player} (\S+)", (ROOT / "book" / "index.md").read_text(encoding="utf-8"))[1]
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
SCROLL_THROUGH = """async () => {
  const frame = () => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no frame was drawn for 30 s, at ${scrollY}`)), 30_000);
    requestAnimationFrame(() => (clearTimeout(late), resolve()));
  });
  for (let y = 0; y < document.documentElement.scrollHeight; y += 0.9 * innerHeight) {
    scrollTo(0, y);
    await frame();
  }
  scrollTo(0, 0);
}"""


def build(*arguments: str) -> str:
    """Run tools/book.py, and return what it says; it must succeed."""
    done = subprocess.run([sys.executable, ROOT / "tools" / "book.py", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built_book(tmp: Path) -> Path:
    """Return the folder of the real book, brought up to date; of the sample book as long as there are no lessons."""
    if not LESSONS:
        return sample_book(tmp)
    build()
    return ROOT / "book" / "_build" / "html"


def sample_book(tmp: Path) -> Path:
    """Build the book from `sample_lessons`, and return the folder of its pages."""
    sample_lessons(tmp / "executed")
    build("--executed", str(tmp / "executed"), "--target", str(tmp / "built"))
    return tmp / "built" / "html"


def sample_lessons(folder: Path) -> None:
    """Write executed notebooks under the names that the book knows.

    The lesson that the front page borrows from has something of all, and `ASKING` has what asks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ground = "nothing"
    for name in book.chapters():
        cells = [
            nb.new_markdown_cell(
                f"# Lesson {name[:2]}\n\nLesson {name[:2]} · Samples · 5 minutes · builds on {ground}\n\n"
                "## Text\n\nA formula, $x^2$."
            )
        ]
        ground = f"lesson {name[:2]}"
        notebook = nb.new_notebook(
            cells=cells, metadata={"language_info": {"name": "python", "pygments_lexer": "python"}}
        )
        if more := {BORROWED: varied_cells, ASKING: asking_cells}.get(name):
            cells += more()
            state = ipywidgets.Widget.get_manager_state(widgets=None)
            notebook.metadata["widgets"] = {STATE: state}
        (folder / f"{name}.ipynb").write_text(nb.writes(notebook), encoding="utf-8")


def varied_cells() -> list:
    """Return cells with components, controls of ipywidgets, a table and a diagram."""
    ratings = rectutor.load("toy").ratings
    model = rectutor.MatrixFactorizationSGD(factors=2, epochs=6)
    vary = {"factors": [2], "learning_rate": [0.01, 0.1], "regularization": [0.1]}
    player, borrowed = (Player(model, *rectutor.random_split(ratings), vary=vary) for _ in range(2))
    broken = Component(kind="no such kind", spec={}, text="A component that nobody can draw.")
    table = '<table class="dataframe"><thead><tr><th></th><th>title</th><th>rating</th></tr></thead>'
    table += "<tbody><tr><th>0</th><td>Alien</td><td>4.5</td></tr></tbody></table>"
    slider = ipywidgets.IntSlider(description="k")
    diagram = "```mermaid\nflowchart LR\n  accTitle: Two steps\n  A[data] --> B[model]\n```"
    return [
        shown("player", player),
        shown("player", player),
        shown("the front page's", borrowed),
        shown("slider", slider),
        shown("both", ipywidgets.VBox([slider, player])),
        shown("broken", broken),
        nb.new_code_cell("table", outputs=[nb.new_output("display_data", data={"text/html": table})]),
        nb.new_markdown_cell(diagram),
    ]


def asking_cells() -> list:
    """Return cells with a question, a quiz, and a picture of each kind that a question can cover."""
    train, test = rectutor.random_split(rectutor.load("toy").ratings)
    short = predict("04/overfit")
    long = predict(
        "Of all the **films** that *anybody* could have named here, which one was it that nobody but you thought of?",
        [
            "*Alien*",
            Option("*Heat*", about="of which there are a first version for television and a second one"),
            "*Up*",
        ],
    )
    return [
        shown("training", rectutor.watch(rectutor.Bias(), train, test, question=short)),
        shown("neighbors", rectutor.watch(rectutor.ItemKNN(), train, user="Ada", item="Notting Hill", question=long)),
        shown("arrival", arrival(rectutor.load("movielens-small").ratings, question=short)),
        shown("ranking", ranked_lists({"Bias": rectutor.Bias().fit(train)}, test, n=5, k=2, question=long)),
        shown("question", long),
        shown("quiz", quiz("04")),
    ]


def shown(code: str, widget) -> dict:
    """Return a code cell that shows a widget."""
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    output = nb.new_output("display_data", data={VIEW: view, "text/plain": repr(widget)})
    return nb.new_code_cell(code, outputs=[output])


@contextmanager
def served(folder: Path):
    """Serve a folder from a thread; yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(page, address: str, name: str):
    """Open a page of the book with every other host blocked, unfold and scroll through it; return what went wrong."""
    wrong = []
    page.route(lambda url: not url.startswith((address, "data:", "blob:")), lambda route: route.abort())
    page.on(
        "request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(f"asks {r.url}")
    )
    page.on("requestfailed", lambda r: wrong.append(f"failed: {r.url}"))
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.goto(address + name)
    page.wait_for_function("document.readyState === 'complete'")
    page.evaluate("document.querySelectorAll('.deeper').forEach((fold) => (fold.open = true))")
    page.evaluate(SCROLL_THROUGH)
    page.wait_for_function("!document.querySelector('.component:not([data-drawn])')")
    page.wait_for_function("[...document.querySelectorAll('.diagram')].every((d) => d.querySelector('svg'))")
    return wrong


def visited(new_page, address: str, names: list[str], **options):
    """Visit one page after the other, in a window that is closed before the next; yield name, page, what went wrong."""
    for name in names:
        page = new_page(**options)
        yield name, page, visit(page, address, name)
        page.context.close()


def ready(player):
    """Pause what plays by itself, answer what covers it, and go to the start."""
    commit = player.get_by_role("button", name="Commit")
    if commit.count():
        player.get_by_role("radio").first.click()
        commit.click()
    pause = player.get_by_role("button", name="Pause")
    if pause.count():
        pause.click()
    player.get_by_role("button", name="Play").wait_for()
    reset = player.get_by_role("button", name="Reset")
    if reset.is_enabled():
        reset.click()


def prose(page) -> str:
    """Return a page's text without code and without what is drawn of its formulas."""
    return page.locator("main").evaluate("""(element) => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll("pre, code, script, mjx-container").forEach((e) => e.remove());
      return copy.textContent;
    }""")
