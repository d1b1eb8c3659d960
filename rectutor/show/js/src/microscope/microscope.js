// One update of SGD under the microscope: predict, compare, move, with this rating's real numbers in the formulas.
import css from "./microscope.css";
import { h, rich, setText } from "../dom.js";
import { count, textOf } from "../format.js";
import { Rule, compute } from "./arithmetic.js";
import { roundEnd } from "./bars.js";
import { createCompare } from "./compare.js";
import { lightUp } from "./highlight.js";
import { createMove } from "./move.js";
import { createPredict } from "./predict.js";
import { Record } from "./record.js";
import { sentence } from "./sentence.js";
import { starDomain } from "./starline.js";
import { createTransport } from "./transport.js";
import { Walk } from "./walk.js";

const TABLE = 680; // px; below, each parameter takes two lines in place of a row of twelve columns
const LONGEST = 8; // so many of the longest sentences are tried for the height that is reserved

export function renderMicroscope(host, root) {
  const spec = host.get("spec");
  const rule = new Rule(spec.rule);
  const record = new Record(spec);
  const walk = new Walk(host, record);
  const rows = record.rows;
  const known = rows.map((row) => compute(row, rule));
  const domain = starDomain(
    spec.scale,
    known.flatMap((u) => [u.before.prediction.value, u.after.prediction.value]),
  );
  const moveEnd = roundEnd(known.flatMap((u) => movesOf(u, rule).flatMap((m) => [m.old.value, m.now.value])));
  const productEnd = roundEnd(known.flatMap((u) => u.shown.map((f) => u.before.products[f].value)));

  const epoch = h("span");
  const mode = h("span.mode");
  const settings = [`k = ${count(rule.factors)}`, `η = ${rule.eta.text}`, `λ = ${rule.lambda.text}`];
  const about = `matrix factorisation by SGD · ${settings.map(unbroken).join(", ")} · epoch\u00a0`;
  const title = h("h3", "One update under the microscope");
  const transport = createTransport(walk);
  const words = h("p", { "aria-live": "polite", "aria-atomic": "true" });
  const band = h("div.sentence", words);
  const predict = createPredict(rule);
  const compare = createCompare(domain, spec.scale, root);
  const move = createMove(rule);
  const element = h(
    "div.microscope",
    { role: "group", "aria-label": title.textContent, tabindex: -1, onkeydown: (event) => keys(event, walk, move) },
    h("div.section.top", h("div.heading.stacked", title, h("p.about", about, epoch), mode), transport.element),
    band,
    h(
      "div.section.blocks",
      block(1, "Predict", predict.element),
      block(2, "Compare", compare.element),
      block(3, "Move", move.element),
      foot(),
    ),
  );
  root.append(h("style", css), element);
  const lights = lightUp(element);

  function draw() {
    const update = compute(walk.row, rule);
    const user = record.user(walk.row);
    const film = record.film(walk.row);
    const names = { user: user.name, film: film.title, label: film.label, who: user.name.replace(/^User /, "user ") };
    setText(epoch, count(record.place(walk.row).epoch));
    setText(mode, walk.live ? "live" : "recorded");
    mode.dataset.mode = walk.live ? "live" : "recorded";
    const said = sentence(update, rule, names);
    if (textOf(said) !== words.textContent) words.replaceChildren(...rich(said));
    transport.update();
    predict.update(update, names, productEnd);
    compare.update(update);
    move.update(update, names, moveEnd);
    lights.again();
  }

  // The longest sentence has room, so that nothing below jumps from one rating to the next.
  function reserve() {
    const said = known.map((u, i) =>
      sentence(u, rule, { user: record.user(rows[i]).name, film: record.film(rows[i]).title }),
    );
    const longest = said.sort((a, b) => textOf(b).length - textOf(a).length).slice(0, LONGEST);
    const trial = h("p.trial", { "aria-hidden": "true" });
    band.append(trial);
    const heights = longest.map((parts) => {
      trial.replaceChildren(...rich(parts));
      return trial.offsetHeight;
    });
    trial.remove();
    words.style.minHeight = `${Math.max(...heights)}px`;
  }

  root.onResize((width) => {
    element.dataset.moves = width < TABLE ? "lines" : "table";
    compare.resize();
    reserve();
  });
  walk.onChange(draw);
  draw();
  return () => compare.dispose();
}

function unbroken(text) {
  return text.replaceAll(" ", "\u00a0");
}

function movesOf(update, rule) {
  return [...(rule.biases ? [update.b_u, update.b_i] : []), ...update.shown.flatMap((f) => [update.p[f], update.q[f]])];
}

function block(number, name, content) {
  return h("section.block", { "aria-label": name }, h("h4", h("span.disc", String(number)), name), content);
}

const PENCIL =
  "All numbers are rounded to three decimals first and computed from these, so a pencil gives the same digits.";
const LEGEND = "Thin line: before. Bar: after. Colour: what moved.";
const KEYS =
  "→ next rating, ← previous, Home first, End last of the record, 1 every rating, 2 this user, 3 this " +
  "film, ↓ ↑ from parameter to parameter in the table.";

function foot() {
  const keys = h("details.keys", h("summary", "Keys"), h("p", KEYS));
  return h("div.foot.small", h("p", PENCIL), h("p", LEGEND), keys);
}

function keys(event, walk, move) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.composedPath()[0].closest?.("tr[data-row]");
  const actions = {
    ArrowRight: () => walk.next(),
    ArrowLeft: () => walk.previous(),
    Home: () => walk.toEnd(-1),
    End: () => walk.toEnd(1),
    1: () => walk.follow("every"),
    2: () => walk.follow("user"),
    3: () => walk.follow("film"),
    ArrowDown: row && (() => focusRow(move.rows, row, 1)),
    ArrowUp: row && (() => focusRow(move.rows, row, -1)),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function focusRow(rows, row, by) {
  const next = rows[rows.indexOf(row) + by];
  if (!next) return;
  row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
