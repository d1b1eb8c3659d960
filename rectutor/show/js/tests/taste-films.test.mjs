// Films: unpacking, searching, short names; curves of others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bestLambda, figuresFor, reader } from "../src/taste/curves.js";
import { plainText, unpack } from "../src/reader/films.js";
import { pack, randomly, someFilms } from "./taste-helpers.mjs";

const NAMES = [
  ["The Matrix", "Matrix, The"],
  ["Amélie"],
  ["Star Wars IV", "Star Wars: Episode IV"],
  ["Terminator 2: Judgment Day"],
  ["Ace Ventura: Pet Detective"],
  ["Ace Ventura: When Nature Calls"],
  ["Schindler's List"],
  ["The Thing"],
  ["The Thing: Part II"],
  ["X2: X-Men United"],
];
const films = someFilms(NAMES.length, 2, randomly(1), NAMES);
const labels = (query) => films.search(query).map((row) => films.label[row]);

test("what the package packs is unpacked to the last bit of float32", async () => {
  const header = {
    id: [7, "b"],
    names: [["One"], ["The Two", "Two, The"]],
    year: [1999, null],
    group: ["drama", "comedy"],
    count: [30, 40],
    mean: [3.5, 4],
    mapped: 2,
  };
  const numbers = [0.1, -0.2, 1e-9, 2, -3.25, 4, 0.5, 0.25, -0.125, 1];
  const read = await unpack({ films: pack(header, numbers), factors: 2, mean: 3.5 });
  assert.deepEqual([...read.vectors], numbers.slice(2, 6).map(Math.fround));
  assert.deepEqual([...read.axes], numbers.slice(6).map(Math.fround));
  assert.deepEqual([...read.everyone], [3.5 + Math.fround(0.1), 3.5 + Math.fround(-0.2)]);
  assert.deepEqual(read.title, ["One", "The Two"]);
  assert.deepEqual(read.byCount, [1, 0]);
  assert.equal(read.row.get("b"), 1);
});

test("search takes the beginnings of words, in any order, without accents and articles", () => {
  assert.deepEqual(labels("matr"), ["The Matrix"]);
  assert.deepEqual(labels("the m"), ["The Matrix"]);
  assert.deepEqual(labels("AMELIE"), ["Amélie"]);
  assert.deepEqual(labels("episode star"), ["Star Wars IV"]);
  assert.deepEqual(labels("schindlers"), ["Schindler's List"]);
  assert.deepEqual(labels("atrix"), ["The Matrix"], "inside of words when no word begins so");
  assert.deepEqual(labels("zzz"), []);
  assert.equal(labels("").length, 8);
  assert.equal(plainText("  L’Âge d'Or!  "), "lage dor");
});

test("titles that begin as the query does come first, then those rated more often", () => {
  const some = someFilms(3, 1, randomly(1), [["Back to the Thing"], ["The Thing"], ["Thing Two"]]);
  assert.deepEqual(some.search("thing"), [1, 2, 0]);
});

test("a subtitle is left out where no other film that could be meant begins so", () => {
  const brief = (label, among) =>
    films.brief(
      films.label.indexOf(label),
      among?.map((one) => films.label.indexOf(one)),
    );
  assert.equal(brief("Terminator 2: Judgment Day"), "Terminator 2");
  assert.equal(brief("Ace Ventura: Pet Detective"), "Ace Ventura: Pet Detective");
  assert.equal(brief("Ace Ventura: Pet Detective", ["Ace Ventura: Pet Detective", "The Matrix"]), "Ace Ventura");
  assert.equal(
    brief("Ace Ventura: Pet Detective", ["Ace Ventura: Pet Detective", "Ace Ventura: When Nature Calls"]),
    "Ace Ventura: Pet Detective",
  );
  assert.equal(brief("The Thing: Part II", ["The Matrix"]), "The Thing: Part II", "The Thing is another film");
  assert.equal(brief("X2: X-Men United"), "X2: X-Men United", "two letters are no name");
  assert.equal(brief("The Matrix"), "The Matrix");
});

const PEOPLE = [1, 2, 4, 10].map((n) => ({ n, people: 100 - n, error: [3, 2, 1 + n, 4] }));
const SPEC = { people: PEOPLE, lambdas: [0.1, 1, 10, 100], default: 3 };

test("the figures are those of the nearest number of ratings, the smaller of two", () => {
  assert.deepEqual(
    [0, 1, 3, 4, 7, 8, 99].map((n) => figuresFor(PEOPLE, n).n),
    [1, 1, 2, 4, 4, 10, 10],
  );
  assert.equal(figuresFor([], 3), null);
  assert.equal(bestLambda(SPEC, 1), 1);
  assert.equal(bestLambda({ ...SPEC, people: [] }, 1), 3);
});

test("between the λ that were tried the curve runs smoothly and makes no minimum of its own", () => {
  const [lambdas, values] = [
    [0.1, 1, 3, 10, 100],
    [1.0, 0.9, 0.883, 0.89, 0.93],
  ];
  const read = reader(lambdas, values);
  lambdas.forEach((lambda, i) => assert.equal(read(lambda).toFixed(12), values[i].toFixed(12)));
  for (let log = -1; log <= 2; log += 0.01) assert.ok(read(10 ** log) >= 0.883 - 1e-12 && read(10 ** log) <= 1 + 1e-12);
  assert.equal(read(0.01), 1.0);
  assert.equal(read(1e4), 0.93);
});
