"""A picture moves when its drawing and its sentence both change."""

from __future__ import annotations

DRAWING = """(holder) => {
  const root = holder.shadowRoot;
  const lines = [...root.querySelectorAll(".past path, .marks line")].map((e) => e.outerHTML);
  const canvases = [...root.querySelectorAll("canvas")].map((c) => c.toDataURL());
  return [...lines, ...canvases].join("|");
}"""


def drawing(player) -> str:
    """Return what a component draws: its curves as text, its canvases pixel by pixel."""
    return player.evaluate(DRAWING)


def sentence(player) -> str:
    """Return the sentence under the controls."""
    return " ".join(player.locator(".words").inner_text().split())


def epoch(player) -> int:
    """Return where the playhead stands."""
    return int(player.locator(".epoch b").inner_text())


def wait_for_epoch(player, at_least: int) -> None:
    """Wait until the playhead has come that far."""
    player.page.wait_for_function(
        "([holder, least]) => Number(holder.shadowRoot.querySelector('.epoch b').textContent) >= least",
        arg=[player.element_handle(), at_least],
        timeout=60_000,
    )


def wait_for_another_run(player) -> None:
    """Wait until the first run has become the ghost behind a second one."""
    player.locator(".ghosts path").wait_for(state="attached", timeout=60_000)


def wait_for_sentence(player, part: str) -> None:
    """Wait until the sentence contains `part`."""
    player.page.wait_for_function(
        "([holder, part]) => holder.shadowRoot.querySelector('.words').textContent.includes(part)",
        arg=[player.element_handle(), part],
        timeout=60_000,
    )


def assert_moves(player) -> None:
    """Press play and see drawing and sentence change."""
    before = drawing(player), sentence(player)
    start = epoch(player)
    player.get_by_role("button", name="Play").click()
    wait_for_epoch(player, start + 2)
    assert drawing(player) != before[0]
    assert sentence(player) != before[1]
