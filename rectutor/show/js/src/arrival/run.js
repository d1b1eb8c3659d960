// The one run of how the table filled, counted from the ratings: what is said, measured and drawn at each step.
import { count, percent } from "../format.js";
import { lazy } from "../playback/recorded.js";
import { sharesOf, tailAt, topTenth } from "./data.js";
import { cells, sentenceFor } from "./sentence.js";

const YEAR = { month: 12, year: 1 }; // in steps
const NAMED = 3;

// The fields are those of the panels that rectutor/show/pictures/arriving.py declares.
export function runOf(data, spec) {
  const { found, upTo, steps } = data;
  const ranks = spec.views.tail.x;
  const together = upTo.map((n, step) => n - (upTo[step - 1] ?? 0));
  const each = (make) => lazy(() => upTo.map((_, step) => make(step)));
  const tails = each(tail);
  const part = (name) => lazy(() => tails().map((all) => all[name]));

  function tail(step) {
    const { counts, order } = tailAt(data, step, spec);
    const rated = counts.filter((n) => n > 0).length;
    const film = ranks.map((rank) => spec.labels[order[rank - 1]] ?? "");
    const first = film.slice(0, NAMED).filter((label, r) => label && counts[r] > 0);
    return {
      ratings: ranks.map((rank) => counts[rank - 1] || Number.NaN),
      film,
      first: first.map((label, r) => `${r + 1}. ${label}, ${count(counts[r])}`),
      tenth: [rated ? Math.max(1, Math.round(rated / 10)) : 0],
      tenth_has: rated === 0 ? [] : [`the top tenth: ${percent(topTenth(counts))} of the ratings`],
    };
  }

  return {
    number: 0,
    values: {},
    total: steps,
    status: "finished",
    said: upTo.map((_, step) => sentenceFor(step, data, spec)),
    metrics: {
      newcomers: found.newcomers,
      before: together.map((n, step) => n - found.newcomers[step]),
      together,
      users_so_far: found.users,
      films_so_far: found.items,
    },
    frames: {
      cells: () => [data],
      filled: each((step) => [cells(upTo[step], spec)]),
      so_far: each((step) => [`${count(upTo[step])} so far`]),
      share: each((step) => sharesOf(data, step)),
      recent: each((step) => sharesOf(data, step, YEAR[spec.unit])),
      ...Object.fromEntries(["ratings", "film", "first", "tenth", "tenth_has"].map((name) => [name, part(name)])),
    },
  };
}
