// Who may vote, and how the votes move the prediction: one line for each, filled in stage by stage.
import { h, setText } from "../dom.js";
import { count, fixed, percent, plain, plural, signed } from "../format.js";
import { endPlot, scaleFor, stepPlot } from "../stairs.js";

const MOST = 12; // lines of voters; the lightest of more share one
const WAITING = 3; // lines of those who come next

export function createBallots({ spec }) {
  const items = spec.compares === "item";
  const body = h("div", { class: "ballots" });
  const note = h("p", { class: "view-note" });
  let drawn = "";

  function update(derived, position) {
    const stage = Math.floor(position + 1e-6);
    const key = [derived.version, derived.film, stage].join();
    if (key !== drawn) {
      drawn = key;
      body.replaceChildren(...linesOf(derived, stage, items));
    }
    setText(note, NOTES[derived.settings.votes](items, derived.reader));
    for (const line of body.querySelectorAll("[data-row]"))
      line.toggleAttribute("data-focus", Number(line.dataset.row) === derived.focus);
  }

  return {
    name: "ballots",
    tab: "Votes",
    title: "Votes",
    element: h("div", { class: "picture" }, body, note),
    picture: body,
    aboutNow: ({ explained }) =>
      explained
        ? `${count(explained.chosen.length)} of ${count(explained.voters.length)} ${items ? "films" : "users"} vote`
        : "",
    resize() {},
    update,
    describe: ({ explained }) =>
      explained
        ? `${explained.chosen.length} votes move ${fixed(explained.baseline, 2)} to ${fixed(explained.prediction, 2)}`
        : "nobody votes",
    table: ({ explained, nameOf }) => ({
      head: [items ? "film" : "user", "in common", "similarity", "rated", "differs", "share", "moves by"],
      rows: (explained?.voters ?? [])
        .slice(0, 200)
        .map((voter) => [
          nameOf(voter.row),
          count(voter.overlap),
          fixed(voter.similarity, 3),
          plain(voter.stars),
          signed(voter.vote, 2),
          percent(voter.share),
          voter.chosen ? signed(voter.contribution, 3) : "–",
        ]),
    }),
  };
}

const whose = (items, reader) => (items ? (reader ? "your rating" : "the user's rating") : "that user's rating");
const NOTES = {
  residuals: (items, reader) => `Differs: ${whose(items, reader)} minus what mean and biases expect of it.`,
  ratings: (items, reader) => `Differs: ${whose(items, reader)} minus the prediction without votes.`,
  presence: () => "A vote is the similarity; how high the rating is does not count.",
};

function linesOf(derived, stage, items) {
  const { explained, nameOf, presence } = derived;
  if (!explained) return [];
  const { voters, chosen } = explained;
  if (!voters.length)
    return [
      h("p", { class: "view-note" }, items ? "There is no rating yet that could vote." : "Nobody rated this film."),
    ];
  const shown = stage < 3 ? voters.slice(0, MOST + WAITING) : chosen.length > MOST ? chosen.slice(0, MOST - 1) : chosen;
  const others = stage < 3 ? [] : chosen.slice(shown.length);
  const next = stage < 3 ? [] : voters.slice(chosen.length, chosen.length + WAITING);
  const places = [explained.baseline];
  for (const { contribution } of shown) places.push(places.at(-1) + contribution);
  places.push(explained.prediction);
  const share = stage === 5 ? scaleFor([...places, explained.baseline]) : null;
  const head = h(
    "div",
    { class: "ballot ballot-head", "aria-hidden": "true" },
    h("span"),
    h("span", { class: "overlap" }, "common"),
    h("span", { class: "similar" }, "similar"),
    h("span", {}, "rated"),
    h("span", { class: "differs" }, presence ? "" : "differs"),
    h("span", {}, presence ? "" : "share"),
    h("span"),
  );
  const line = (voter, at) =>
    ballot(voter, {
      stage,
      nameOf,
      presence,
      plot: share && voter.chosen ? stepPlot(places[at], places[at + 1], voter.contribution, share) : null,
    });
  const lines = [head];
  if (stage === 5) lines.push(end("without votes", explained.baseline, "ring", share));
  lines.push(...shown.map(line));
  if (others.length)
    lines.push(
      rest(
        others,
        presence ? 0 : stage,
        share &&
          stepPlot(
            places[shown.length],
            explained.prediction,
            others.reduce((sum, { contribution }) => sum + contribution, 0),
            share,
          ),
      ),
    );
  if (stage === 5) {
    const last = end(presence ? "score" : "prediction", explained.prediction, "disc", share);
    last.classList.add("result");
    lines.push(last);
  }
  if (next.length)
    lines.push(h("p", { class: "small next" }, "Next in line, without a vote"), ...next.map((voter) => line(voter)));
  const hidden = voters.length - (stage < 3 ? shown.length : chosen.length + next.length);
  if (hidden > 0)
    lines.push(h("p", { class: "small next" }, `and ${plural(hidden, items ? "film" : "user")} more, less alike`));
  return lines;
}

function ballot({ row, stars, overlap, similarity, vote, share, chosen }, { stage, nameOf, plot, presence }) {
  const name = nameOf(row);
  return h(
    "button",
    {
      type: "button",
      class: chosen && stage >= 3 ? "ballot chosen" : "ballot",
      "data-row": row,
      "aria-label": `${name}, rated ${plain(stars)}, look at it in all views`,
    },
    h("span", { class: "name", title: name }, name),
    h("span", { class: "overlap" }, stage >= 1 ? count(overlap) : ""),
    h("span", { class: "similar" }, stage >= 2 ? (overlap ? fixed(similarity, 2) : "–") : ""),
    h("b", {}, plain(stars)),
    h("span", { class: "differs" }, stage >= 4 && chosen && !presence ? signed(vote, 2) : ""),
    h("span", {}, stage >= 4 && chosen && !presence ? percent(share) : ""),
    plot ?? h("span"),
  );
}

function rest(others, stage, plot) {
  const share = others.reduce((sum, one) => sum + one.share, 0);
  return h(
    "div",
    { class: "ballot" },
    h("span", { class: "name" }, `the other ${others.length}`),
    h("span", { class: "overlap" }),
    h("span", { class: "similar" }),
    h("span"),
    h("span", { class: "differs" }),
    h("span", {}, stage >= 4 ? percent(share) : ""),
    plot ?? h("span"),
  );
}

function end(text, value, kind, share) {
  return h("div", { class: "ballot ends" }, h("span", { class: "wide" }, text), endPlot(value, kind, share));
}
