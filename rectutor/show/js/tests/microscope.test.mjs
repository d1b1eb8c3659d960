// What the microscope shows must add up with a pencil: the shown texts are read back and recomputed with fractions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Rule, compute } from "../src/microscope/arithmetic.js";
import { Decimal, given, sum, trimmed } from "../src/microscope/decimal.js";
import { textOf } from "../src/format.js";
import { sentence } from "../src/microscope/sentence.js";

// ---- a pencil: exact fractions, read from text ----

function read(text) {
  const [, sign, whole, decimals = ""] =
    text.match(/^([−+]?)(\d+)(?:\.(\d+))?$/) ?? assert.fail(`not a number: ${text}`);
  return { n: BigInt(whole + decimals) * (sign === "−" ? -1n : 1n), d: 10n ** BigInt(decimals.length) };
}
const add = (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const multiply = (a, b) => ({ n: a.n * b.n, d: a.d * b.d });
const negate = (a) => ({ n: -a.n, d: a.d });

// The nearest thousandth, a half away from zero, as text.
function write({ n, d }) {
  const size = n < 0n ? -n : n;
  const whole = (2000n * size + d) / (2n * d);
  const text = `${whole / 1000n}.${String(whole % 1000n).padStart(3, "0")}`;
  return n < 0n && whole > 0n ? `−${text}` : text;
}

// ---- random updates ----

function generator(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function randomCase(random) {
  const pick = (values) => values[Math.floor(random() * values.length)];
  const k = pick([1, 2, 3, 4, 5, 10, 20]);
  const spread = pick([0, 1, 30, 1000, 4000]);
  const thousandths = () => Math.round((random() - 0.5) * 2 * spread);
  const rule = new Rule({
    factors: k,
    eta: pick([0.05, 0.01, 0.002, 0.215, 1, 1 / 3]),
    lambda: pick([0, 0.05, 0.02, 0.1, 1]),
    biases: random() < 0.7,
    mean: Math.round(random() * 5000),
  });
  const biases = rule.biases ? [thousandths(), thousandths()] : [0, 0];
  const vector = () => Array.from({ length: k }, () => (random() < 0.1 ? 0 : thousandths()));
  return { rule, row: [1, 0, 0, 500 * (1 + Math.floor(random() * 10)), 1, 1, ...biases, ...vector(), ...vector()] };
}

function pencilMove(rule, m, error) {
  const [old, partner] = [read(m.old.text), read(m.partner.text)];
  const step = add(multiply(read(error.text), partner), negate(multiply(read(rule.lambda.text), old)));
  assert.equal(m.now.text, write(add(old, multiply(read(rule.eta.text), step))));
  assert.equal(m.moved.text, write(add(read(m.now.text), negate(old))));
}

function pencilPrediction(rule, state, shown, others, b_u, b_i) {
  const products = shown.map((f) => {
    assert.equal(state.products[f].text, write(multiply(read(state.p[f].text), read(state.q[f].text))));
    return read(state.products[f].text);
  });
  const dot = [...products, ...(others ? [read(others.text)] : [])].reduce(add);
  assert.equal(state.dot.text, write(dot));
  const parts = rule.biases ? [rule.mean.text, b_u.text, b_i.text].map(read) : [];
  assert.equal(state.prediction.text, write([read(state.dot.text), ...parts].reduce(add)));
}

test("every number that is shown follows from shown numbers, over 4,000 random updates", () => {
  const random = generator(7);
  for (let n = 0; n < 4000; n++) {
    const { rule, row } = randomCase(random);
    const u = compute(row, rule);
    pencilPrediction(rule, u.before, u.shown, u.others?.before, u.b_u.old, u.b_i.old);
    assert.equal(u.error.text, write(add(read(u.rating.text), negate(read(u.before.prediction.text)))));
    for (const m of [...(rule.biases ? [u.b_u, u.b_i] : []), ...u.shown.flatMap((f) => [u.p[f], u.q[f]])])
      pencilMove(rule, m, u.error);
    const now = { ...u.after, p: u.p.map((m) => m.now), q: u.q.map((m) => m.now) };
    pencilPrediction(rule, now, u.shown, u.others?.after, u.b_u.now, u.b_i.now);
  }
});

test("the worked example of the lesson comes out as by hand", () => {
  const rule = new Rule({ factors: 2, eta: 0.1, lambda: 0.1, biases: true, mean: 3000 });
  const u = compute([1, 0, 0, 5000, 1, 1, 500, -250, 1000, -1000, 500, 250], rule);
  assert.equal(u.before.prediction.text, "3.500");
  assert.equal(u.error.signed, "+1.500");
  assert.deepEqual(
    [u.b_u, u.b_i, ...u.p, ...u.q].map((m) => m.now.text),
    ["0.645", "−0.098", "1.065", "−0.953", "0.645", "0.098"],
  );
});

test("the partner is the old value, for p and for q", () => {
  const rule = new Rule({ factors: 1, eta: 1, lambda: 0, biases: false, mean: 0 });
  const u = compute([1, 0, 0, 3000, 1, 1, 0, 0, 1000, 1000], rule);
  assert.deepEqual([u.p[0].now.text, u.q[0].now.text], ["3.000", "3.000"]); // with the new p, q would be 7
});

test("a pencil rounds a half away from zero, where binary fractions would not know it for a half", () => {
  assert.equal(Decimal.parse("0.0005").rounded().text, "0.001");
  assert.equal(Decimal.parse("−1.0005").rounded().text, "−1.001");
  assert.equal(Decimal.parse("0.5").times(Decimal.parse("0.005")).rounded().text, "0.003");
  assert.equal(Decimal.parse("−0.0004").rounded().text, "0.000");
});

test("a number without its sign stands where the sign is part of the operator", () => {
  assert.equal(Decimal.thousandths(-376).digits, "0.376");
  assert.equal(Decimal.thousandths(-376).text, "−0.376");
  assert.equal(Decimal.thousandths(110).signed, "+0.110");
  assert.equal(Decimal.thousandths(12345).text, "12.345");
});

test("a hyper-parameter is shown, and used, with three digits that count", () => {
  const shown = [0.05, 1, 0, 0.001, 1 / 30, 0.123456, 0.00001234].map((value) => given(value).text);
  assert.deepEqual(shown, ["0.05", "1", "0", "0.001", "0.0333", "0.123", "0.0000123"]);
  const rule = new Rule({ factors: 1, eta: 1 / 3, lambda: 2 / 3, biases: true, mean: 0 });
  assert.deepEqual([rule.eta.text, rule.lambda.text], ["0.333", "0.667"]);
});

test("of many factors those with the four largest products are shown, and the others add up to the rest", () => {
  const rule = new Rule({ factors: 6, eta: 0.05, lambda: 0, biases: true, mean: 3000 });
  const u = compute(
    [1, 0, 0, 4000, 1, 1, 0, 0, 100, 900, 10, 800, 700, 600, 1000, 1000, 1000, -1000, 1000, 1000],
    rule,
  );
  assert.deepEqual(u.shown, [1, 3, 4, 5]);
  assert.deepEqual([u.others.count, u.others.before.text], [2, "0.110"]);
  assert.equal(sum([...u.shown.map((f) => u.before.products[f]), u.others.before]).text, u.before.dot.text);
});

// ---- the sentence ----

const NAMES = { user: "User 312", film: "Speed (1994)" };
const say = (ruleOf, parameters, rating = 5000) => {
  const rule = new Rule({
    factors: (parameters.length - 2) / 2,
    eta: 0.05,
    lambda: 0.05,
    biases: true,
    mean: 3542,
    ...ruleOf,
  });
  return textOf(sentence(compute([1, 0, 0, rating, 1, 1, ...parameters], rule), rule, NAMES));
};

test("the sentence says what the picture of the design says", () => {
  assert.equal(
    say({}, [-376, 130, 840, 651, -182, -142, -496, 201]),
    "User 312 gave Speed (1994) 5 stars; the model said 2.817. The error is +2.183, so both vectors and both " +
      "biases move to raise this prediction. After the update the model says 3.193.",
  );
});

test("the sentence has a case for what is unusual", () => {
  assert.match(say({ mean: 3000 }, [0, 0, 0, 0], 3000), /The error is 0.000, so nothing moves\./);
  assert.match(
    say({ mean: 3000 }, [500, -500, 0, 0], 3000),
    /The error is 0.000, so only λ acts: it pulls every number towards zero\./,
  );
  assert.match(
    say({ biases: false, mean: 0 }, [0, 0, 0, 0]),
    /but both vectors are zero, and each would move along the other: neither can\./,
  );
  assert.match(
    say({}, [0, 0, 0, 0]),
    /so both biases move to raise this prediction; the vectors, both zero, cannot move\./,
  );
  assert.match(say({ biases: false, mean: 0 }, [0, 0, 500, 500]), /so both vectors move to raise this prediction\./);
  assert.match(
    say({ mean: 3000, lambda: 1 }, [900, 0, 0, 0], 4000),
    /and λ, which pulls every number towards zero, outweighs it\./,
  );
  assert.match(say({ eta: 0.00001 }, [100, 100, 100, 100]), /but the step is so short that no third decimal changes\./);
  assert.match(say({ eta: 1, lambda: 0 }, [0, 0, 2000, 1000]), /says [−.\d]+: the step overshoots\.$/);
  assert.match(say({ eta: 0.5, lambda: 0 }, [0, 0, 300, 300]), /, beyond the rating\.$/);
  assert.match(say({}, [0, 0, 0, 0], 1000), /gave Speed \(1994\) 1 star; the model said/);
});

test("no sentence is longer than 40 words, and what it claims of the directions is true", () => {
  const random = generator(11);
  for (let n = 0; n < 3000; n++) {
    const { rule, row } = randomCase(random);
    const u = compute(row, rule);
    const text = textOf(sentence(u, rule, { user: "User 312", film: "Speed" }));
    assert.ok(text.split(" ").length <= 40, text); // the title counts as one
    const change = u.after.prediction.compare(u.before.prediction);
    if (/(move|moves) (to )?raise this/.test(text)) assert.ok(change > 0 && u.error.sign > 0, text);
    if (/(move|moves) (to )?lower this/.test(text)) assert.ok(change < 0 && u.error.sign < 0, text);
    if (/outweighs/.test(text)) assert.ok(change !== u.error.sign, text);
    assert.equal(
      /beyond the rating|overshoots/.test(text),
      u.rating.minus(u.after.prediction).sign * u.error.sign < 0,
      text,
    );
  }
});

test("a rating is written as it was given", () => {
  assert.deepEqual(["5.000", "4.500", "0.500", "10.000", "3.333", "100"].map(trimmed), [
    "5",
    "4.5",
    "0.5",
    "10",
    "3.333",
    "100",
  ]);
});
