"""A page that offers a component only what the contract names: model.get, set and on; nothing else of a notebook."""

from __future__ import annotations

import json

from rectutor.show.component import STATIC

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bare host</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 12px; background: {background}; }} button, table {{ all: unset; color: red }}</style></head>
<body><main id="place"></main><script type="module">
import component from "/rectutor.mjs";
const place = document.getElementById("place");
window.models = [];
window.mount = (state, {{ shadow = false, heard = false }} = {{}}) => {{
  const listeners = new Map();
  const model = {{
    get: (name) => state[name],
    set: (name, value) => {{
      if (state[name] === value) return;
      state[name] = value;
      for (const callback of listeners.get("change:" + name) ?? []) callback();
    }},
    on: (name, callback) => listeners.set(name, [...(listeners.get(name) ?? []), callback]),
  }};
  const sent = [];
  if (heard) {{
    model.send = (content) => sent.push(content);
    model.save_changes = () => sent.push({{ playing: state.playing }});
  }}
  const tell = (content) => listeners.get("msg:custom").forEach((callback) => callback(content, []));
  const el = document.createElement("div");
  place.append(el);
  const inner = shadow ? el.attachShadow({{ mode: "open" }}).appendChild(document.createElement("div")) : el;
  const cleanUp = component.render({{ model, el: inner }});
  window.models.push({{ model, el, cleanUp, sent, tell }});
  return window.models.length - 1;
}};
window.ready = true;
</script></body></html>"""


def state_of(widget) -> dict:
    """Return a widget's synced state as JSON-able values, bytes as base64 text."""
    state = {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
    state.pop("layout", None), state.pop("tabbable", None), state.pop("tooltip", None)
    return json.loads(json.dumps(state))


def open_bare_host(page, theme: str = "light") -> None:
    """Serve the page and the bundle to `page` without a server; any other request fails the test."""

    def answer(route):
        path = route.request.url.removeprefix("http://bare.host")
        if path == "/":
            background = {"light": "#ffffff", "dark": "#14181E"}[theme]
            route.fulfill(body=PAGE.format(background=background), content_type="text/html")
        elif path == "/rectutor.mjs":
            route.fulfill(body=(STATIC / "rectutor.mjs").read_text(), content_type="text/javascript")
        elif path == "/favicon.ico":
            route.fulfill(status=204)
        else:
            route.abort()

    page.route("**/*", answer)
    page.goto("http://bare.host/")
    page.wait_for_function("window.ready")


def mount(page, widget, shadow: bool = False, **changed) -> int:
    """Draw `widget` in the bare host; return its number in `window.models`.

    With `live=True` there is something to `send` to: what is sent is kept in `sent`, and `tell(message)` answers.
    """
    options = {"shadow": shadow, "heard": changed.get("live", False)}
    return page.evaluate("([state, options]) => window.mount(state, options)", [state_of(widget) | changed, options])
