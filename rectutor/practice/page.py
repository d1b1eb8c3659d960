"""What the HTML outputs of this package share: one style, in light and dark, folds without script, three symbols.

An output brings its style along, since a notebook and a book have none for it. Text and frames take the page's own colour
(`currentColor`), so that they are right on any background; the tones follow the attributes by which JupyterLab, the book's
theme and VS Code say that they are dark, or else the page's `color-scheme`.
"""

from __future__ import annotations

import html

_DARK = "[data-jp-theme-light=false] .rt-verdict,[data-theme=dark] .rt-verdict,.vscode-dark .rt-verdict,[theme=dark] .rt-verdict"
_LIGHT = "[data-jp-theme-light=true] .rt-verdict,[data-theme=light] .rt-verdict"

STYLE = f"""<style>
.rt-verdict{{--right:light-dark(#0B6E4F,#5FD3A5);--known:light-dark(#8A5A00,#E8AE3C);--open:light-dark(#BF4E08,#F59A55);
--line:color-mix(in srgb,currentColor 17%,transparent);--quiet:color-mix(in srgb,currentColor 72%,transparent);
--panel:color-mix(in srgb,currentColor 6%,transparent);
box-sizing:border-box;max-width:1080px;margin:8px 0 16px;padding:14px 20px 16px;border:1px solid var(--line);
border-left:4px solid var(--tone);border-radius:10px;font:16px/26px var(--jp-ui-font-family,var(--pst-font-family-base,Inter)),Inter,system-ui,sans-serif;
font-variant-numeric:tabular-nums;text-align:left;overflow-wrap:break-word}}
{_LIGHT}{{--right:#0B6E4F;--known:#8A5A00;--open:#BF4E08}}
{_DARK}{{--right:#5FD3A5;--known:#E8AE3C;--open:#F59A55}}
.rt-verdict.rt-right{{--tone:var(--right)}}.rt-verdict.rt-open{{--tone:var(--open)}}
.rt-verdict.rt-known{{--tone:var(--known);background:color-mix(in srgb,#E8AE3C 10%,transparent)}}
.rt-verdict.rt-folds{{padding:0;border:0}}
.rt-verdict *{{box-sizing:border-box}}
.rt-first{{display:flex;flex-wrap:wrap;align-items:baseline;column-gap:12px}}
.rt-first svg{{flex:none;align-self:flex-start;margin-top:2px;color:var(--tone)}}
.rt-first strong{{flex:1;min-width:min(100% - 36px,220px);font-weight:650;font-size:17px}}
.rt-note{{color:var(--quiet);font-size:13px;line-height:20px}}
.rt-verdict p{{margin:2px 0 0;font-size:inherit;line-height:inherit;max-width:820px}}
.rt-verdict code{{padding:1px 4px;border:0;border-radius:4px;background:var(--panel);color:inherit;font:0.9em/1.4 var(--jp-code-font-family,ui-monospace,SFMono-Regular,Menlo,Consolas,monospace);white-space:pre-wrap}}
.rt-row{{display:flex;flex-wrap:wrap;gap:10px;margin-top:10px}}
.rt-row details{{margin:0;padding:0;border:0;box-shadow:none;background:none}}
.rt-row details[open]{{flex-basis:100%;order:1}}
.rt-row summary{{display:inline-block;list-style:none;padding:7px 16px;border:1px solid color-mix(in srgb,currentColor 52%,transparent);border-radius:22px;background:none;color:inherit;font-weight:500;font-size:14px;line-height:20px;cursor:pointer}}
.rt-row summary::-webkit-details-marker{{display:none}}
.rt-row summary:hover{{border-color:currentColor}}
.rt-row summary:focus-visible{{outline:2px solid currentColor;outline-offset:2px}}
.rt-row details[open]>summary{{border-color:currentColor}}
.rt-row details>:not(summary){{margin:8px 0 4px}}
.rt-verdict pre{{padding:10px 14px;border:0;border-radius:8px;background:var(--panel);color:inherit;overflow-x:auto;font:14px/22px var(--jp-code-font-family,ui-monospace,SFMono-Regular,Menlo,Consolas,monospace)}}
.rt-verdict pre code{{padding:0;background:none;font:inherit;white-space:pre}}
.rt-verdict pre .k{{color:light-dark(#1B66B8,#6CB2F5)}}.rt-verdict pre .s{{color:var(--right)}}.rt-verdict pre .c{{color:var(--quiet);font-style:italic}}
.rt-case{{display:flex;flex-wrap:wrap;gap:12px 40px}}
.rt-scroll{{max-width:100%;overflow-x:auto}}
.rt-verdict table{{width:auto;margin:0;border:0;border-collapse:collapse;color:inherit;font-size:14px;line-height:20px;background:none;display:table}}
.rt-verdict caption{{caption-side:top;padding:0 0 4px;color:var(--quiet);font-size:13px;text-align:left;font-style:normal}}
.rt-verdict tr,.rt-verdict tbody tr:nth-child(n){{background:none;border-top:1px solid var(--line)}}
.rt-verdict tr:last-child{{border-bottom:1px solid var(--line)}}
.rt-verdict th,.rt-verdict td{{padding:7px 0 7px 18px;border:0;text-align:right;vertical-align:baseline;font-weight:400;white-space:nowrap;max-width:none}}
.rt-verdict th{{padding-left:0;text-align:left}}
.rt-verdict th code{{padding:0;background:none;white-space:nowrap}}
.rt-verdict mark{{margin:-3px -6px;padding:3px 6px;border-radius:3px;background:color-mix(in srgb,var(--open) 16%,transparent);color:var(--open);font-weight:650}}
@media (max-width:560px){{.rt-verdict{{padding:12px 14px 14px}}.rt-row summary{{padding:11px 16px}}.rt-note{{flex-basis:100%;margin-left:34px}}}}
</style>"""


def _icon(paths: str) -> str:
    return f'<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">{paths}</svg>'


ICONS = {
    "right": _icon('<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="m7.5 12.3 3.1 3.1 6-6.3" stroke="Canvas"/>'),
    "known": _icon(
        '<path d="M9.2 16.4c0-2-3-3.2-3-6.9a5.8 5.8 0 0 1 11.6 0c0 3.7-3 4.9-3 6.9zM9.5 19.2h5M10.5 22h3"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "open": _icon('<circle cx="12" cy="12" r="9.5"/><path d="M7.5 12h9" stroke-linecap="round"/>'),
}


def fold(label: str, inside: str) -> str:
    """Return `inside` (HTML), shown when asked for."""
    return f"<details><summary>{html.escape(label)}</summary>{inside}</details>"


def row_of_folds(folds: list[str]) -> str:
    """Return the folds side by side; an open one takes a line of its own."""
    return f'<div class="rt-row">{"".join(folds)}</div>' if folds else ""
