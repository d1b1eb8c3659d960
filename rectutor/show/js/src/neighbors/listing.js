// The asker's ten films, each with those who speak most for it, and what the voter in focus does to each.
import { h, setText } from "../dom.js";
import { fixed, plain, signed } from "../format.js";
import { mark } from "../marks.js";
import { because } from "./votes.js";

export function createListing({ spec, onChoose }) {
  const items = spec.compares === "item";
  const list = h("div", {
    class: "ten-films",
    role: "listbox",
    "aria-label": "The ten films: choose one to see its votes",
    onkeydown: onKey,
  });
  const effect = h("span", { class: "effect-head" });
  const unit = h("span");
  const head = h(
    "div",
    { class: "ten-film ten-film-head", "aria-hidden": "true" },
    h("span"),
    h("span"),
    h("span"),
    effect,
    unit,
  );
  const element = h("div", { class: "picture" }, head, list);
  let drawn = "";
  let latest = null;

  function onKey(event) {
    const films = latest.list.map(({ film }) => film);
    const at = films.indexOf(latest.film);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: films.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(Math.max(to, 0), films.length - 1);
    onChoose(films[next]);
    queueMicrotask(() => list.children[next]?.focus());
  }

  function update(derived) {
    latest = derived;
    const { list: ten, film, focus, focusName } = derived;
    if (derived.version !== drawn) {
      drawn = derived.version;
      list.replaceChildren(...ten.map((one, at) => line(derived, one, at)));
    }
    setText(unit, derived.presence ? "score" : "stars");
    const moves = ten.map(({ chosen }) => chosen.find(({ row }) => row === focus)?.contribution ?? 0);
    setText(effect, focus === null || moves.every((one) => one === 0) ? "" : `through ${focusName}`);
    ten.forEach((one, at) => {
      const row = list.children[at];
      row.setAttribute("aria-selected", String(one.film === film));
      row.tabIndex = one.film === film || (at === 0 && !ten.some((other) => other.film === film)) ? 0 : -1;
      const value = row.querySelector(".effect");
      setText(value, moves[at] ? signed(moves[at], 2) : "");
      value.className = `effect ${moves[at] < 0 ? "negative" : "positive"}`;
      row.toggleAttribute("data-lit", moves[at] !== 0);
    });
  }

  function line({ films, nameOf, asker, reader, presence, clip }, one, at) {
    const clipped = clip(one.prediction);
    const reasons = because(one);
    const names = reasons.map(({ row, stars }) => `${nameOf(row)} (${plain(stars)})`).join("; ");
    const who = reader ? "you" : asker.name;
    const did = presence ? "rated" : "liked";
    const why = !reasons.length
      ? "nobody speaks for it: mean and biases alone"
      : items
        ? `because ${who} ${did} ${names}`
        : `because similar users ${did} it: ${names}`;
    return h(
      "div",
      {
        class: "ten-film",
        role: "option",
        "data-film": one.film,
        "aria-label":
          `${at + 1}, ${films.label[one.film]}, ` + `${presence ? "score" : "predicted"} ${fixed(clipped, 2)}, ${why}`,
        onclick: () => onChoose(one.film),
      },
      h("span", { class: "place" }, at + 1),
      mark(films.group[one.film]),
      h(
        "span",
        { class: "name" },
        h("span", { class: "label" }, films.label[one.film]),
        h("span", { class: "why", title: why }, why),
      ),
      h("b", { class: "effect" }),
      h("b", { class: "given" }, fixed(clipped, 2)),
    );
  }

  return {
    name: "ten",
    tab: "The ten",
    title: spec.asker === null ? "Your ten films" : "The ten films",
    about: spec.min_ratings > 1 ? `with at least ${spec.min_ratings} ratings` : "",
    element,
    picture: null,
    resize() {},
    update,
    describe: ({ list: ten, films }) => `first is ${films.label[ten[0]?.film]}`,
    table: ({ list: ten, films }) => ({
      head: ["film", "without votes", "votes", "prediction"],
      rows: ten.map(({ film, baseline, change, prediction }) => [
        films.label[film],
        fixed(baseline, 3),
        signed(change, 3),
        fixed(prediction, 3),
      ]),
    }),
  };
}
