// Code: a program's lines as they stand, between those that it has lost, and what it prints.
import { h, nameButton, refill } from "../dom.js";

const MARKS = { fault: "−", repair: "+" };
const ELEMENTS = { struck: "del", fault: "del", repair: "ins" };
const SAID = { struck: "struck", fault: "struck in this step", repair: "new in this step" };

export function createCode(spec) {
  const lines = h("ol.lines", { role: "list" });
  const prints = h("dl.prints");
  const element = h("div.picture.code", { role: "group" }, lines, prints);
  let drawn = "";

  const textsOf = (field, now) => [...(now.at(field) ?? [])];

  function linesOf(now) {
    const [states, by] = [spec.state, spec.by].map((field) => textsOf(field, now));
    let number = 0;
    return textsOf(spec.lines, now).map((text, i) => {
      const state = states[i] in ELEMENTS ? states[i] : "";
      const counts = state === "" || state === "repair";
      if (counts) number += 1;
      const names = (by[i] ?? "").split(";").map((name) => name.trim());
      return { text, state, number: counts ? String(number) : "", by: names.filter(Boolean) };
    });
  }

  function update(now) {
    const [of, printed, when] = [spec.of, spec.prints, spec.when].map((field) => textsOf(field, now));
    const all = linesOf(now);
    const key = JSON.stringify([all, of, printed, when]);
    if (key === drawn) return;
    drawn = key;
    refill(lines, ...all.map((line) => lineOf(line, of)));
    prints.replaceChildren(...printed.flatMap((text, i) => [h("dt", when[i] ?? "prints"), h("dd", text)]));
    prints.hidden = printed.length === 0;
  }

  // A line that finds no room goes on below, two letters further right than it began.
  function lineOf({ text, state, number, by }, of) {
    const indent = text.search(/\S|$/);
    const hang = `${indent + 2}ch`;
    return h(
      "li",
      { "data-state": state || null },
      h("span.number", MARKS[state] ?? number),
      h(
        "code",
        { style: { "padding-left": hang, "text-indent": `-${hang}` } },
        text.slice(0, indent),
        h(ELEMENTS[state] ?? "span", {}, text.slice(indent)),
      ),
      h("span.chips", ...by.map((name) => chip(name, of.indexOf(name)))),
    );
  }

  const chip = (name, place) =>
    nameButton(name, place < 0 ? name : String(place + 1), { "data-id": name, class: "chip", "aria-label": name });

  return {
    element,
    picture: element,
    resize() {},
    update,
    describe(now) {
      const changed = linesOf(now).filter(({ state }) => MARKS[state]);
      const told = changed.map(({ text, state }) => `${SAID[state]}: ${text.trim()}`);
      const printed = textsOf(spec.prints, now).at(-1);
      return [...(told.length ? told : ["no line changes"]), ...(printed ? [`it prints ${printed}`] : [])].join("; ");
    },
    table: (now) => ({
      head: ["line", "program", "", "by"],
      rows: linesOf(now).map(({ number, text, state, by }) => [number, text, SAID[state] ?? "", by.join(", ")]),
    }),
  };
}
