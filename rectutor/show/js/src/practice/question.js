// A prediction: choose, commit, then read why. Until then, neither the answer nor the explanation is in the page.
import css from "./practice.css";
import { h, icon, ICONS, uniqueId } from "../dom.js";
import { columns, createForm, createOptions } from "./options.js";
import { words } from "./words.js";

const CHANGE = "You can change your mind until you commit.";

export function renderQuestion(host, root) {
  let panel;
  const place = h("div.section.alone");
  const draw = () => {
    panel?.dispose();
    panel = questionPanel(host.get("spec"), {
      initial: { chosen: host.get("chosen"), committed: host.get("committed") },
      onChoose: (chosen) => host.set({ chosen }),
      onCommit: (chosen) => host.set({ chosen, committed: true }),
    });
    place.replaceChildren(panel.element);
  };
  root.append(place);
  draw();
  // Another view of the same question, or the kernel, may commit or start anew.
  host.onChange("committed", (committed) => committed !== panel.committed && draw());
  host.onChange("chosen", (chosen) => !panel.committed && panel.choose(chosen));
  return () => panel.dispose();
}

// Needs no host, so that a Player can take it for its cover. Options: `initial`, as { chosen, committed }; `onChoose`
// and `onCommit`, called with the place of the chosen option; `commitLabel`. Returns { element, dispose }, and
// `chosen`.
export function questionPanel(spec, options = {}) {
  return new QuestionPanel(spec, options);
}

class QuestionPanel {
  constructor(spec, { onCommit, onChoose, initial = {}, commitLabel = "Commit", kicker = "Predict" } = {}) {
    Object.assign(this, { spec, onCommit, onChoose, commitLabel });
    this.chosen = spec.options[initial.chosen] ? initial.chosen : -1;
    this.committed = Boolean(initial.committed) && this.chosen >= 0;
    this.title = uniqueId("question");
    this.body = h("div");
    this.element = h(
      "div.practice.question",
      { role: "group", "aria-labelledby": this.title },
      h("style", css),
      h("p.kicker", kicker),
      h("p.asked", { id: this.title }, words(spec.question)),
      this.body,
    );
    if (this.committed) this.#showAnswer();
    else this.#ask();
  }

  choose(place) {
    if (!this.spec.options[place] || place === this.chosen) return;
    this.chosen = place;
    this.radios[place].checked = true;
  }

  #ask() {
    const { title } = this;
    const { inputs, element } = createOptions(this.spec.options, {
      title,
      inside: text,
      onChange: (p) => this.#chose(p),
    });
    this.radios = inputs;
    if (this.chosen >= 0) inputs[this.chosen].checked = true;
    this.note = h("p.aside", { role: "status" }, CHANGE);
    const button = h("button.pill.primary", { type: "submit" }, this.commitLabel);
    this.body.replaceChildren(createForm(() => this.#commit(), element, h("div.actions", button, this.note)));
  }

  #chose(place) {
    this.chosen = place;
    this.note.textContent = CHANGE;
    this.onChoose?.(place);
  }

  #commit() {
    if (this.chosen < 0) {
      this.note.textContent = "Choose an answer first.";
      this.radios[0].focus();
      return;
    }
    this.committed = true;
    this.#showAnswer();
    this.onCommit?.(this.chosen);
    this.answer.focus({ preventScroll: true }); // the button is gone; the keyboard goes on from here
  }

  #showAnswer() {
    const { options, because } = this.spec;
    const { feedback } = options[this.chosen];
    const paragraphs = [feedback, because].filter((parts) => parts?.length).map((parts) => h("p", words(parts)));
    const items = options.map((option, place) => this.#answered(option, place));
    this.answer = h(
      "div.answer",
      { tabindex: -1, role: "group", "aria-label": "The answer" },
      h("ul.options", { style: columns(options.length) }, items),
      paragraphs.length > 0 && h("div.why", paragraphs),
    );
    this.body.replaceChildren(this.answer);
  }

  #answered(option, place) {
    const right = place === this.spec.answer && "right";
    const chosen = place === this.chosen && "chosen";
    const truth = this.spec.truth?.length ? words(this.spec.truth) : "the answer";
    const tags = h(
      "span.tags",
      right && h("span.tag.right", icon(ICONS.tick, 14), truth),
      chosen && h("span.tag", "your answer"),
    );
    const looks = { class: ["option", right, chosen].filter(Boolean).join(" ") };
    return h("li", looks, text(option), tags.hasChildNodes() && tags);
  }

  dispose() {
    this.element.remove();
  }
}

function text(option) {
  return h(
    "span.text",
    h("span.name", words(option.text)),
    option.about?.length > 0 && h("span.about", words(option.about)),
  );
}
