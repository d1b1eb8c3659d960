"""One real Chromium a worker, and pages in which an error in the console fails the test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from chromium import find_chromium

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
