"""Films the real player for the README: python tools/picture.py writes book/assets/player.webp.

The component runs in a page with no kernel, as in the book; every epoch is photographed, and the photographs become one
moving picture. Run it again when the player's looks have changed.
"""

import io
import sys
from pathlib import Path

from chromium import find_chromium
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import rectutor
from tests.browser.bare_host import mount, open_bare_host

TARGET = ROOT / "book" / "assets" / "player.webp"
WIDTH, HEIGHT = 1110, 1080
SHOWN = 888  # px, as wide as a README on GitHub
EPOCH_MS, END_MS = 320, 2500


def player():
    train, _ = rectutor.random_split(rectutor.load("movielens-small").ratings)
    fit, valid = rectutor.random_split(train, test=0.1, seed=1)
    model = rectutor.MatrixFactorizationSGD(factors=20, learning_rate=0.03, regularization=0.05, epochs=20)
    vary = {"factors": [5, 100], "learning_rate": [0.01, 0.1], "regularization": [0.02, 0.1]}
    return rectutor.Player(model, fit, valid, vary=vary)


def photographs(widget):
    """Yield a picture of each epoch."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        open_bare_host(page)
        mount(page, widget)
        box = page.locator(".rectutor")
        page.wait_for_function("document.querySelector('.rectutor').shadowRoot.querySelector('.past path')")
        page.locator(".player").focus()
        for _ in range(widget.model.epochs + 1):
            yield Image.open(io.BytesIO(box.screenshot()))
            page.keyboard.press("ArrowRight")
        browser.close()


def main():
    pictures = [picture.convert("RGB") for picture in photographs(player())]
    height = round(pictures[0].height * SHOWN / pictures[0].width)
    first, *others = [picture.resize((SHOWN, height), Image.Resampling.LANCZOS) for picture in pictures]
    durations = [EPOCH_MS] * len(others) + [END_MS]
    first.save(TARGET, save_all=True, append_images=others, duration=durations, loop=0, quality=62, method=6)
    print(f"{TARGET.relative_to(ROOT)}: {len(pictures)} pictures, {TARGET.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
