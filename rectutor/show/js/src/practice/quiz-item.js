// One question of a quiz: what is asked, the answers, a button, and what is said to the answer.
import { h, icon, ICONS, uniqueId } from "../dom.js";
import { createForm, createOptions } from "./options.js";
import { judge, parseNumber } from "./scoring.js";
import { words } from "./words.js";

const MINUS = "M5 11h14v2.2H5z";
const HELP = { single: "", multiple: "Choose all that hold.", number: "" };

export class QuizItem {
  constructor(question, number, onCheck) {
    Object.assign(this, { question, onCheck, shown: null });
    this.title = uniqueId("asked");
    this.mark = h("span.mark", { "aria-hidden": "true" }, String(number));
    this.state = h("span.offscreen");
    this.reply = h("div.reply", { role: "status" });
    this.button = h("button.pill", { type: "submit" }, "Check");
    const asked = [h("span.offscreen", `Question ${number}: `), words(question.question)].flat();
    const help = HELP[question.kind] && h("p.aside", HELP[question.kind]);
    const answers = question.kind === "number" ? this.#box() : this.#choices();
    const inside = [h("p.asked", { id: this.title }, asked), help, answers, this.reply].flat();
    this.element = h(
      "li.item",
      this.mark,
      createForm(() => this.#submit(), ...inside),
      this.state,
    );
  }

  #choices() {
    const { title } = this;
    const type = this.question.kind === "multiple" ? "checkbox" : "radio";
    const inside = ({ text }) => [h("span.text", words(text)), h("span.sign", { "aria-hidden": "true" })];
    const made = createOptions(this.question.options, { title, type, inside, onChange: () => this.#touched() });
    Object.assign(this, { inputs: made.inputs, labels: made.labels });
    return [made.element, h("div.actions", this.button)];
  }

  #box() {
    this.input = h("input.number", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      "aria-labelledby": this.title,
      oninput: () => this.#touched(),
    });
    const unit = this.question.unit && h("span.unit", this.question.unit);
    return h("div.actions.boxed", h("span.field", this.input, unit), this.button);
  }

  get answer() {
    if (this.input) return this.input.value;
    return this.inputs.flatMap((input, place) => (input.checked ? [place] : []));
  }

  focus() {
    (this.input ?? this.inputs[0]).focus();
  }

  // The signs speak of the answer that was checked; another answer has not been.
  #touched() {
    this.element.classList.add("touched");
  }

  #submit() {
    const { answer } = this;
    if (this.input && parseNumber(answer) === null) return this.#say("Type a number, such as 0.5.");
    if (answer.length === 0) return this.#say("Choose an answer first.");
    this.onCheck(answer);
  }

  #say(text) {
    this.reply.replaceChildren(h("p.remark", text));
    this.focus();
  }

  // Shows the record that the model keeps of this question.
  show(record) {
    const key = JSON.stringify(record);
    if (key === this.shown) return;
    this.shown = key;
    this.element.classList.remove("touched");
    this.element.classList.toggle("solved", record.solved);
    this.mark.classList.toggle("first", record.solved && record.tries === 1);
    this.state.textContent = record.solved ? "Answered." : "";
    if (this.input) this.input.value = record.text;
    else this.inputs.forEach((input, place) => (input.checked = record.chosen.includes(place)));
    const answer = this.input ? record.text : record.chosen;
    if (answer.length === 0) return this.#clear();
    this.#answer(judge(this.question, answer));
  }

  #clear() {
    this.reply.replaceChildren();
    for (const label of this.labels ?? []) sign(label, null);
  }

  #answer({ right, remarks, missing }) {
    const remarkOn = (place) => remarks.find((remark) => remark.option === place);
    this.labels?.forEach((label, place) => sign(label, remarkOn(place)));
    const verdict = h("strong", right ? "Right. " : "Not yet. ");
    if (this.question.kind !== "multiple") {
      this.reply.replaceChildren(...remarks.map((remark) => said(remark, verdict, words(remark.words))));
      return;
    }
    const rest = missing === 0 ? "" : missing === 1 ? "One more holds." : `${missing} more hold.`;
    const about = (remark) => h("b", words(this.question.options[remark.option].text), ": ");
    this.reply.replaceChildren(
      h("p", { class: `remark ${right ? "right" : "not"}` }, h("span", verdict, rest)),
      ...remarks.map((remark) => said(remark, about(remark), words(remark.words))),
    );
  }
}

function said(remark, ...content) {
  const inside = h("span", ...content.flat());
  return h(
    "p",
    { class: `remark ${remark.right ? "right" : "not"}` },
    icon(remark.right ? ICONS.tick : MINUS, 18),
    inside,
  );
}

function sign(label, remark) {
  label.classList.toggle("right", Boolean(remark?.right));
  label.classList.toggle("not", Boolean(remark && !remark.right));
  label.querySelector(".sign").replaceChildren(...(remark ? [icon(remark.right ? ICONS.tick : MINUS, 16)] : []));
}
