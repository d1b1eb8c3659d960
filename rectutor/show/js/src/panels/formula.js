// A formula with this step's numbers in it: symbols and captions once, below them a row of numbers a case. A single
// case, and cases for which the page is too narrow, are lines that break before a sign.
import { h, nameButton, refill, rich } from "../dom.js";
import { MINUS, parsed, signed, textOf, valueText } from "../format.js";

export function createFormula(spec) {
  const element = h("div.picture.formula.rich", { role: "group" });
  const terms = termsOf(spec.terms);
  const captions = terms.some((term) => term.caption || term.columns);
  const symbols = terms.some((term) => term.symbol && !term.columns); // those of brackets stand below
  let [width, drawn, broken] = [0, "", false];

  // What stands in each case, by term. A formula holds at a step, not between two.
  function rowsOf(now) {
    const of = (field) => now.at(field, now.step) ?? [];
    const pick = (all, i) => all[all.length === 1 ? 0 : i] ?? null;
    const cell = ({ value, entries, how }, i) =>
      entries ? { entries: [...of(entries)].flat() } : { entries: [pick(of(value), i)], how: how && pick(of(how), i) };
    const names = spec.cases ? [...of(spec.cases)] : [""];
    return names.map((name, i) => ({ name, cells: terms.map((term) => cell(term, i)) }));
  }

  function update(now) {
    const rows = rowsOf(now);
    const key = JSON.stringify([rows, width]);
    if (width === 0 || key === drawn) return;
    drawn = key;
    const made = spec.cases && !broken ? tableOf(rows) : null;
    refill(element, made ?? rows.map(lineOf));
    if (made && made.offsetWidth > width) {
      broken = true;
      refill(element, rows.map(lineOf));
    }
  }

  function tableOf(rows) {
    const head = terms.flatMap((term) => [h("td"), h("th", { scope: "col" }, symbolOf(term), captionOf(term))]);
    const row = ({ name, cells }) =>
      h(
        "tr",
        { "data-id": name },
        h("th", { scope: "row" }, nameButton(name)),
        ...cells.flatMap((cell, t) => [h("td.sign", terms[t].sign), h("td", numbersOf(cell, terms[t]))]),
      );
    return h("table", h("thead", h("tr", h("td"), head)), h("tbody", ...rows.map(row)));
  }

  function lineOf({ name, cells }) {
    const parts = cells.map((cell, t) => {
      const term = terms[t];
      const numbers = h("span.value", numbersOf(cell, term));
      return h(
        "span.term",
        h("span.sign", term.sign),
        symbols && symbolOf(term.columns ? {} : term),
        numbers,
        captions && captionOf(term),
      );
    });
    return h("div.case", { "data-id": name || null }, name && nameButton(name), h("div.line", parts));
  }

  const symbolOf = ({ symbol }) => h("span.symbol", rich(symbol ? [symbol] : []));
  const captionOf = (term) => h("span.caption", { title: term.caption }, term.columns && symbolOf(term), term.caption);

  function numbersOf({ entries, how }, term) {
    const all = entries.map((value) => entryOf(value, term));
    if (term.columns) return h("span.brackets", { style: { "--columns": term.columns } }, all);
    return [how && h("span.how", `${how} = `), ...all, term.end && h("span.sign", term.end)];
  }

  function entryOf(value, term) {
    if (value?.mathml) return h("span.symbol", rich([value]));
    const text = toldOf(value, term);
    if (typeof value === "string") return h("span", { class: term.role }, rich(parsed(text)));
    const sign = /[1-9]/.test(text) ? (value < 0 ? "negative" : "positive") : "";
    return h("span", { class: term.role === "signed" ? sign : term.role }, text);
  }

  const nameOf = (term) => term.caption ?? term.symbol?.text ?? "";
  const toldIn = ({ entries }, term) =>
    entries.map((value) => textOf(parsed(value?.text ?? toldOf(value, term)))).join(", ");

  return {
    element,
    picture: element,
    resize(to) {
      [width, broken] = [to, false];
    },
    update,
    describe: (now) =>
      rowsOf(now)
        .map(({ name, cells }) =>
          [name && `${name}:`, ...cells.map((cell, t) => [terms[t].sign, nameOf(terms[t]), toldIn(cell, terms[t])])]
            .flat()
            .filter(Boolean)
            .join(" "),
        )
        .join("; "),
    table: (now) => ({
      head: ["", ...terms.map(nameOf)],
      rows: rowsOf(now).map(({ name, cells }) => [name, ...cells.map((cell, t) => toldIn(cell, terms[t]))]),
    }),
  };
}

// Each term with the sign before it; the last may have one behind it, such as ")".
function termsOf(parts) {
  const terms = [];
  let sign = "";
  for (const part of parts) {
    if (typeof part === "string") sign += part;
    else {
      terms.push({ ...part, sign });
      sign = "";
    }
  }
  Object.assign(terms.at(-1), { end: sign });
  return terms;
}

// A plus is written where no other sign stands before.
function toldOf(value, { role, sign, digits }) {
  if (typeof value === "string") return value.replace(/-(?=[\d.])/g, MINUS);
  const plus = role === "signed" && value > 0 && !/[+−]$/.test(sign);
  return plus ? signed(value, digits) : valueText(value, { digits });
}
