// A prediction comes first: until it is made, what would answer it is not in the page.
import { h } from "../dom.js";
import { questionPanel } from "../practice/question.js";

export function coveredBy(question, body, onCommit) {
  const panel = questionPanel(question, { onCommit: look, commitLabel: "Commit and look" });
  const hatch = h("div.section", h("div.cover", h("span", "covered until you commit")));

  function look() {
    hatch.replaceWith(body);
    onCommit();
  }
  return { element: h("div", h("div.section.asked-first", panel.element), hatch) };
}
