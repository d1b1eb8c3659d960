// The ten films, how they compare with everyone's, and the staircase of reasons.
import { Ridge, length, predict } from "./ridge.js";
import { argsort } from "../reader/films.js";
import { apportion } from "../stairs.js";

export const TEN = 10;

// The slider's stops: twenty a decade from 0.1 to 100, numbers that a person would choose.
const MANTISSAS = [1, 1.1, 1.25, 1.4, 1.6, 1.8, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9];
export const STOPS = [0.1, 1, 10]
  .flatMap((decade) => MANTISSAS.map((m) => Number((m * decade).toPrecision(3))))
  .concat(100);

export function nearestStop(lambda) {
  const distance = (stop) => Math.abs(Math.log(stop / lambda));
  return STOPS.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
}

// Rows of the highest predictions, without those in `left out`; ties by row, as in the package.
export function topTen(predictions, leftOut) {
  const order = argsort(predictions.map((value, i) => (leftOut.has(i) ? -Infinity : value)));
  return order.slice(0, Math.min(TEN, predictions.length - leftOut.size));
}

// The same by insertion, without sorting a thousand films for each of the slider's stops.
function quickTen(predictions, leftOut, size) {
  const ten = [];
  for (let i = 0; i < predictions.length; i++) {
    if (leftOut.has(i) || (ten.length === size && predictions[i] <= predictions[ten[size - 1]])) continue;
    let at = ten.length;
    while (at > 0 && predictions[ten[at - 1]] < predictions[i]) at--;
    ten.splice(at, 0, i);
    if (ten.length > size) ten.pop();
  }
  return ten;
}

// Everything that follows from the ratings at one λ.
export function solve(films, rated, lambda, ridge = new Ridge(films, rated)) {
  const solution = ridge.solve(lambda);
  const predictions = predict(films, solution);
  const mine = new Set(rated.map(({ row }) => row));
  const everyonesOrder = films.byEveryone.filter((row) => !mine.has(row));
  const rank = new Map(everyonesOrder.map((row, at) => [row, at + 1]));
  const ten = topTen(predictions, mine).map((row) => ({ row, rank: rank.get(row), prediction: predictions[row] }));
  return {
    films,
    rated,
    lambda,
    ridge,
    predictions,
    ten,
    bias: solution[0],
    vector: solution.slice(1),
    length: length(solution),
    shared: ten.filter((film) => film.rank <= TEN).length,
  };
}

// At every stop of the slider: the vector's length and how many of everyone's ten are in the reader's ten.
export function sweep(films, rated, ridge) {
  const mine = new Set(rated.map(({ row }) => row));
  const size = Math.min(TEN, films.n - mine.size);
  const everyones = new Set(films.byEveryone.filter((row) => !mine.has(row)).slice(0, TEN));
  return STOPS.map((lambda) => {
    const solution = ridge.solve(lambda);
    const ten = rated.length ? quickTen(predict(films, solution), mine, size) : [...everyones];
    return { lambda, length: length(solution), shared: ten.filter((row) => everyones.has(row)).length };
  });
}

// prediction = (μ + b_i) + b + Σ_j w_j (r_j − μ − b_j − b), exactly; the bars from the largest to the smallest.
// `shown` holds the same numbers in hundredths of a star, rounded so that they add up as they stand.
export function staircase(result, row) {
  const { films, rated, bias, ridge, lambda } = result;
  const weights = ridge.weights(row, lambda);
  const bars = rated.map(({ row: of, stars }, j) => {
    const differs = stars - films.everyone[of] - bias;
    return { row: of, stars, differs, weight: weights[j], gain: weights[j] * differs };
  });
  bars.sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain) || a.row - b.row);
  const everyone = films.everyone[row];
  const gain = bars.reduce((sum, bar) => sum + bar.gain, 0);
  const prediction = everyone + bias + gain;
  const [e, b, g] = apportion([everyone, bias, gain], prediction);
  const gains = bars.map((bar) => bar.gain);
  apportion(gains, g / 100).forEach((part, j) => (bars[j].shown = part / 100));
  const shown = { everyone: e / 100, bias: b / 100, gain: g / 100, prediction: (e + b + g) / 100 };
  return { row, everyone, bias, gain, prediction, bars, shown };
}
