// The asker's ten films, each with those who speak most for it, and what the voter in focus does to each.
import { fixed, plain, signed } from "../format.js";
import { viewOf } from "../panels/index.js";
import { still } from "../run.js";
import { because } from "./votes.js";

export function createListing({ spec, root, onChoose }) {
  const items = spec.compares === "item";
  const view = viewOf("ten", spec.panels.ten, { root, onChoose: (film) => onChoose(Number(film)) });
  let [run, drawn] = [null, ""];

  function update(derived) {
    const { list: ten, films, film, focus, focusName, presence, clip } = derived;
    const moves = ten.map(({ chosen }) => chosen.find(({ row }) => row === focus)?.contribution || Number.NaN);
    const key = [derived.version, moves].join();
    if (key !== drawn)
      run = still({
        row: ten.map((one) => String(one.film)),
        film: ten.map((one) => films.label[one.film]),
        group: ten.map((one) => films.group[one.film]),
        why: ten.map((one) => whyOf(one, derived)),
        effect: moves,
        prediction: ten.map(({ prediction }) => clip(prediction)),
      });
    drawn = key;
    const through = moves.every(Number.isNaN) ? "" : `through ${focusName}`;
    view.update(run, 0, { chosen: String(film), renamed: { through, stars: presence ? "score" : "stars" } });
  }

  function whyOf(one, { nameOf, asker, reader, presence }) {
    const reasons = because(one);
    const names = reasons.map(({ row, stars }) => `${nameOf(row)} (${plain(stars)})`).join("; ");
    if (!reasons.length) return "nobody speaks for it: mean and biases alone";
    if (!items) return `because similar users ${presence ? "rated" : "liked"} it: ${names}`;
    return `because ${reader ? "you" : asker.name} ${presence ? "rated" : "liked"} ${names}`;
  }

  return {
    ...view,
    tab: "The ten",
    title: spec.asker === null ? "Your ten films" : view.title,
    about: spec.min_ratings > 1 ? `with at least ${spec.min_ratings} ratings` : "",
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
