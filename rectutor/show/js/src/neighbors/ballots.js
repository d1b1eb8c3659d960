// Who may vote, and how the votes move the prediction: a table, filled in stage by stage.
import { h, setText } from "../dom.js";
import { count, fixed, percent, plain, plural, signed } from "../format.js";
import { viewOf } from "../panels/index.js";
import { still } from "../run.js";

const LISTED = 15; // voters, before it is decided who votes
const WAITING = 3; // lines of those who come next

export function createBallots({ spec, root }) {
  const items = spec.compares === "item";
  const note = h("span");
  const view = viewOf("ballots", spec.panels.votes, { root });
  let [run, drawn] = [null, ""];

  function update(derived, position) {
    const stage = Math.floor(position + 1e-6);
    const key = [derived.version, derived.film, stage].join();
    if (key !== drawn) run = still(frameOf(derived, stage, items));
    drawn = key;
    const renamed = derived.presence ? { differs: "", share: "", prediction: "score" } : {};
    view.update(run, 0, { chosen: String(derived.focus), renamed });
    setText(note, NOTES[derived.settings.votes](items, derived.reader));
  }

  return {
    ...view,
    note,
    update,
    aboutNow: ({ explained }) =>
      explained
        ? `${count(explained.chosen.length)} of ${count(explained.voters.length)} ${items ? "films" : "users"} vote`
        : "",
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

// What the table holds; what a later stage brings is blank. Those without a vote stand below, after a line of words.
function frameOf({ explained, nameOf, presence }, stage, items) {
  const { voters = [], chosen = [], baseline } = explained ?? {};
  const listed = voters.slice(0, stage < 3 ? LISTED : chosen.length + WAITING);
  const votes = (voter) => stage >= 3 && voter.chosen;
  const from = (first, value) => listed.map((voter) => (stage >= first ? value(voter) : Number.NaN));
  const ofVotes = (first, value) => from(first, (voter) => (voter.chosen ? value(voter) : Number.NaN));
  const words = listed.map((_, at) => (stage >= 3 && at === chosen.length ? "Next in line, without a vote" : ""));
  const hidden = voters.length - listed.length;
  if (hidden > 0) words.push(`and ${plural(hidden, items ? "film" : "user")} more, less alike`);
  if (explained && !voters.length)
    words.push(items ? "There is no rating yet that could vote." : "Nobody rated this film.");
  return {
    row: words.map((_, at) => String(listed[at]?.row ?? "")),
    name: words.map((_, at) => (listed[at] ? nameOf(listed[at].row) : "")),
    words,
    waits: listed.map((voter) => Number(!votes(voter))),
    overlap: from(1, (voter) => voter.overlap),
    similarity: from(2, (voter) => (voter.overlap ? voter.similarity : 0)),
    stars: from(0, (voter) => voter.stars),
    differs: ofVotes(4, (voter) => (presence ? Number.NaN : voter.vote)),
    share: ofVotes(4, (voter) => (presence ? Number.NaN : voter.share)),
    contribution: ofVotes(5, (voter) => voter.contribution),
    baseline: [stage === 5 && voters.length ? baseline : Number.NaN],
  };
}
