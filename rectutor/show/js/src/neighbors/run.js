// One prediction as a run of six stages. The fields are those of the panels that show/pictures/one_prediction.py
// declares.
import { count, plain, plural } from "../format.js";
import { lazy } from "../playback/recorded.js";
import { clusterOrder } from "./cluster.js";
import { sentenceFor, STAGES } from "./sentence.js";
import { because } from "./votes.js";

const LISTED = 15; // voters, before it is decided who votes
const WAITING = 3; // lines of those who come next
const CLUSTERED = 20; // voters in the heat map
const heats = new WeakMap(); // by what is explained: they stay while one points at this voter or that
const [CHOOSE, WEIGH, PREDICT] = [3, 4, 5]; // stages

// derived: see state.js
export function runOf(derived) {
  const { values, number, film, films, presence, focusName, explained } = derived;
  const always = lazy(() => ({ ...tenOf(derived), ...wordsOf(derived), focus: [focusName], derived: [derived] }));
  const clustered = lazy(() => {
    const of = explained ?? derived;
    if (!heats.has(of)) heats.set(of, heatOf(derived));
    return heats.get(of);
  });
  const stages = lazy(() =>
    STAGES.map((_, stage) => ({
      ...always(),
      ...votesAt(stage, derived),
      ...(stage < CHOOSE ? { names: [], alike: [], asked: [] } : clustered()),
    })),
  );
  const frames = (name) => [name, lazy(() => stages().map((stage) => stage[name]))];
  const moves = always().effect.some((effect) => !Number.isNaN(effect));
  return {
    number,
    values: { ...values, item: film === null ? null : films.id[film] },
    total: STAGES.length - 1,
    status: "finished",
    said: STAGES.map((_, stage) => sentenceFor(stage, derived)),
    frames: Object.fromEntries(Object.keys(stages()[0]).map(frames)),
    lit: focusName || null,
    renamed: {
      ...(presence && { differs: "", share: "", prediction: "score", stars: "score" }),
      through: moves ? `through ${focusName}` : "",
    },
  };
}

// What a run was made of, for the pictures with a script of their own.
export const derivedOf = (run) => run.frames.derived()[0][0];

// Who may vote, and how the votes move the prediction; what a later stage brings is blank. Those without a vote stand
// below, after a line of words.
function votesAt(stage, { explained, nameOf, presence, compares }) {
  const items = compares === "item";
  const { voters = [], chosen = [], baseline } = explained ?? {};
  const listed = voters.slice(0, stage < CHOOSE ? LISTED : chosen.length + WAITING);
  const votes = (voter) => stage >= CHOOSE && voter.chosen;
  const from = (first, value) => listed.map((voter) => (stage >= first ? value(voter) : Number.NaN));
  const ofVotes = (first, value) => from(first, (voter) => (voter.chosen ? value(voter) : Number.NaN));
  const next = (at) => stage >= CHOOSE && at === chosen.length;
  const words = listed.map((_, at) => (next(at) ? "Next in line, without a vote" : ""));
  const hidden = voters.length - listed.length;
  if (hidden > 0) words.push(`and ${plural(hidden, items ? "film" : "user")} more, less alike`);
  if (explained && !voters.length)
    words.push(items ? "There is no rating yet that could vote." : "Nobody rated this film.");
  return {
    name: words.map((_, at) => (listed[at] ? nameOf(listed[at].row) : "")),
    words,
    waits: listed.map((voter) => Number(!votes(voter))),
    overlap: from(1, (voter) => voter.overlap),
    similarity: from(2, (voter) => (voter.overlap ? voter.similarity : 0)),
    stars: listed.map((voter) => voter.stars),
    differs: ofVotes(WEIGH, (voter) => (presence ? Number.NaN : voter.vote)),
    share: ofVotes(WEIGH, (voter) => (presence ? Number.NaN : voter.share)),
    contribution: ofVotes(PREDICT, (voter) => voter.contribution),
    baseline: [stage === PREDICT && voters.length ? baseline : Number.NaN],
  };
}

// The asker's ten films, each with those who speak most for it, and what the voter in focus does to each.
function tenOf(derived) {
  const { list, films, filmName, focus, clip, title } = derived;
  return {
    film: list.map((one) => filmName(one.film)),
    group: list.map((one) => films.group[one.film]),
    why: list.map((one) => whyOf(one, derived)),
    effect: list.map(({ chosen }) => chosen.find(({ row }) => row === focus)?.contribution || Number.NaN),
    prediction: list.map(({ prediction }) => clip(prediction)),
    predicted: [title],
  };
}

function whyOf(one, { nameOf, asker, reader, presence, compares }) {
  const reasons = because(one);
  const names = reasons.map(({ row, stars }) => `${nameOf(row)} (${plain(stars)})`).join("; ");
  if (!reasons.length) return "nobody speaks for it: mean and biases alone";
  if (compares === "user") return `because similar users ${presence ? "rated" : "liked"} it: ${names}`;
  return `because ${reader ? "you" : asker.name} ${presence ? "rated" : "liked"} ${names}`;
}

// Similarities of the voters to each other and to what is predicted, ordered by clustering: blocks are groups.
function heatOf({ explained, film, title, asker, nameOf, comparison, settings, compares }) {
  if (!explained?.chosen.length) return { names: [], alike: [], asked: [] };
  const [centre, called] = compares === "item" ? [film, title] : [asker.user, asker.name];
  const found = [centre, ...explained.chosen.slice(0, CLUSTERED).map(({ row }) => row)];
  const alike = (a, b) => comparison.similarity(found[Math.max(a, b)], found[Math.min(a, b)], settings.shrinkage);
  const order = clusterOrder(found.length, alike);
  return {
    names: order.map((at) => (at ? nameOf(found[at]) : called)),
    asked: [called],
    alike: order.flatMap((a) => order.map((b) => (a === b ? null : alike(a, b)))),
  };
}

function wordsOf({ explained, compares, reader, settings }) {
  const items = compares === "item";
  const whose = items ? (reader ? "your rating" : "the user's rating") : "that user's rating";
  const { chosen, voters } = explained ?? {};
  return {
    voting: [chosen ? `${count(chosen.length)} of ${count(voters.length)} ${items ? "films" : "users"} vote` : ""],
    instead: [chosen?.length ? "Voters are chosen at stage 4." : "Nobody is near enough to vote."],
    says: [
      {
        residuals: `Differs: ${whose} minus what mean and biases expect of it.`,
        ratings: `Differs: ${whose} minus the prediction without votes.`,
        presence: "A vote is the similarity; how high the rating is does not count.",
      }[settings.votes],
    ],
  };
}
