"""Films the real player for the README: python tools/picture.py writes book/assets/player.webp and explore.webp.

The component runs in a page with no kernel, as in the book; every epoch is photographed, and the photographs become one
moving picture. The second is the gallery's first. Run it again when the looks have changed.
"""

import ast
import io
import sys
from pathlib import Path

import nbformat
from chromium import find_chromium
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import rectutor
from tests.browser.bare_host import mount, open_bare_host

ASSETS = ROOT / "book" / "assets"
WIDTH, HEIGHT = 1110, 1080
EXPLORED = 1004  # px, and the step that is shown
SHOWN_STEP = 5
SHOWN = 888  # px, as wide as a README on GitHub
EPOCH_MS, END_MS = 320, 2500


def player():
    train, _ = rectutor.random_split(rectutor.load("movielens-small").ratings)
    fit, valid = rectutor.random_split(train, test=0.1, seed=1)
    model = rectutor.MatrixFactorizationSGD(factors=20, learning_rate=0.03, regularization=0.05, epochs=20)
    vary = {"factors": [5, 100], "learning_rate": [0.01, 0.1], "regularization": [0.02, 0.1]}
    return rectutor.Player(model, fit, valid, vary=vary)


def explored():
    """The first picture of the gallery, made by its own cells."""
    cells = nbformat.read(ROOT / "notebooks" / "gallery.ipynb", as_version=4).cells
    setup, cell = [cell.source for cell in cells if cell.cell_type == "code"][:2]
    *statements, last = ast.parse(cell).body
    names = {}
    exec(setup, names)
    exec(compile(ast.Module(statements, []), "gallery", "exec"), names)
    return eval(compile(ast.Expression(last.value), "gallery", "eval"), names)


def photographs(widget, width, steps):
    """Yield a picture of each of these steps."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": HEIGHT})
        open_bare_host(page)
        mount(page, widget)
        box = page.locator(".rectutor")
        page.wait_for_function("document.querySelector('.rectutor').shadowRoot.querySelector('.past path')")
        for step in steps:
            page.evaluate("(step) => window.models[0].model.set('step', step)", step)
            page.wait_for_timeout(50)
            picture = Image.open(io.BytesIO(box.screenshot())).convert("RGB")
            height = round(picture.height * SHOWN / picture.width)
            yield picture.resize((SHOWN, height), Image.Resampling.LANCZOS)
        browser.close()


def write(name, pictures):
    first, *others = pictures
    moving = {"save_all": True, "append_images": others, "duration": [EPOCH_MS] * len(others) + [END_MS], "loop": 0}
    path = ASSETS / name
    first.save(path, quality=62 if others else 90, method=6, **(moving if others else {}))
    print(f"{path.relative_to(ROOT)}: {len(pictures)} pictures, {path.stat().st_size / 1024:.0f} KB")


def main():
    film = player()
    write("player.webp", list(photographs(film, WIDTH, range(film.spec["total"] + 1))))
    write("explore.webp", list(photographs(explored(), EXPLORED, [SHOWN_STEP])))


if __name__ == "__main__":
    main()
