// What is seen at each stage, in one or two sentences. Strings, and [class, string] pairs.
import { capital, count, fixed, inWords, percent, plain, plural, signed } from "../format.js";

export const STAGES = ["pick", "overlap", "similarity", "choose", "weigh", "predict"];

// derived: see neighbors.js; stage: 0 … 5
export function sentenceFor(stage, derived) {
  const { asker, compares, explained } = derived;
  if (!explained)
    return [["strong", "Nothing to predict yet."], " Rate a film, and the films that are like it get a vote."];
  if (compares === "item" && !asker.ratings.length && derived.presence)
    return [
      ["strong", "No ratings, no votes."],
      " Nothing orders the films yet. Rate a film, and it votes on all that are like it.",
    ];
  if (compares === "item" && !asker.ratings.length)
    return [
      ["strong", "No ratings, no votes."],
      " Your ten are everyone's: the films with the highest biases. Rate a film, and it votes on all that are like it.",
    ];
  return [["strong", `${stage + 1} of 6, ${STAGES[stage]}.`], " ", ...SENTENCES[stage](derived)];
}

const SENTENCES = [pick, overlap, similarity, choose, weigh, predict];

function pick({ explained, title, asker, reader, compares, presence }) {
  const n = explained.voters.length;
  const all =
    compares === "item"
      ? [reader ? "You rated " : `${capital(asker.name)} rated `, ["strong", films(n)], "; each may vote on "]
      : [["strong", users(n)], " rated "];
  if (presence)
    return [...all, ["strong", title], ". How high does not count here: a vote says only that there is a rating."];
  return [
    ...all,
    ["strong", title],
    `. Without votes ${reader ? "your" : "the"} prediction is `,
    ["strong", fixed(explained.baseline, 2)],
    ": the mean and the two biases.",
  ];
}

function overlap({ explained, title, asker, reader, compares, nameOf }) {
  const some = explained.voters.filter(({ overlap: n }) => n > 0);
  const none = explained.voters.length - some.length;
  const what = compares === "item" ? "rater" : "film";
  const whom = compares === "item" ? title : reader ? "you" : asker.name;
  if (!some.length) return ["None of them has a ", what, " in common with ", whom, ": nothing can be compared."];
  const most = some.reduce((best, voter) => (voter.overlap > best.overlap ? voter : best));
  const left = none ? ` ${capital(inWords(none))} ${none === 1 ? "has" : "have"} none and cannot be compared.` : "";
  return [
    ["strong", count(some.length)],
    ` of ${count(explained.voters.length)} have ${what}s in common with ${whom}; `,
    ["strong", nameOf(most.row)],
    ` has most, ${count(most.overlap)}.${left}`,
  ];
}

function similarity({ explained, measure, shrinkage, compares, nameOf }) {
  const what = compares === "item" ? "rater" : "film";
  const [first] = explained.positive;
  if (!first) return [`By ${measure.label}, nobody has a similarity above 0.`];
  const unshrunk = explained.voters.reduce((best, voter) => (voter.unshrunk > best.unshrunk ? voter : best));
  const parts = [
    `By ${measure.label}, most alike is `,
    ["strong", nameOf(first.row)],
    ` with ${fixed(first.weight, 2)}, from ${plural(first.overlap, `common ${what}`)}.`,
  ];
  if (shrinkage > 0 && unshrunk.row !== first.row)
    parts.push(
      ` Before shrinking it was ${nameOf(unshrunk.row)} with ${fixed(unshrunk.unshrunk, 2)}, from ` +
        `${count(unshrunk.overlap)}.`,
    );
  return parts;
}

function choose({ explained, nameOf, settings, compares }) {
  const { chosen, positive } = explained;
  if (!chosen.length) return ["Nobody is similar, so nobody votes."];
  const out = positive[chosen.length];
  const whom = compares === "item" ? films : users;
  if (!out)
    return [
      "Only ",
      ["strong", whom(positive.length)],
      ` ${positive.length === 1 ? "has" : "have"} a similarity above 0, and k is ${settings.neighbors}: all ` +
        "of them vote.",
    ];
  const last = chosen.at(-1);
  return [
    "Of ",
    ["strong", count(positive.length)],
    " with a similarity above 0, the ",
    ["strong", `${count(chosen.length)} most similar`],
    ` vote. Last in: ${nameOf(last.row)}, ${fixed(last.weight, 2)}. First out: ${nameOf(out.row)}, ` +
      `${fixed(out.weight, 2)}.`,
  ];
}

function weigh({ explained, nameOf, settings, presence }) {
  const { chosen } = explained;
  if (!chosen.length) return ["There is nothing to weigh."];
  if (presence)
    return [
      "Each vote is worth its similarity: that of ",
      ["strong", nameOf(chosen[0].row)],
      " counts ",
      ["strong", fixed(chosen[0].weight, 2)],
      ". Nothing is divided.",
    ];
  const [first] = chosen;
  const all = chosen.reduce((sum, { share }) => sum + share, 0);
  const parts = [
    "Each vote counts as much as its similarity. ",
    ["strong", nameOf(first.row)],
    " has ",
    ["strong", percent(first.share)],
    " of the weight.",
  ];
  if (settings.damping > 0) parts.push(` δ, a pretended vote for no change, has ${percent(1 - all)}.`);
  return parts;
}

function predict({ explained, title, real, compares, reader, clipped, presence }) {
  const { chosen, baseline, change, prediction } = explained;
  if (presence) return scored(chosen, prediction, title, compares, real);
  if (!chosen.length)
    return [
      "Without a vote the prediction for ",
      ["strong", title],
      ` stays at `,
      ["strong", fixed(baseline, 2)],
      ": the mean and the biases.",
      ...realPart(real),
    ];
  const whom =
    compares === "item"
      ? chosen.length === 1
        ? "similar film moves"
        : "similar films move"
      : chosen.length === 1
        ? "similar user moves"
        : "similar users move";
  const sign = change < 0 ? "negative" : "positive";
  const below = chosen.filter(({ vote }) => vote * change > 0).length;
  const expected = compares === "item" ? (reader ? "you rated" : "were rated") : "rated it";
  const than = change < 0 ? "below" : "above";
  const agree =
    chosen.length === 1
      ? ""
      : ` ${capital(inWords(below))} of ${inWords(chosen.length)} ${expected} ${than} what was expected.`;
  const end = clipped === prediction ? "" : ` It is shown as ${plain(clipped)}, where the scale ends.`;
  return [
    `${capital(inWords(chosen.length))} ${whom} `,
    ["strong", title],
    ` from ${fixed(baseline, 2)} by `,
    [sign, signed(change, 2)],
    " to ",
    ["strong", fixed(prediction, 2)],
    `.${end}${agree}`,
    ...realPart(real),
  ];
}

function scored(chosen, score, title, compares, real) {
  if (!chosen.length) return ["Nobody votes for ", ["strong", title], ": its score is 0."];
  return [
    `The similarities of ${count(chosen.length)} ${compares === "item" ? "films" : "users"} add up to `,
    ["strong", fixed(score, 2)],
    ", the score of ",
    ["strong", title],
    ". It is no rating: it only decides the order of the list.",
    ...realPart(real),
  ];
}

function realPart(real) {
  return real === null || real === undefined ? [] : [" The real rating, kept aside, is ", ["strong", plain(real)], "."];
}

const films = (n) => plural(n, "film");
const users = (n) => plural(n, "user");
