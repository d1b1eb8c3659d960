// The kinds of panels. A kind is a function of what Python declared (rectutor/show/panels/) and of where it stands; it
// returns what `playback/panels.js` lays out: an element, and how it is resized, drawn, told in words and in numbers.
import { createBars } from "./bars.js";
import { createCode } from "./code.js";
import { createCustom } from "./custom.js";
import { createFormula } from "./formula.js";
import { createLines } from "./lines.js";
import { createMatrix } from "./matrix.js";
import { createPoints } from "./points.js";
import { createProse } from "./prose.js";
import { createTable } from "./table.js";
import { endsOf } from "../run.js";

const KINDS = {
  bars: createBars,
  code: createCode,
  custom: createCustom,
  formula: createFormula,
  lines: createLines,
  matrix: createMatrix,
  points: createPoints,
  prose: createProse,
  table: createTable,
};

// context: { root, spec (the player's), pointer, redraw }, and a component's `onChoose` and `pictures`
export function viewOf(name, spec, context) {
  const made = KINDS[spec.kind](spec, context);
  const { title, about, tab = title, side, note, stage } = spec;
  const nowOf = (run, position, options = {}) => new Now(spec.prefix ?? "", run, position, options);
  const filled = (text, now) => text.replace(/\{(\w+)\}/g, (whole, field) => now.at(field)?.[0] ?? whole);
  const textNow = (text) => text?.includes("{") && ((...now) => filled(text, nowOf(...now)));
  const texts = { title, about, tab, side, note, stage, aboutNow: textNow(about), noteNow: textNow(note) };
  const shown = { name, ...texts, ...made };
  return {
    ...shown,
    update: (...now) => made.update(nowOf(...now)),
    describe: (...now) => made.describe(nowOf(...now)),
    table: made.table && ((...now) => made.table(nowOf(...now))),
  };
}

// What a panel is drawn from: a run, and where the playhead stands between two of its steps.
class Now {
  constructor(prefix, run, position, options) {
    Object.assign(this, {
      ghosts: [],
      named: [],
      playing: false,
      renamed: run.renamed,
      ...options,
      prefix,
      run,
      position,
    });
    this.step = Math.floor(position + 1e-6);
  }

  // A field's values: a name in the frames, or the values themselves. Null where nothing has come yet.
  at(field, position = this.position, run = this.run) {
    if (typeof field === "number") return [field];
    if (typeof field !== "string") return field ?? null;
    return run.frame(this.prefix + field, position) ?? run.frame(field, position);
  }

  // A field that has one number a step, over all steps; null for others.
  history(field, run = this.run) {
    if (typeof field !== "string") return null;
    return run.history(this.prefix + field) ?? run.history(field);
  }

  // All frames of a field, for scales that hold over a whole run.
  all(field) {
    const frames = this.run.frames[this.prefix + field] ?? this.run.frames[field];
    return typeof field === "string" ? (frames?.() ?? []) : [field ?? []];
  }

  // Numbers between which all numbers of a field lie, over a whole run.
  ends(field) {
    return this.all(field).flatMap(endsOf);
  }
}
