// ③ Move: new = old + η (error × partner − λ × old), one line for each parameter, with what moved drawn beside it.
import { h, keepRoles, setText } from "../dom.js";
import { MINUS } from "../format.js";
import { SHOWN_FACTORS } from "./arithmetic.js";
import { movePlaces } from "./bars.js";
import { fill } from "./predict.js";
import { SYMBOLS, signClass, symbol, tokens } from "./symbols.js";

const COLUMNS = ["old", "eta", "error", "partner", "lambda", "again", "now", "moved"];
const HEADS = ["old", "η", "error", "partner", "λ", "old", "new", "moved"];

export function createMove(rule) {
  const factors = Math.min(rule.factors, SHOWN_FACTORS);
  const groups = [
    ...(rule.biases ? [[line("b_u"), line("b_i")]] : []),
    Array.from({ length: factors }, () => line("p")),
    Array.from({ length: factors }, () => line("q")),
  ];
  const scale = h("th.axis-head", { scope: "col" }, h("span.low"), h("span.zero", "0"), h("span.high"));
  const heads = HEADS.map((name, index) => h("th", { scope: "col", class: COLUMNS[index] }, name));
  const parameter = h("th", { scope: "col" }, h("span.offscreen", "parameter"));
  const table = h(
    "table.moves",
    { "aria-label": "How each parameter moves" },
    h("thead", h("tr", parameter, heads, scale)),
    ...groups.map((lines) => h("tbody", ...lines.map((each) => each.row))),
  );
  keepRoles(table);
  const others = h("p.others.small");
  const element = h("div.move", rulebox(rule), table, others);
  const rows = groups.flat().map((each) => each.row);
  rows[0].tabIndex = 0;

  function update(u, names, end) {
    const round = String(end);
    setText(scale.querySelector(".low"), MINUS + round);
    setText(scale.querySelector(".high"), `+${round}`);
    const biases = [
      ["b_u", u.b_u, SYMBOLS.b_u(), `bias of ${names.who}`],
      ["b_i", u.b_i, SYMBOLS.b_i(), `bias of ${names.label}`],
    ];
    const moves = [
      ...(rule.biases ? biases : []),
      ...u.shown.map((f) => [`p${f}`, u.p[f], SYMBOLS.p(f), `factor ${f + 1} of ${names.who}`]),
      ...u.shown.map((f) => [`q${f}`, u.q[f], SYMBOLS.q(f), `factor ${f + 1} of ${names.label}`]),
    ];
    groups.flat().forEach((each, index) => draw(each, ...moves[index], u, end));
    const rest = u.others && `The other ${u.others.count} move by the same rule; together they then add `;
    setText(others, rest ? `${rest}${u.others.after.signed}.` : "");
  }

  function draw(each, token, m, sign, name, u, end) {
    each.row.dataset.row = token;
    each.name.replaceChildren(h("span", { "aria-hidden": "true" }, sign), h("span.offscreen", name));
    const isBias = token.startsWith("b");
    each.row.classList.toggle("bias", isBias);
    fill(each.old, "", m.old.text, tokens(token));
    fill(each.eta, "+", rule.eta.text);
    fill(each.error, "(", u.error.text, tokens("error"));
    fill(each.partner, "×", m.partner.text, tokens(isBias ? "" : partnerOf(token)));
    fill(each.lambda, MINUS, rule.lambda.text);
    fill(each.again, "×", m.old.text, {}, ")");
    fill(each.now, "=", m.now.text);
    fill(each.moved, "", m.moved.sign === 0 ? m.moved.text : m.moved.signed);
    each.error.className = `error ${signClass(u.error.sign)}`;
    each.moved.className = `moved ${signClass(m.moved.sign)}`;
    const places = movePlaces(m.old.value, m.now.value, end);
    for (const name of ["bar", "change", "before"]) Object.assign(each[name].style, places[name]);
    each.change.className = `change ${signClass(m.moved.sign)}`;
    each.track.dataset.beyond = places.beyond;
    each.change.dataset.way = each.before.dataset.way = places.way;
  }
  return { element, update, rows };
}

export function partnerOf(token) {
  return (token[0] === "p" ? "q" : "p") + token.slice(1);
}

function line(kind) {
  const cells = Object.fromEntries(COLUMNS.map((name) => [name, h("td", { class: name })]));
  const marks = { bar: h("i.whole"), change: h("i.change"), before: h("i.before") };
  const each = { ...cells, ...marks, name: h("th.name", { scope: "row" }) };
  each.track = h("span.track", Object.values(marks));
  const bars = h("td.bars", { "aria-hidden": "true" }, each.track);
  each.row = h("tr", { class: kind, tabindex: -1 }, each.name, Object.values(cells), bars);
  return each;
}

function rulebox(rule) {
  const e = symbol("e", "ui");
  const partners = "The partner of p is the old q, the partner of q is the old p";
  return h(
    "div.rule",
    h("p.formula", "new = old + η ( ", e, " × partner − λ × old )"),
    h("p.about", rule.biases ? `${partners}, the partner of a bias is 1.` : `${partners}.`),
  );
}
