// A quiz: every answer, right or not, has its own feedback, and can be tried again. What was checked is kept in the
// model.
import css from "./practice.css";
import { h, setText } from "../dom.js";
import { QuizItem } from "./quiz-item.js";
import { afterTry, closingLine, emptyAnswer, progressLine } from "./scoring.js";

export function renderQuiz(host, root) {
  const { title, questions } = host.get("spec");
  const place = h("div.practice.quiz");
  const progress = h("span.about");
  const closing = h("span.line", { role: "status" });
  const again = h("button.linklike", { hidden: true, onclick: () => save([]) }, "Start over");
  const list = h("ol");
  root.append(
    h("style", css),
    h("section.practice", { "aria-label": title }, h("div.section.heading", h("h3", title), progress), place),
  );
  place.append(list, h("div.section.closing", closing, again));

  const records = () => questions.map((_, j) => host.get("answers")?.[j] ?? emptyAnswer());
  const items = questions.map((question, j) => new QuizItem(question, j + 1, (answer) => check(j, answer)));
  list.append(...items.map((item) => item.element));

  function check(j, answer) {
    save(records().map((record, place) => (place === j ? afterTry(record, questions[j], answer) : record)));
  }

  function save(answers) {
    const focused = answers.length === 0;
    host.set({ answers });
    draw();
    if (focused) items[0].focus();
  }

  function draw() {
    const now = records();
    items.forEach((item, j) => item.show(now[j]));
    setText(progress, progressLine(now, questions.length));
    setText(closing, closingLine(now, questions.length));
    again.hidden = now.every((record) => record.tries === 0);
  }

  draw();
  host.onChange("answers", draw);
}
