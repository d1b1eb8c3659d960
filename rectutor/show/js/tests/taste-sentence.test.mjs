// One template a situation, at most 40 words, and nothing said that is not so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { solve, staircase, sweep, STOPS } from "../src/taste/lists.js";
import { Ridge } from "../src/taste/ridge.js";
import { countWords } from "../src/format.js";
import { sentenceFor } from "../src/taste/sentence.js";
import { randomly, someFilms, someRatings } from "./taste-helpers.mjs";

const SCALE = [0.5, 5];

function situation(
  films,
  rated,
  { lambda = 3, best = 3, event = "rate", at = 0, error = null, kept = true, name } = {},
) {
  const ridge = new Ridge(films, rated);
  const result = solve(films, rated, lambda, ridge);
  const atBest = sweep(films, rated, ridge)[STOPS.indexOf(best)];
  const stairs = staircase(result, result.ten[at].row);
  return {
    figures: { people: 665 },
    n: rated.length,
    rated,
    result,
    lambda,
    best,
    atBest,
    error,
    event,
    kept,
    stairs,
    factors: films.k,
    scale: SCALE,
    name: name ?? ((row) => films.label[row]),
  };
}

const bar = (row, stars, differs, weight, shown) => ({ row, stars, differs, weight, gain: differs * weight, shown });
const ten = (length) => Array.from({ length }, (_, row) => ({ row, rank: row + 1 }));
function byHand({ n = 7, shared = 4, gain = 0.57, prediction = 4.35, bars, event = "rate" }) {
  const names = { 1: "Star Wars IV", 2: "LotR: The Two Towers", 3: "Ace Ventura" };
  return {
    n,
    event,
    lambda: 3,
    best: 3,
    factors: 10,
    scale: SCALE,
    kept: true,
    name: (row) => names[row],
    result: { length: 0.69, shared, ten: ten(10) },
    stairs: {
      row: 1,
      gain,
      shown: { gain, prediction },
      bars: bars ?? [bar(2, 5, 1.14, 0.155, 0.18), bar(3, 1, -1.85, -0.08, 0.15)],
    },
  };
}
const said = (situation) => sentenceFor(situation).spoken;

test("seven ratings: the vector, whose the ten are, the film's gain, and the low rating that lifts", () => {
  assert.equal(
    said(byHand({})),
    "You rated 7 films. Your vector, 0.69 long, makes 6 of your ten your own; everyone gets the other 4. " +
      "Star Wars IV gains +0.57: most from LotR: The Two Towers, and your 1 for Ace Ventura lifts it too.",
  );
  assert.match(
    said(byHand({ bars: [bar(3, 1, -1.85, -0.08, 0.15), bar(2, 5, 1, 0.1, 0.1)] })),
    /most from your 1 for Ace Ventura, as its weight is negative\.$/,
  );
});

test("what lowers, what adds nothing, what ends at the scale", () => {
  assert.match(
    said(byHand({ gain: -0.2, bars: [bar(3, 1, -1.5, 0.14, -0.21)] })),
    /Star Wars IV loses −0\.20: most from Ace Ventura\.$/,
  );
  assert.match(said(byHand({ gain: 0 })), /Star Wars IV gains nothing from it\.$/);
  assert.match(said(byHand({ prediction: 5.12, bars: [bar(2, 5, 1, 0.5, 0.5)] })), /Its 5\.12 is shown as 5\.$/);
});

test("mostly what everyone likes is said from six common films on", () => {
  for (let shared = 0; shared <= 10; shared++) {
    assert.equal(
      /mostly what everyone likes/.test(said(byHand({ shared }))),
      shared >= 6 && shared < 10,
      String(shared),
    );
  }
  assert.match(said(byHand({ shared: 10 })), /leaves your ten as everyone's/);
  assert.match(said(byHand({ shared: 0 })), /makes all of your ten your own/);
});

test("no rating, the last one removed, and all forgotten", () => {
  const films = someFilms(30, 5, randomly(2));
  assert.equal(
    said(situation(films, [], { event: "start" })),
    "You have rated no film. Your vector is zero, so your ten are everyone's ten. Rate a film to get a vector.",
  );
  assert.equal(said(situation(films, [], { event: "rate" })), said(situation(films, [], { event: "start" })));
  assert.equal(
    said(situation(films, [], { event: "forget" })),
    "Your ratings are forgotten. Nothing of them is left in this browser. Rate a film to get a vector.",
  );
  assert.match(said(situation(films, [], { event: "lambda", lambda: 30 })), /^Your vector is zero at every λ\./);
});

test("one rating gives a direction, two span two", () => {
  const films = someFilms(30, 5, randomly(4));
  assert.match(
    said(situation(films, [{ row: 3, stars: 5 }])),
    /^You rated 1 film\. Your vector, 0\.\d\d long, points along that of Film 3;/,
  );
  assert.match(said(situation(films, [{ row: 3, stars: 0.5 }])), /points away from that of Film 3;/);
  assert.match(
    said(
      situation(films, [
        { row: 3, stars: 5 },
        { row: 4, stars: 1 },
      ]),
    ),
    /^You rated 2 films\. Two ratings span two directions of 5\./,
  );
});

test("after the slider: old → new, and what the error of others says", () => {
  const films = someFilms(40, 5, randomly(5));
  const rated = someRatings(films, 6, randomly(6));
  const error = (lambda) => 0.9 + 0.01 * Math.abs(Math.log(lambda / 3));
  assert.match(
    said(situation(films, rated, { event: "lambda", lambda: 30, error })),
    new RegExp(
      String.raw`^With λ 30 instead of 3 your vector shrinks \(\d\.\d\d → \d\.\d\d\); everyone's films in your ten: ` +
        String.raw`\d+ → \d+\. The error of 665 people rises \(0\.900 → 0\.923\): your 6 ratings count too little\.$`,
    ),
  );
  assert.match(said(situation(films, rated, { event: "lambda", lambda: 0.3, error })), /grows .* count too much\.$/);
  assert.match(said(situation(films, rated, { event: "lambda", lambda: 3, error })), /^You rated 6 films\./);
});

test("never more than 40 words, whatever the titles", () => {
  const random = randomly(9);
  const names = Array.from({ length: 80 }, (_, i) => [`A Very Long Film of ${i}: And More`]);
  for (let round = 0; round < 200; round++) {
    const films = someFilms(80, 1 + (round % 12), random, names);
    const rated = someRatings(films, Math.floor(14 * random()), random);
    for (const event of ["rate", "lambda", "forget", "explain"]) {
      const lambda = STOPS[Math.floor(61 * random())];
      const { spoken, parts } = sentenceFor(
        situation(films, rated, { event, lambda, at: round % 10, error: (x) => 0.9 + x / 1000 }),
      );
      assert.ok(countWords(spoken) <= 40, `${countWords(spoken)}: ${spoken}`);
      assert.ok(!/undefined|NaN|!/.test(spoken), spoken);
      assert.ok(parts.every((part) => typeof part === "string" || part.length === 2));
    }
  }
});
