"""One real Chromium a worker, and pages in which an error in the console fails the test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from chromium import find_chromium

from tests.browser.book_site import book, built_book, served
from tests.browser.jupyter import Lab

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
]
# Chromium 150 paints what is still out of sight in a job of the lowest priority. A page whose next frame waited for a
# tile of that job never drew again, once in 750 visits of a long page: it seems that the job yields without waking the
# one that would go on. With such jobs held back, tiles are painted when a frame needs them. Benchmarks do without it.
PAINT_NOTHING_AHEAD = "--disable-best-effort-tasks"
# The files that take longest, which begin first, so that two workers end at about the same time.
LONGEST = ("test_book_pages", "test_jupyterlab", "test_lessons_jupyterlab", "test_taste")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def chromium():
    """The browser, or a failure: a check that cannot run is not passed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, PAINT_NOTHING_AHEAD])
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium):
    """Open pages with `new_page(width=…, height=…, …)`; afterwards, no page may have reported an error."""
    contexts, errors = [], []

    def open_page(width=1200, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"page error: {error}"))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def html(tmp_path_factory):
    """The folder of the book's pages."""
    return built_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def names(html):
    found = sorted(path.name for path in html.glob("*.html"))
    assert {"index.html", "design.html", "search.html"} < set(found)
    assert {f"{name}.html" for name in book.chapters()} < set(found)
    return found


@pytest.fixture(scope="session")
def web(html):
    with served(html) as address:
        yield address


@pytest.fixture(scope="session")
def disk(html):
    """The harder way, for what is looked at once: browsers refuse modules on pages opened from disk."""
    return f"{html.as_uri()}/"


@pytest.fixture(params=["served", "from disk"])
def address(request, disk, web):
    return web if request.param == "served" else disk


@pytest.fixture(scope="module")
def lab_of_the_file(tmp_path_factory):
    """A JupyterLab for the tests of one file."""
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


@pytest.fixture
def lab(lab_of_the_file):
    """The file's JupyterLab, in which no kernel of another test runs."""
    yield lab_of_the_file
    lab_of_the_file.end_kernels()
