// One update, computed from the digits that are shown: the recorded parameters are whole thousandths, every line rounds
// its result to three decimals, and the next line goes on from there. Whoever checks it with a pencil gets the same.
import { Decimal, ONE, given, sum, ZERO } from "./decimal.js";

export const SHOWN_FACTORS = 4;

export class Rule {
  constructor({ factors, eta, lambda, biases, mean }) {
    Object.assign(this, { factors, biases });
    this.eta = given(eta);
    this.lambda = given(lambda);
    this.mean = Decimal.thousandths(mean);
  }

  // new = old + η (error × partner − λ × old)
  moved(old, partner, error) {
    const step = error.times(partner).minus(this.lambda.times(old));
    const now = old.plus(this.eta.times(step)).rounded();
    return { old, partner, now, moved: now.minus(old) };
  }
}

// `row` is one recorded update; see rectutor/show/pictures/one_update.py.
export function compute(row, rule) {
  const [number, user, film, rating, ofUser, ofFilm, ...parameters] = row;
  const k = rule.factors;
  const [b_u, b_i, ...factors] = parameters.map(Decimal.thousandths);
  const before = predict(rule, b_u, b_i, factors.slice(0, k), factors.slice(k));
  const stars = Decimal.thousandths(rating);
  const error = stars.minus(before.prediction);
  const move = (old, partner) => rule.moved(old, partner, error);
  const update = {
    number,
    user,
    film,
    ofUser,
    ofFilm,
    rating: stars,
    error,
    before,
    b_u: move(b_u, ONE),
    b_i: move(b_i, ONE),
    p: before.p.map((p, f) => move(p, before.q[f])), // both lines with the old values
    q: before.q.map((q, f) => move(q, before.p[f])),
  };
  const now = (moves) => moves.map((m) => m.now);
  update.after = predict(rule, update.b_u.now, update.b_i.now, now(update.p), now(update.q));
  update.shown = largest(before.products);
  update.others = others(update);
  return update;
}

function predict(rule, b_u, b_i, p, q) {
  const products = p.map((value, f) => value.times(q[f]).rounded());
  const dot = sum(products);
  const prediction = rule.biases ? sum([rule.mean, b_u, b_i, dot]) : dot;
  return { p, q, products, dot, prediction };
}

// The factors to show: all, or those with the four largest products, in their own order.
function largest(products) {
  const factors = products.map((_, f) => f);
  if (products.length <= SHOWN_FACTORS) return factors;
  return factors
    .sort((a, b) => products[b].size.compare(products[a].size) || a - b)
    .slice(0, SHOWN_FACTORS)
    .sort((a, b) => a - b);
}

// What the factors that are not shown add to the prediction, before and after.
function others({ before, after, shown }) {
  const rest = (products) => sum(products.filter((_, f) => !shown.includes(f)));
  const count = before.products.length - shown.length;
  return count > 0 ? { count, before: rest(before.products), after: rest(after.products) } : null;
}

// How each part moves the prediction: +1 raises it, −1 lowers it, 0 leaves it.
export function effects({ b_u, b_i, p, q }, rule) {
  const pushed = (moves) => sum(moves.map((m) => m.moved.times(m.partner))).sign;
  const biases = rule.biases ? [b_u.moved.sign, b_i.moved.sign] : [];
  return { biases, vectors: [pushed(p), pushed(q)] };
}

export function isZero(vector) {
  return vector.every((value) => value.compare(ZERO) === 0);
}
