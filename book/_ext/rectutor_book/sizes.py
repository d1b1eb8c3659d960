"""How large pages and components are: readers load them over slow connections, and phones have to unpack them."""

from __future__ import annotations

import json
import re
from pathlib import Path

PAGE = 1_500  # kB of HTML, all that the page's components replay included
PLAYER = 900  # kB of one component's state
STATE = re.compile(r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>', re.DOTALL)


def report(html: Path, player_limit: float = PLAYER) -> list[str]:
    """Print the size of each page and each of its components; return a sentence for each that is too large."""
    too_large = []
    for page in sorted(html.glob("*.html")):
        text = page.read_text(encoding="utf-8")
        rows = [(page.name, f"{page.name} has", _kilobytes(text), PAGE)]
        state = STATE.search(text)
        for model in json.loads(state[1])["state"].values() if state else []:
            kind = model["state"]["kind"]
            size = _kilobytes(json.dumps(model, ensure_ascii=False))
            rows.append((f"    {kind}", f"a component of kind {kind} in {page.name} has", size, player_limit))
        for label, who, size, limit in rows:
            print(f"{label:<44} {size:>7.0f} kB")
            if size > limit:
                too_large.append(f"{who} {size:.0f} kB, more than {limit:g}")
    return too_large


def _kilobytes(text: str) -> float:
    return len(text.encode()) / 1000
