"""Python source as HTML, with the few colours that help to read it."""

from __future__ import annotations

import html


def colored(source: str) -> str:
    """Return the source as HTML, keywords, strings and comments marked with the classes k, s and c."""
    from pygments.lexers import PythonLexer
    from pygments.token import Comment, Keyword, String

    parts = []
    for token, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens(source):
        kind = next((name for name, group in (("k", Keyword), ("s", String), ("c", Comment)) if token in group), None)
        parts.append(f'<span class="{kind}">{html.escape(text)}</span>' if kind else html.escape(text))
    return "".join(parts)
