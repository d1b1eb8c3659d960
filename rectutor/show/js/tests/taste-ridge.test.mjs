// The page's ridge regression, against its definition: tests/browser/test_taste.py compares it with the package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { apportion } from "../src/stairs.js";
import { nearestStop, solve, staircase, STOPS, sweep, topTen } from "../src/taste/lists.js";
import { predict, Ridge, solveSymmetric } from "../src/taste/ridge.js";
import { randomly, someFilms, someRatings } from "./taste-helpers.mjs";

const CASES = [];
for (const [n, k, count, lambda] of [
  [40, 5, 1, 3],
  [40, 5, 2, 0.1],
  [60, 8, 7, 3],
  [60, 8, 9, 0.1],
  [60, 8, 10, 100],
  [80, 3, 60, 0.1],
  [30, 1, 12, 1],
  [50, 20, 25, 0.5],
]) {
  const random = randomly(n * 1000 + k * 10 + count);
  const films = someFilms(n, k, random);
  CASES.push({ films, rated: someRatings(films, count, random), lambda });
}

test("a linear system by Cholesky's factors", () => {
  const x = solveSymmetric([Float64Array.of(4, 2), Float64Array.of(2, 3)], 1, [9, 10]);
  // (4 + 1) x + 2 y = 9, 2 x + (3 + 1) y = 10
  assert.ok(Math.abs(5 * x[0] + 2 * x[1] - 9) < 1e-12 && Math.abs(2 * x[0] + 4 * x[1] - 10) < 1e-12);
});

test("at the solution the penalised squared error has no slope", () => {
  for (const { films, rated, lambda } of CASES) {
    const solution = new Ridge(films, rated).solve(lambda);
    const slope = solution.map((value) => lambda * value);
    for (const { row, stars } of rated) {
      const error = stars - films.everyone[row] - solution[0] - films.product(row, solution.subarray(1));
      slope[0] -= error;
      for (let f = 0; f < films.k; f++) slope[f + 1] -= error * films.vector(row)[f];
    }
    assert.ok(Math.max(...slope.map(Math.abs)) < 1e-9, `slope ${slope}`);
  }
});

test("both forms of the solution agree: as many equations as ratings, or as parameters", () => {
  const random = randomly(7);
  const films = someFilms(50, 6, random);
  const rated = someRatings(films, 7, random); // n = k + 1: the last count solved by ratings
  const byRatings = new Ridge(films, rated);
  // the eighth rating says what is predicted anyway, so it moves nothing
  const row = Array.from({ length: 50 }, (_, i) => i).find((i) => !rated.some((one) => one.row === i));
  const agreeing = predict(films, byRatings.solve(2))[row];
  const byParameters = new Ridge(films, [...rated, { row, stars: agreeing }]);
  assert.ok(byRatings.byRating && !byParameters.byRating);
  const [a, b] = [byRatings.solve(2), byParameters.solve(2)];
  assert.ok(a.every((value, i) => Math.abs(value - b[i]) < 1e-9));
});

test("without ratings all is zero, and with one the vector lies along its film's", () => {
  const films = someFilms(20, 4, randomly(3));
  const none = new Ridge(films, []).solve(3);
  assert.deepEqual([...none], [0, 0, 0, 0, 0]);
  const p = new Ridge(films, [{ row: 6, stars: 5 }]).solve(3).subarray(1);
  const q = films.vector(6);
  assert.ok(films.product(6, p) > 0);
  assert.ok(Math.abs(films.product(6, p) - Math.hypot(...p) * Math.hypot(...q)) < 1e-12, "p · q = |p| |q|");
});

test("reasons add up to the prediction within 1e-9, and their digits add up as shown", () => {
  for (const { films, rated, lambda } of CASES) {
    const result = solve(films, rated, lambda);
    for (const { row } of result.ten) {
      const { everyone, bias, gain, prediction, bars, shown } = staircase(result, row);
      assert.ok(Math.abs(prediction - result.predictions[row]) < 1e-9);
      assert.ok(
        Math.abs(everyone + bias + bars.reduce((sum, bar) => sum + bar.weight * bar.differs, 0) - prediction) < 1e-9,
      );
      assert.ok(bars.every((bar, i) => i === 0 || Math.abs(bar.gain) <= Math.abs(bars[i - 1].gain)));
      const cents = (value) => Math.round(100 * value);
      assert.equal(cents(shown.everyone) + cents(shown.bias) + cents(shown.gain), cents(shown.prediction));
      assert.equal(
        bars.reduce((sum, bar) => sum + cents(bar.shown), 0),
        cents(shown.gain),
      );
      assert.equal(cents(shown.prediction), Math.round(100 * prediction));
      for (const bar of bars) assert.ok(Math.abs(bar.shown - bar.gain) < 0.01 + 1e-9);
      assert.ok(Math.abs(shown.gain - gain) < 0.01 + 1e-9);
    }
  }
});

test("hundredths are given out by the largest remainder", () => {
  assert.deepEqual(apportion([0.004, 0.004, 0.004], 0.012), [1, 0, 0]);
  assert.deepEqual(apportion([0.335, -0.005, 0.102], 0.432), [34, -1, 10]);
  assert.deepEqual(apportion([4.088, -0.312, 0.571], 4.347), [409, -31, 57]);
  assert.deepEqual(apportion([], 0), []);
});

test("the ten are the highest predictions, without what was rated; equal ones keep their order", () => {
  assert.deepEqual(topTen(Float64Array.of(1, 3, 3, 2), new Set([1])), [2, 3, 0]);
  assert.deepEqual(topTen(new Float64Array(30), new Set([0, 2])), [1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const films = someFilms(30, 4, randomly(11));
  const result = solve(films, [{ row: 3, stars: 5 }], 3);
  assert.equal(new Set(result.ten.map(({ rank }) => rank)).size, 10);
  assert.ok(result.ten.every(({ row }) => row !== 3));
});

test("the curves over λ agree with the solution at each λ", () => {
  for (const { films, rated } of CASES) {
    const ridge = new Ridge(films, rated);
    const stops = sweep(films, rated, ridge);
    for (const at of [0, 17, 30, 60]) {
      const result = solve(films, rated, STOPS[at], ridge);
      assert.equal(stops[at].shared, result.shared);
      assert.ok(Math.abs(stops[at].length - result.length) < 1e-12);
    }
    assert.ok(
      stops.every(({ length: long }, i) => i === 0 || long <= stops[i - 1].length + 1e-12),
      "a larger λ never lengthens the vector",
    );
  }
});

test("equal predictions keep their order at each λ too", () => {
  const films = someFilms(40, 3, randomly(8));
  films.vectors.fill(0.2);
  films.everyone.fill(3.5);
  films.byEveryone = Array.from(films.id, (_, row) => row);
  const rated = [{ row: 2, stars: 5 }];
  assert.ok(sweep(films, rated, new Ridge(films, rated)).every(({ shared }) => shared === 10));
});

test("the slider has each λ that was tried on others as a stop", () => {
  for (const lambda of [0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 3, 5, 7, 10, 20, 30, 50, 100])
    assert.ok(STOPS.includes(lambda), lambda);
  assert.equal(nearestStop(3.1), 3);
  assert.equal(nearestStop(1e9), 100);
});
