"""What the HTML outputs of this package share: one style, folds without script, and three symbols."""

from __future__ import annotations

import html
import re
from pathlib import Path


def _short(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s+", " ", css).strip()


def _icon(paths: str) -> str:
    attributes = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"'
    return f'<svg width="22" height="22" {attributes}>{paths}</svg>'


STYLE = f"<style>{_short(Path(__file__).with_name('verdict.css').read_text(encoding='utf-8'))}</style>"

ICONS = {
    "right": _icon(
        '<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="m7.5 12.3 3.1 3.1 6-6.3" stroke="Canvas"/>'
    ),
    "known": _icon(
        '<path d="M9.2 16.4c0-2-3-3.2-3-6.9a5.8 5.8 0 0 1 11.6 0c0 3.7-3 4.9-3 6.9zM9.5 19.2h5M10.5 22h3"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "open": _icon('<circle cx="12" cy="12" r="9.5"/><path d="M7.5 12h9" stroke-linecap="round"/>'),
}


def fold(label: str, inside: str) -> str:
    """Return `inside` (HTML), shown when asked for. A leading "Show" goes once it is."""
    shown = html.escape(label).replace("Show ", "<span>Show </span>", 1)
    return f"<details><summary>{shown}</summary>{inside}</details>"


def listing(inside: str) -> str:
    """Return lines of code or output; it can be scrolled with the keyboard, too."""
    return f'<pre tabindex="0"><code>{inside}</code></pre>'


def row_of_folds(folds: list[str]) -> str:
    """Return the folds side by side; an open one takes a line of its own."""
    return f'<div class="rt-row">{"".join(folds)}</div>' if folds else ""
