"""How long a learner waits for a picture: in a real JupyterLab, in a recorded run without a kernel, in the built book.

What is measured in the page is hooked in from outside: nothing in the components knows of it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import rectutor
from rectutor.show.playback.player import Player
from tests.benchmarks.measuring import Report, percentile
from tests.browser.bare_host import mount, open_bare_host
from tests.browser.book_site import ROOT, served
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.jupyter import Lab
from tests.browser.moving import wait_for_epoch, wait_for_sentence

MOVES = 60
PICTURE_MS = 80  # from moving a slider to seeing the new run
HEARD_MS = 100  # until Pause, Stop and the kernel's interrupt hold
FRAME_MS = 16  # one drawing, of sixty a second
BOOK_MS = 1000  # after the page's load event
TIMES = 20  # Pause, Stop, interrupt, each
VISITS = 10

SETUP = """import time, rectutor
train, test = rectutor.random_split(rectutor.load("movielens-small").ratings)
fit, valid = rectutor.random_split(train, test=0.1, seed=1)
def watched(vary, **settings):
    model = rectutor.MatrixFactorizationSGD(**settings)
    return rectutor.watch(model, fit, valid, vary=vary)"""
SHORT = """vary = {"learning_rate": [0.01, 0.03], "factors": [10, 20]}
player = watched(vary, factors=20, learning_rate=0.03, epochs=20)
player"""
# Steps and states go to a file: asking the kernel would come between the page's messages.
LONG = """player = watched({"learning_rate": [0.001, 0.002]}, factors=100, learning_rate=0.002, epochs=500)
seen = open("seen.txt", "w", buffering=1)
def tell(what):
    print(1000 * time.time(), what, file=seen)
next_step = player._next
def timed_next(walk):
    found = next_step(walk)
    tell("step")
    return found
player._next = timed_next
player.observe(lambda change: tell(change.new), "status")
player"""

# A run's first picture is there when the playhead stands at 0 again. The time ends when the frame with it is painted: a
# message that is sent while a frame is made arrives after that. A bare answer of the kernel, painted in the same way,
# is what no live picture can do without, and says how busy the machine is.
WATCH_MOVES = """(holder) => {
  const root = holder.shadowRoot;
  const shown = root.querySelector(".epoch b");
  window.waits = [];
  let moved = null;
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(0);
  });
  root.addEventListener("input", (event) => { if (event.target.closest(".slider")) moved = performance.now(); }, true);
  new MutationObserver(() => {
    if (moved === null || shown.textContent !== "0") return;
    const from = moved;
    moved = null;
    painted(() => window.waits.push(performance.now() - from));
  }).observe(shown, { childList: true, characterData: true, subtree: true });
  window.bareAnswer = async () => {
    const from = performance.now();
    await window.lab.kernel().requestKernelInfo();
    return new Promise((done) => painted(() => done(performance.now() - from)));
  };
}"""
WATCH_CLICKS = """(holder) => holder.shadowRoot.addEventListener("click", (event) => {
  window.clicked = Date.now() - (performance.now() - event.timeStamp);
}, true)"""

# A drawing is one microtask; how much longer its frame takes is seen as above.
WATCH_DRAWINGS = """
window.drawings = [];
const later = window.queueMicrotask.bind(window);
window.queueMicrotask = (draw) => later(() => {
  const start = performance.now();
  draw();
  const drawing = { own: performance.now() - start };
  window.drawings.push(drawing);
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { drawing.whole = performance.now() - start; };
  channel.port2.postMessage(0);
});"""
WATCH_BOOK = """
addEventListener("load", () => {
  const kinds = ["training", "arrival", "neighbors"].map((kind) => `.component[data-kind=${kind}]`);
  const first = document.querySelector(kinds.join());
  const look = () => {
    const button = first.querySelector(".rectutor")?.shadowRoot?.querySelector("[data-action=play], .pill.primary");
    if (button && button.getAttribute("aria-disabled") !== "true") window.interactive = performance.now() - loaded;
    else requestAnimationFrame(look);
  };
  const loaded = performance.now();
  first.scrollIntoView({ block: "center", behavior: "instant" });
  look();
});"""


class Waits:
    """The waits of one kind in a table of them."""

    def __init__(self, title: str):
        self.report = Report(title, "", "n", "median, ms", "p95, ms", "longest, ms")

    def add(self, what: str, waits: list[float], most: float | None = None) -> None:
        numbers = [f"{value:.1f}" for value in (median(waits), percentile(waits, 95), max(waits))]
        target = {} if most is None else {"value": percentile(waits, 95), "most": most}
        self.report.row(what, f"{len(waits)}", *numbers, **target)


def slider_to_picture(book) -> tuple[list[float], list[float]]:
    """Move sliders by keys while the last run plays; return the waits, and those for bare answers."""
    player = book.player()
    wait_for_epoch(player, 1)
    player.evaluate(WATCH_MOVES)
    bare = []
    for move in range(MOVES):
        name = ("learning_rate", "factors")[move % 2]
        player.locator(f'.slider[data-name="{name}"] input').focus()
        player.page.keyboard.press("PageDown" if move % 4 < 2 else "PageUp")
        player.page.wait_for_function("(n) => window.waits.length === n", arg=move + 1)
        wait_for_epoch(player, 1 + move % 3)
        bare.append(player.page.evaluate("window.bareAnswer()"))
    return player.page.evaluate("window.waits"), bare


def heard(book) -> dict[str, list[float]]:
    """Press Pause, Stop and the kernel's interrupt in turn; measure until the kernel says so."""
    player = book.player()
    wait_for_epoch(player, 1)
    player.evaluate(WATCH_CLICKS)
    found = {"Pause → last step computed": [], "Pause": [], "Stop": [], "interrupt": []}
    for turn in range(TIMES):
        click(player, "Pause")
        asked, last, paused = answer(book, "paused")
        found["Pause → last step computed"].append(max(0.0, last - asked))
        found["Pause"].append(paused - asked)
        click(player, "Play")
        wait_for_step(book, time.time())
        click(player, "Stop training")
        asked, _, stopped = answer(book, "idle")
        found["Stop"].append(stopped - asked)
        train_anew(book, "PageUp" if turn % 2 else "PageDown")
        player.page.evaluate("window.clicked = Date.now(); window.lab.kernel().interrupt().then(() => true)")
        asked, _, stopped = answer(book, "idle")
        found["interrupt"].append(stopped - asked)
        train_anew(book, "PageDown" if turn % 2 else "PageUp")
    return found


