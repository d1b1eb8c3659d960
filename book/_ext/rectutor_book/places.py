"""The place that a page keeps for a component until the loader draws it, so that the text below stays where it is.

What a component asks stands in its place with the same lines as later, and so makes it as high. How much room the rest
of it takes is for the page's style (book/assets/content.css).
"""

from __future__ import annotations

import html


def placeholder(model_id: str, state: dict, text: str, autoplay: bool = False) -> str:
    """Return the element that a component will be drawn into; until then it says in words what will be there."""
    spec, extra = state.get("spec", {}), " data-autoplay" if autoplay else ""
    question = spec.get("question")
    covered = isinstance(question, dict)  # a whole question covers a picture; in a question's own spec it is the words
    extra += " data-covered" if covered else ""
    extra += " data-reader" if "example" in spec else ""  # rates films in it
    counts = {"views": "views", "sliders": "hyperparameters"}
    style = "; ".join(f"--{name}: {len(spec[key])}" for name, key in counts.items() if key in spec)
    extra += f' style="{style}"' if style else ""
    asked = [question] if covered else [spec] if question else spec.get("questions", [])
    words = "".join(map(_asked, asked))
    if covered or not asked:
        words += f"<p>{html.escape(text)}</p>"
    return (
        f'<div class="component" data-kind="{html.escape(state["kind"])}" data-model="{html.escape(model_id)}"{extra}>'
        f"{words}</div>"
    )


def _asked(question: dict) -> str:
    """Return a question and its options, which content.css lays out as practice.css will."""
    options = question.get("options", [])
    columns = 3 if len(options) == 3 else 2
    listed = "".join(f"<li>{_html(o['text'])}<small>{_html(o.get('about', []))}</small></li>" for o in options)
    listed = f'<ul style="--columns: {columns}">{listed}</ul>' if options else ""
    more = "<small>Choose all that hold.</small>" if question.get("kind") == "multiple" else ""
    return f'<div class="asked"><p>{_html(question["question"])}</p>{more}{listed}</div>'


def _html(parts: list) -> str:
    """Return what `rectutor.practice.markup.to_spec` has made."""
    return "".join(map(_part, parts))


def _part(part: str | list | dict) -> str:
    if isinstance(part, dict):
        return part["mathml"]
    element, words = ("span", part) if isinstance(part, str) else part
    return f"<{element}>{html.escape(words)}</{element}>"
