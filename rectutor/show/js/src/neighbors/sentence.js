// What is seen at each stage, in one or two sentences.
import { capital, count, fixed, inWords, percent, plain, plural, signed } from "../format.js";

export const STAGES = ["pick", "overlap", "similarity", "choose", "weigh", "predict"];

// derived: see state.js; stage: 0 … 5
export function sentenceFor(stage, derived) {
  const { asker, compares, explained, presence } = derived;
  if (!explained) return "**Nothing to predict yet.** Rate a film, and the films that are like it get a vote.";
  if (compares === "item" && !asker.ratings.length) {
    const then = "Rate a film, and it votes on all that are like it.";
    const now = presence
      ? "Nothing orders the films yet."
      : "Your ten are everyone's: the films with the highest biases.";
    return `**No ratings, no votes.** ${now} ${then}`;
  }
  return `**${stage + 1} of 6, ${STAGES[stage]}.** ${SENTENCES[stage](derived)}`;
}

const SENTENCES = [pick, overlap, similarity, choose, weigh, predict];

const films = (n) => plural(n, "film");
const users = (n) => plural(n, "user");

function pick({ explained, title, asker, reader, compares, presence }) {
  const n = explained.voters.length;
  const who = reader ? "You" : capital(asker.name);
  const all =
    compares === "item"
      ? `${who} rated **${films(n)}**; each may vote on **${title}**.`
      : `**${users(n)}** rated **${title}**.`;
  if (presence) return `${all} How high does not count here: a vote says only that there is a rating.`;
  const [whose, without] = [reader ? "your" : "the", fixed(explained.baseline, 2)];
  return `${all} Without votes ${whose} prediction is **${without}**: the mean and the two biases.`;
}

function overlap({ explained, title, asker, reader, compares, nameOf }) {
  const some = explained.voters.filter(({ overlap: n }) => n > 0);
  const none = explained.voters.length - some.length;
  const what = compares === "item" ? "rater" : "film";
  const whom = compares === "item" ? title : reader ? "you" : asker.name;
  if (!some.length) return `None of them has a ${what} in common with ${whom}: nothing can be compared.`;
  const most = some.reduce((best, voter) => (voter.overlap > best.overlap ? voter : best));
  const left = none ? ` ${capital(inWords(none))} ${none === 1 ? "has" : "have"} none and cannot be compared.` : "";
  return (
    `**${count(some.length)}** of ${count(explained.voters.length)} have ${what}s in common with ${whom}; ` +
    `**${nameOf(most.row)}** has most, ${count(most.overlap)}.${left}`
  );
}

function similarity({ explained, measure, shrinkage, compares, nameOf }) {
  const what = compares === "item" ? "rater" : "film";
  const [first] = explained.positive;
  if (!first) return `By ${measure.label}, nobody has a similarity above 0.`;
  const before = explained.voters.reduce((best, voter) => (voter.unshrunk > best.unshrunk ? voter : best));
  const from = `with ${fixed(first.weight, 2)}, from ${plural(first.overlap, `common ${what}`)}.`;
  const most = `By ${measure.label}, most alike is **${nameOf(first.row)}** ${from}`;
  if (!(shrinkage > 0) || before.row === first.row) return most;
  const then = `${nameOf(before.row)} with ${fixed(before.unshrunk, 2)}, from ${count(before.overlap)}`;
  return `${most} Before shrinking it was ${then}.`;
}

function choose({ explained, nameOf, settings, compares }) {
  const { chosen, positive } = explained;
  if (!chosen.length) return "Nobody is similar, so nobody votes.";
  const out = positive[chosen.length];
  const n = positive.length;
  if (!out) {
    const whom = (compares === "item" ? films : users)(n);
    const all = `k is ${settings.neighbors}: all of them vote.`;
    return `Only **${whom}** ${n === 1 ? "has" : "have"} a similarity above 0, and ${all}`;
  }
  const named = ({ row, weight }) => `${nameOf(row)}, ${fixed(weight, 2)}.`;
  return (
    `Of **${count(n)}** with a similarity above 0, the **${count(chosen.length)} most similar** vote. ` +
    `Last in: ${named(chosen.at(-1))} First out: ${named(out)}`
  );
}

function weigh({ explained, nameOf, settings, presence }) {
  const { chosen } = explained;
  if (!chosen.length) return "There is nothing to weigh.";
  const [first] = chosen;
  const name = `**${nameOf(first.row)}**`;
  if (presence)
    return (
      `Each vote is worth its similarity: that of ${name} counts **${fixed(first.weight, 2)}**. ` +
      "Nothing is divided."
    );
  const all = chosen.reduce((sum, { share }) => sum + share, 0);
  const damped = settings.damping > 0 ? ` δ, a pretended vote for no change, has ${percent(1 - all)}.` : "";
  return `Each vote counts as much as its similarity. ${name} has **${percent(first.share)}** of the weight.${damped}`;
}

function predict({ explained, title, real, compares, reader, clipped, presence }) {
  const { chosen, baseline, change, prediction } = explained;
  const n = chosen.length;
  const kept = (real ?? null) === null ? "" : ` The real rating, kept aside, is **${plain(real)}**.`;
  if (presence) return scored(n, prediction, title, compares) + (n ? kept : "");
  if (!n) {
    const stays = `stays at **${fixed(baseline, 2)}**: the mean and the biases.`;
    return `Without a vote the prediction for **${title}** ${stays}${kept}`;
  }
  const whom = `similar ${compares === "item" ? "film" : "user"}${n === 1 ? " moves" : "s move"}`;
  const agreeing = chosen.filter(({ vote }) => vote * change > 0).length;
  const expected = compares === "item" ? (reader ? "you rated" : "were rated") : "rated it";
  const than = `${change < 0 ? "below" : "above"} what was expected`;
  const agree = n === 1 ? "" : ` ${capital(inWords(agreeing))} of ${inWords(n)} ${expected} ${than}.`;
  const end = clipped === prediction ? "" : ` It is shown as ${plain(clipped)}, where the scale ends.`;
  const by = `[${signed(change, 2)}](${change < 0 ? "negative" : "positive"})`;
  return (
    `${capital(inWords(n))} ${whom} **${title}** from ${fixed(baseline, 2)} by ${by} to **${fixed(prediction, 2)}**.` +
    `${end}${agree}${kept}`
  );
}

function scored(n, score, title, compares) {
  if (!n) return `Nobody votes for **${title}**: its score is 0.`;
  return (
    `The similarities of ${count(n)} ${compares === "item" ? "films" : "users"} add up to **${fixed(score, 2)}**, ` +
    `the score of **${title}**. It is no rating: it only decides the order of the list.`
  );
}
