// The sentence: where we are, what changed (two numbers), what it means. One template a situation; at most 40 words.
// Returns { tone, parts, spoken }: parts are strings and [class, string] pairs.
import { capital, error, inWords, plain, plural, textOf } from "../format.js";

const STILL = 0.004; // a change under 0.4 % a step "hardly moves"
const RISING = 3; // steps of rising validation error that are called overfitting

export function sentenceFor(situation) {
  situation = { unit: "epoch", ...situation };
  for (const [applies, say] of SITUATIONS) {
    if (applies(situation)) {
      const { tone = "plain", parts } = say(situation);
      return { tone, parts, spoken: textOf(parts) };
    }
  }
}

const SITUATIONS = [
  [
    (s) => !s.run && !s.waiting,
    (s) => ({
      tone: "hint",
      parts: [["strong", s.live ? "Training is about to start." : "Loading the recorded runs."]],
    }),
  ],
  [(s) => s.waiting, () => ({ tone: "hint", parts: waitingParts() })],
  [(s) => s.kernelLost === "now", kernelLost],
  [(s) => s.kernelLost === "before", noKernel],
  [(s) => s.run.status === "diverged" && s.epoch >= s.run.last, diverged],
  [(s) => s.run.status === "stopped early" && s.atEnd, stoppedEarly],
  [(s) => s.run.status === "stopped" && s.epoch >= s.run.last, stopped],
  [(s) => s.justPaused && !s.run.ended && s.epoch < s.run.last, paused],
  [(s) => s.epoch === 0, nothingYet],
  [(s) => !s.run.valid.length, trainingOnly],
  [(s) => s.epoch >= s.run.total, atTheEnd],
  [(s) => risingFor(s.run.valid, s.epoch) >= RISING, overfits],
  [() => true, goingOn],
];

const VALIDATION = ["validation", "validation error"];
const TRAINING = ["training", "training error"];
const Validation = ["validation", "Validation error"];
const Training = ["training", "Training error"];

function place(s) {
  return ["strong", `${capital(s.unit)} ${s.epoch} of ${s.run.total}. `];
}

function nothingYet({ run, mean, settings }) {
  const [name, value] = run.valid.length ? [VALIDATION, run.valid[0]] : [TRAINING, run.train[0]];
  const start =
    settings.biases === false || settings.init_scale > 0.2
      ? "The vectors are random: the "
      : `Nearly every rating is predicted as the mean, ${mean.toFixed(2)}: the `;
  return { parts: [["strong", "Nothing is learned yet. "], start, name, ` is ${error(value)}.`] };
}

function goingOn(s) {
  const { run, epoch } = s;
  const t = trend(run.train, epoch);
  const v = trend(run.valid, epoch);
  if (t === "falls" && v === "falls") {
    return {
      parts: [
        place(s),
        Validation,
        ` ${error(run.valid[epoch])} and `,
        TRAINING,
        ` ${error(run.train[epoch])} both fall.`,
      ],
    };
  }
  const still = t === "falls" && risingFor(run.train, epoch) === 0 && epoch > 1 ? "still falls" : t;
  return {
    parts: [
      place(s),
      Training,
      ` ${still} (${change(run.train, epoch)}); `,
      VALIDATION,
      ` ${v} (${change(run.valid, epoch)}).`,
    ],
  };
}

function overfits(s) {
  const { run, epoch } = s;
  const n = risingFor(run.valid, epoch);
  return {
    parts: [
      place(s),
      Validation,
      ` has risen for ${inWords(n)} ${s.unit}s, from ${error(run.valid[epoch - n])} to ` +
        `${error(run.valid[epoch])}, while `,
      TRAINING,
      run.train[epoch] < run.train[epoch - n]
        ? ` fell to ${error(run.train[epoch])}: the model overfits.`
        : ` is ${error(run.train[epoch])}.`,
    ],
  };
}

function atTheEnd(s) {
  const { run, epoch } = s;
  const best = run.best;
  if (best === epoch) {
    return {
      parts: [
        place(s),
        Validation,
        ` ends at ${error(run.valid[epoch])}, the lowest of this run; `,
        TRAINING,
        ` fell to ${error(run.train[epoch])}.`,
      ],
    };
  }
  if (run.valid[epoch] < run.valid[best] * (1 + STILL)) {
    return {
      parts: [
        place(s),
        Validation,
        ` is ${error(run.valid[epoch])}, level since ${s.unit} ${best} (${error(run.valid[best])}, the lowest); `,
        TRAINING,
        ` went on to ${error(run.train[epoch])}.`,
      ],
    };
  }
  return {
    parts: [
      place(s),
      Validation,
      ` has risen since ${s.unit} ${best}, from ${error(run.valid[best])} to ${error(run.valid[epoch])}, while `,
      TRAINING,
      ` fell to ${error(run.train[epoch])}: the model overfits.`,
    ],
  };
}

function trainingOnly(s) {
  const { run, epoch } = s;
  return { parts: [place(s), Training, ` ${trend(run.train, epoch)} (${change(run.train, epoch)}).`] };
}

function diverged({ run, values, unit }) {
  const eta = values.learning_rate === undefined ? "" : `With η ${plain(values.learning_rate)} each step overshoots. `;
  return {
    tone: "failure",
    parts: [
      ["failure", `Diverged at ${unit} ${run.last + 1}:`],
      ` the error is no longer a number. ${eta}Try a smaller η or a larger λ.`,
    ],
  };
}

function stoppedEarly({ run, patience, unit }) {
  const best = run.best;
  return {
    parts: [
      ["strong", `Stopped after ${unit} ${run.last}:`],
      ` no better for ${plural(patience, unit)}. The model is restored to `,
      ["validation", `${unit} ${best}, validation error ${error(run.valid[best])}`],
      ".",
    ],
  };
}

function stopped({ run, unit }) {
  return {
    parts: [
      ["strong", `Stopped at ${unit} ${run.last}.`],
      " What was computed stays: drag back and forth. Play trains anew, and so does a slider.",
    ],
  };
}

function paused({ run, epoch, unit }) {
  const from = epoch + 1;
  const which = from === run.last ? `${capital(unit)} ${from} is` : `${capital(unit)}s ${from} to ${run.last} are`;
  return { parts: [["strong", `Paused at ${unit} ${epoch}.`], ` ${which} computed: drag back and forth, or play on.`] };
}

function kernelLost() {
  return {
    tone: "hint",
    parts: [
      ["strong", "The kernel is gone; the recorded runs stay."],
      " Sliders now stop at recorded values. Run the cell again to go live.",
    ],
  };
}

function noKernel() {
  return {
    tone: "hint",
    parts: [
      ["strong", "No kernel is running; these runs were recorded."],
      " Play them, or run the cell to train with any value.",
    ],
  };
}

function waitingParts() {
  return [["strong", "Waiting for the running cells."], " Training goes on as soon as the kernel is free."];
}

function trend(curve, epoch) {
  const relative = (curve[epoch] - curve[epoch - 1]) / curve[epoch - 1];
  if (Math.abs(relative) < STILL) return "hardly moves";
  return relative < 0 ? "falls" : "rises";
}

function change(curve, epoch) {
  return `${error(curve[epoch - 1])} → ${error(curve[epoch])}`;
}

export function risingFor(curve, epoch) {
  let n = 0;
  while (epoch - n > 0 && curve[epoch - n] > curve[epoch - n - 1]) n++;
  return n;
}