def click(player, name: str) -> None:
    player.page.wait_for_timeout(437)  # a hand comes in the middle of a step, not when one ends
    player.get_by_role("button", name=name).click()


def train_anew(book, key: str) -> None:
    book.player().locator('.slider[data-name="learning_rate"] input').focus()
    now = time.time()
    book.page.keyboard.press(key)
    wait_for_step(book, now)


def wait_for_step(book, after: float) -> None:
    """Wait until the kernel has computed a step."""
    for _ in range(200):
        book.page.wait_for_timeout(50)
        if told(book).get("step", 0) > 1000 * after:
            return
    raise RuntimeError("training does not go on")


def answer(book, state: str) -> tuple[float, float, float]:
    """Wait for the kernel's state; return when it was asked for, when the last step ended and when the state came."""
    asked = book.page.evaluate("window.clicked")
    for _ in range(200):
        book.page.wait_for_timeout(50)
        times = told(book)
        if times.get(state, 0) > asked - 5 and 1000 * time.time() > times[state] + 500:  # a late step has shown by now
            return asked, times["step"], times[state]
    raise RuntimeError(f"the kernel did not become {state}")


def told(book) -> dict[str, float]:
    """Return when the kernel last told each thing, in ms since 1970."""
    lines = (book.lab.work / "seen.txt").read_text().splitlines()
    return {what: float(when) for when, what in (line.split() for line in lines)}


def in_jupyterlab(browser) -> int:
    waits = Waits(
        "pictures: JupyterLab, movielens-small, a picture of four views; k = 20, and 100 where steps are to be stopped"
    )
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Path(folder))
        try:
            page = browser.new_page(viewport={"width": 1400, "height": 1500})
            for cell in (SHORT, LONG):
                book = lab.open(page, lab.write(f"{len(cell)}.ipynb", [SETUP, cell]))
                book.run_all()
                if cell == SHORT:
                    pictures, bare = slider_to_picture(book)
                    waits.add("a bare answer of the kernel", bare)
                    waits.add("slider → the new run's first picture", pictures, PICTURE_MS)
                else:
                    for what, found in heard(book).items():
                        waits.add(what, found, HEARD_MS)
            page.close()
        finally:
            lab.close()
    return waits.report.end()


