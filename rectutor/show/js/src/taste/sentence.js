// The sentence: what you gave, what came out, where from. One template a situation; at most 40 words, for which the
// least important clauses are left out first. Returns { tone, parts, spoken }: parts are strings and [class, string].
import { count, countWords, fixed, plain, plural, signed, textOf } from "../format.js";

const LONGEST = 40;
const CALL = "Rate a film to get a vector.";

// s: { n, rated, kept, example, event, result, lambda, best, atBest, figures, error, factors, scale, stairs, name }
//   event: what the reader did last, "start", "rate", "explain", "lambda" or "forget"
//   atBest: { length, shared } at the λ that is best for n ratings; figures, error: of people with as many ratings, and
//   their error by λ, or null
//   stairs: the staircase of the film explained; name: row -> short title
export function sentenceFor(s) {
  const parts =
    s.n === 0 ? withoutRatings(s) : s.event === "lambda" && s.lambda !== s.best ? ofLambda(s) : ofRatings(s);
  return { tone: "plain", parts, spoken: textOf(parts) };
}

function withoutRatings({ event, kept, example }) {
  if (event === "forget" && example)
    return [["strong", "The example is cleared."], ` Your vector is zero, so your ten are everyone's ten. ${CALL}`];
  if (event === "forget")
    return [
      ["strong", "Your ratings are forgotten."],
      `${kept ? " Nothing of them is left in this browser." : ""} ${CALL}`,
    ];
  if (event === "lambda")
    return [["strong", "Your vector is zero at every λ."], ` There is nothing to pull back yet. ${CALL}`];
  return [["strong", "You have rated no film."], ` Your vector is zero, so your ten are everyone's ten. ${CALL}`];
}

function ofLambda({ lambda, best, n, result, atBest, error, figures }) {
  const shorter = lambda > best;
  const parts = [
    ["strong", `With λ ${plain(lambda)} instead of ${plain(best)}`],
    ` your vector ${shorter ? "shrinks" : "grows"} (${fixed(atBest.length, 2)} → ` +
      `${fixed(result.length, 2)}); everyone's films in your ten: ${atBest.shared} → ${result.shared}.`,
  ];
  if (!error) return parts;
  const [from, to] = [error(best), error(lambda)].map((value) => fixed(value, 3));
  const others = ["validation", `error of ${count(figures.people)} people`]; // as the curve is called
  if (from === to) return [...parts, " The ", others, ` stays at ${from}.`];
  const meaning = `your ${plural(n, "rating")} count too ${shorter ? "little" : "much"}`;
  return [...parts, " The ", others, ` rises (${from} → ${to}): ${meaning}.`];
}

function ofRatings(s) {
  const { n, result, stairs, factors } = s;
  const begin = [["strong", `You rated ${plural(n, "film")}.`]];
  const span = n === 2 && factors > 2 ? ` Two ratings span two directions of ${factors}.` : "";
  const vector = n === 1 ? alongOne(s) : ` Your vector, ${fixed(result.length, 2)} long, ${ownFilms(result)}.`;
  const gain = stairs ? ofFilm(s) : [[]];
  const clipped = stairs ? clippedAt(stairs.shown.prediction, s.scale) : "";
  const choices = gain.flatMap((clause) => [[...clause, clipped], clause]);
  for (const clause of [...choices, []]) {
    const parts = [...begin, span, vector, ...clause].filter((part) => part !== "");
    if (countWords(textOf(parts)) <= LONGEST) return parts;
  }
  return [...begin, vector];
}

function alongOne({ result, name }) {
  const { row } = result.rated[0];
  const against = result.ridge.residuals[0] - result.bias < 0;
  const { shared, ten } = result;
  const own =
    shared === ten.length ? "your ten are still everyone's" : `${ten.length - shared} of your ten are your own`;
  const way = against ? "away from" : "along";
  return ` Your vector, ${fixed(result.length, 2)} long, points ${way} that of ${name(row)}; ${own}.`;
}

// "Mostly what everyone likes" only from six common films on.
function ownFilms({ shared, ten }) {
  const all = ten.length;
  if (shared === all) return "leaves your ten as everyone's";
  if (shared >= 6) return `leaves your ten mostly what everyone likes: ${shared} of ${all}`;
  if (shared === 0) return "makes all of your ten your own";
  return `makes ${all - shared} of your ten your own; everyone gets the other ${shared}`;
}

// Clauses about the film explained, the fullest first.
function ofFilm({ n, stairs, name }) {
  const { gain } = stairs.shown;
  const film = ["strong", name(stairs.row)];
  if (gain === 0) return [[" ", film, " gains nothing from it."]];
  const amount = [gain > 0 ? "positive" : "negative", signed(gain, 2)];
  const start = [" ", film, gain > 0 ? " gains " : " loses ", amount];
  if (n === 1) return [[...start, " by it."]];
  const sameWay = stairs.bars.filter((bar) => bar.gain * gain > 0);
  const [most, ...rest] = sameWay;
  const lifts = (bar) => gain > 0 && bar.weight < 0 && bar.shown > 0; // so the rating was lower than expected
  const short = `: most from your ${plain(most.stars)} for ${name(most.row)}.`;
  const cause = lifts(most)
    ? `: most from your ${plain(most.stars)} for ${name(most.row)}, as its weight is negative`
    : `: most from ${name(most.row)}`;
  const also = rest.find(lifts);
  const too = also && `, and your ${plain(also.stars)} for ${name(also.row)} lifts it too.`;
  const full = also && !lifts(most) ? [[...start, `${cause}${too}`]] : [];
  return [...full, [...start, `${cause}.`], ...(lifts(most) ? [[...start, short]] : []), [...start, "."]];
}

function clippedAt(prediction, [low, high]) {
  if (prediction > high) return ` Its ${fixed(prediction, 2)} is shown as ${plain(high)}.`;
  if (prediction < low) return ` Its ${fixed(prediction, 2)} is shown as ${plain(low)}.`;
  return "";
}
