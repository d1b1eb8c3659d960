// A prediction comes before the picture: until it is made, what would answer it is covered and not in the page at all.
import { h } from "../dom.js";
import { questionPanel } from "../practice/question.js";

// player: { spec, host, element, transportPlace, sliderPlace, bottom, transport, panels, play, draw }
export function coverUntilAnswered(player) {
  const { spec, host, transportPlace, sliderPlace, element, bottom } = player;
  const cover = { answered: false, dispose };
  const panel = questionPanel(spec.question, { onCommit: reveal, commitLabel: "Commit and play" });
  const hatch = h("div.cover", h("span", "covered until you commit"));
  element.classList.add("covered");
  transportPlace.replaceChildren(panel.element);
  sliderPlace.hidden = true;
  bottom.replaceChildren(hatch);

  function reveal() {
    cover.answered = true;
    element.classList.remove("covered");
    transportPlace.replaceChildren(panel.element, player.transport.element);
    sliderPlace.hidden = false;
    bottom.replaceChildren(player.panels?.element ?? ""); // none yet: the data are being unpacked
    player.panels?.layout();
    host.set({ playing: true });
    player.play();
    player.draw();
  }

  function dispose() {
    panel.dispose?.();
  }

  return cover;
}