def in_a_recorded_run(browser) -> int:
    """Play a recorded run and time its drawings, on a wide page and, view by view, on a narrow one."""
    train, _ = rectutor.random_split(rectutor.load("movielens-small").ratings)
    fit, valid = rectutor.random_split(train, test=0.1, seed=1)
    model = rectutor.MatrixFactorizationSGD(factors=10, learning_rate=0.03, epochs=40)
    widget = Player(model, fit, valid, vary={"learning_rate": [0.01, 0.03]})
    waits = Waits("pictures: a recorded run while it plays; drawing, and with the browser's layout and painting")
    for width, tabs in ((1100, [None]), (360, ["Curve", "Map", "Errors", "Ratings"])):
        page = browser.new_page(viewport={"width": width, "height": 1200})
        page.add_init_script(WATCH_DRAWINGS)
        open_bare_host(page)
        mount(page, widget)
        player = page.locator(".rectutor")
        wait_for_sentence(player, "Nothing is learned yet.")
        player.locator('.slider[data-name="learning_rate"] input').focus()
        page.keyboard.press("ArrowLeft")  # the other run: the first one stays as a ghost
        for number, tab in enumerate(tabs):
            if tab:
                player.get_by_role("tab").nth(number).click()
            drawings = a_hundred(player)
            what = f"{width} px, {f'view {number + 1} of 4' if tab else 'all four views'}"
            waits.add(f"{what}: drawing", [d["own"] for d in drawings], FRAME_MS)
            waits.add(f"{what}: whole frame", [d["whole"] for d in drawings])
        page.close()
    return waits.report.end()


def with_neighbours(browser) -> int:
    """Move the controls of a prediction by neighbours, of a user with many ratings, and time the drawings."""
    train, test = rectutor.random_split(rectutor.load("movielens-small").ratings)
    waits = Waits("pictures: neighbours; from a control to the drawing, similarities, votes and list computed anew")
    for model in (rectutor.ItemKNN(measure="adjusted_cosine", shrinkage=50.0), rectutor.UserKNN()):
        page = browser.new_page(viewport={"width": 1100, "height": 1200})
        page.add_init_script(WATCH_DRAWINGS)
        open_bare_host(page)
        mount(page, rectutor.watch(model, train, test, user=457, item=5952), step=5)
        shown = page.locator(".rectutor")
        wait_for_sentence(shown, "The real rating, kept aside")
        for label, keys in (("neighbours k", MOVES), ("shrinkage β", MOVES), ("measure", 8)):
            control = shown.get_by_label(label, exact=True)
            control.focus()
            page.keyboard.press("Home")
            page.evaluate("window.drawings.length = 0")
            for number in range(keys):
                page.keyboard.press("ArrowRight" if label != "measure" else "ArrowDown")
                page.wait_for_function(f"window.drawings.length > {number} && window.drawings.at(-1).whole")
            found = [drawing["whole"] for drawing in page.evaluate("window.drawings")]
            waits.add(f"{type(model).__name__}, {label}", found, PICTURE_MS)
        page.close()
    return waits.report.end()


def a_hundred(player) -> list[dict]:
    page = player.page
    player.locator(".player").focus()
    page.keyboard.press("Home")
    if player.get_by_role("button", name="Pause").count() == 0:
        page.keyboard.press("Space")
    wait_for_epoch(player, 1)
    page.evaluate("window.drawings.length = 0")
    page.wait_for_function("window.drawings.length > 100")
    return page.evaluate("window.drawings.slice(0, 100)")


def in_the_book(browser) -> int:
    folder = ROOT / "book" / "_build" / "html"
    if not (folder / "index.html").exists():
        print("\npictures: the book is not built (make book); its first picture is not timed")
        return 0
    waits = Waits("pictures: the book, from a page's load event until the first player on it can be used")
    with served(folder) as address:
        for path in ("index.html", *sorted(lesson.name for lesson in folder.glob("0[1-9]_*.html"))):
            found = [until_interactive(browser, address + path) for _ in range(VISITS)]
            waits.add(path, found, BOOK_MS)
    return waits.report.end()


def until_interactive(browser, address: str) -> float:
    """Open a page as on a first visit and jump to its first player; return the ms until that can be used."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH_BOOK)
    page.goto(address)
    page.wait_for_function("window.interactive !== undefined")
    found = page.evaluate("window.interactive")
    context.close()
    return found


def main() -> int:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        missed = in_a_recorded_run(browser) + with_neighbours(browser) + in_the_book(browser) + in_jupyterlab(browser)
        browser.close()
    return missed


if __name__ == "__main__":
    sys.exit(main())
