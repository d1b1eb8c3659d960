// A table of five ratings in three months, small enough to count by eye.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runOf } from "../src/arrival/run.js";
import { sharesOf, summarise, tailAt, topTenth } from "../src/arrival/data.js";
import { cells, sentenceFor } from "../src/arrival/sentence.js";
import { parsed, textOf } from "../src/format.js";

//              Ann in May      nobody in June   Ben, then Ann again, in July
const ratings = {
  users: Uint32Array.of(0, 0, 1, 1, 0),
  items: Uint32Array.of(0, 2, 0, 1, 1),
  stars: Uint8Array.of(2, 0, 1, 2, 2),
};
const spec = {
  counts: [2, 0, 3],
  stars: [3, 3.5, 4],
  users: 2,
  items: 3,
  part: 1,
  unit: "month",
  names: ["before the first rating", "May 2001", "June 2001", "July 2001"],
  labels: ["Alien", "Ghost", "Heat"],
  views: { tail: { x: [1, 2, 3] } },
};
const data = summarise(ratings, spec);
const say = (step, changes = {}) => textOf(parsed(sentenceFor(step, { ...data, ...changes }, spec)));

test("users and films are counted when they first occur, and newcomers' ratings only in their first month", () => {
  assert.deepEqual(data.upTo, [0, 2, 2, 5]);
  assert.deepEqual(data.found.users, [0, 1, 1, 2]);
  assert.deepEqual(data.found.items, [0, 2, 2, 3]);
  assert.deepEqual(data.found.newcomers, [0, 2, 0, 2]);
  assert.deepEqual(data.found.halves, [0, 0, 0, 1]);
  assert.equal(data.firstHalf, 3);
});

test("shares of stars are of all ratings so far, or of the last months alone", () => {
  assert.deepEqual(sharesOf(data, 3), [1 / 5, 1 / 5, 3 / 5]);
  assert.deepEqual(sharesOf(data, 3, 1), [0, 1 / 3, 2 / 3]);
  assert.deepEqual(sharesOf(data, 2, 1), [0, 0, 0]);
});

test("the tail is sorted by what was rated until then", () => {
  assert.deepEqual([...tailAt(data, 1, spec).counts], [1, 1, 0]);
  assert.deepEqual([...tailAt(data, 3, spec).counts], [2, 2, 1]);
  assert.deepEqual([...tailAt(data, 3, spec).order], [0, 1, 2]);
});

test("the top tenth is a tenth of the films that were rated, at least one", () => {
  assert.equal(topTenth(Uint32Array.of(5, 3, 2, 0)), 0.5);
  assert.equal(topTenth(Uint32Array.of(...Array(20).fill(1))), 0.1);
  assert.equal(topTenth(Uint32Array.of(0, 0)), 0);
});

test("each month has its sentence, of forty words at most", () => {
  assert.equal(say(0), "The table is empty. 2 rows wait for users, 3 columns for films. Press play.");
  assert.equal(
    say(1),
    "May 2001. 2 new ratings, 100 % of them by the one user who arrives this month. So far 2 ratings of 2 " +
      "films: 33.33\u00a0% of the table.",
  );
  assert.equal(say(2), "June 2001. Nobody rates anything. So far 2 ratings of 2 films: 33.33\u00a0% of the table.");
  assert.equal(
    say(3),
    "July 2001. The table is as full as it gets: 83.33\u00a0% of its cells. 80 % of all ratings were given " +
      "in the month in which their user arrived.",
  );
  assert.equal(
    say(3, { steps: 4 }),
    "July 2001. The first half stars: 33 % of 3 ratings. In the 2 before there was none: until now only " +
      "whole stars could be given.",
  );
  assert.equal(
    say(3, { steps: 4, firstHalf: 1 }),
    "July 2001. 3 new ratings, 67 % of them by the one user who arrives this month. So far 5 ratings of 3 " +
      "films: 83.33\u00a0% of the table.",
  );
  for (let step = 0; step <= 3; step++) assert.ok(say(step).split(/\s+/).length <= 40, say(step));
});

test("of a random part, the share of the table is that of the whole", () => {
  assert.equal(cells(2, { ...spec, part: 0.5 }), "66.67\u00a0%");
});

test("the run has what the panels draw, step by step", () => {
  const { metrics, frames, said, total } = runOf(data, spec);
  assert.equal(total, 3);
  assert.equal(said.length, 4);
  assert.deepEqual(metrics.together, [0, 2, 0, 3]);
  assert.deepEqual(metrics.before, [0, 0, 0, 1]);
  assert.deepEqual(frames.ratings(), [
    [Number.NaN, Number.NaN, Number.NaN],
    [1, 1, Number.NaN],
    [1, 1, Number.NaN],
    [2, 2, 1],
  ]);
  assert.deepEqual(frames.film()[1], ["Alien", "Heat", "Ghost"]);
  assert.deepEqual(frames.first()[1], ["1. Alien, 1", "2. Heat, 1"]);
  assert.deepEqual(frames.tenth().flat(), [0, 1, 1, 1]);
  assert.deepEqual(frames.tenth_has()[3], ["the top tenth: 40 % of the ratings"]);
});
