// The sentence: who rated what, how far off the model was, what therefore moves, and what it says then. It states what
// the numbers show and no more; where λ or an overlong step spoils the usual story, it says so.
import { effects, isZero } from "./arithmetic.js";
import { ZERO, trimmed } from "./decimal.js";

// Returns rich text: strings, and [class, string] for what is bold or coloured.
export function sentence(update, rule, { user, film }) {
  const { error, before, after, rating } = update;
  const stars = trimmed(rating.text);
  return [
    [
      "strong",
      `${user} gave ${film} ${stars} ${stars === "1" ? "star" : "stars"}; the model said ${before.prediction.text}.`,
    ],
    " The error is ",
    [tone(error.sign), error.sign === 0 ? error.text : error.signed],
    `${what(update, rule)} After the update the model says `,
    ["strong", after.prediction.text],
    `${where(update)}.`,
  ];
}

export function tone(sign) {
  return sign > 0 ? "positive" : sign < 0 ? "negative" : "strong";
}

function what(update, rule) {
  const { error, before, after } = update;
  const change = after.prediction.compare(before.prediction);
  const direction = error.sign > 0 ? "raise" : "lower";
  const all = rule.biases ? "both vectors and both biases" : "both vectors";
  if (nothingMoves(update, rule)) return still(update, rule);
  if (error.sign === 0) return ", so only λ acts: it pulls every number towards zero.";
  const { biases, vectors } = effects(update, rule);
  const pushes = [...biases, ...vectors];
  if (pushes.every((sign) => sign === error.sign) && change === error.sign) {
    return `, so ${all} move to ${direction} this prediction.`;
  }
  if (isZero(before.p) && isZero(before.q) && biases.every((sign) => sign === error.sign)) {
    return `, so both biases move to ${direction} this prediction; the vectors, both zero, cannot move.`;
  }
  const against = pushes.some((sign) => sign === -error.sign);
  if (change === error.sign) {
    const except = against ? "; λ pulls a part the other way" : "";
    return `, so together the moves ${direction} this prediction${except}.`;
  }
  if (against) return `, and λ, which pulls every number towards zero, outweighs it.`;
  return change === 0
    ? ", too little to change this prediction."
    : `, yet together the moves do not ${direction} this prediction.`;
}

function still({ error, before }, rule) {
  if (error.sign === 0) return ", so nothing moves.";
  if (isZero(before.p) && isZero(before.q) && !rule.biases) {
    return ", but both vectors are zero, and each would move along the other: neither can.";
  }
  return ", but the step is so short that no third decimal changes.";
}

function nothingMoves({ b_u, b_i, p, q }, rule) {
  return [...(rule.biases ? [b_u, b_i] : []), ...p, ...q].every((m) => m.moved.compare(ZERO) === 0);
}

// How the new prediction lies to the rating, where that is worth a word.
function where({ rating, error, after }) {
  const left = rating.minus(after.prediction);
  if (left.sign * error.sign >= 0) return "";
  return left.size.compare(error.size) > 0 ? ": the step overshoots" : ", beyond the rating";
}
