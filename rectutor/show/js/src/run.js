// One run: what was measured, said and drawn step by step, recorded or arriving while it is computed.

export class Run {
  // What is computed in the page may say which name is lit (`lit`), and what labels of tables say instead (`renamed`).
  constructor({ metrics = {}, said = [], ending = "", frames = {}, ...made }, watched = null) {
    const { number, values, total, status, lit, renamed } = made;
    Object.assign(this, { number, values, total, status, metrics, said, ending, frames, lit, renamed, watched });
    this.played = 0; // the furthest step that was shown
  }

  receive({ first, total, metrics, said, arrays, texts }, buffers) {
    this.total = total;
    const put = (known, more) => known.splice(first, known.length, ...more); // a run may come again from its start
    put(this.said, said);
    for (const [name, values] of Object.entries(metrics)) put((this.metrics[name] ??= []), values.map(orNaN));
    const frames = (name) => (this.frames[name] ??= growing())();
    arrays.forEach(({ name, sizes }, a) => put(frames(name), splitFrames(buffers[a], sizes)));
    for (const [name, more] of Object.entries(texts ?? {})) put(frames(name), more);
  }

  get last() {
    return this.said.length - 1;
  }

  get ended() {
    return this.status !== "running";
  }

  // The curve that decides which step is the best.
  get measured() {
    return this.metrics[this.watched?.name] ?? [];
  }

  get best() {
    const better = this.watched?.better === "higher" ? (a, b) => a > b : (a, b) => a < b;
    return this.measured.reduce((best, value, i, all) => (better(value, all[best]) ? i : best), 0);
  }

  // The frame of an array at a position between steps: numbers go evenly from one step to the next, texts jump.
  frame(name, position) {
    const frames = this.frames[name]?.();
    if (!frames?.length) return null;
    const from = Math.min(Math.floor(position), frames.length - 1);
    const [a, b] = [frames[from], frames[Math.min(from + 1, frames.length - 1)]];
    const share = position - from;
    if (share <= 1e-6 || a === b || a.length !== b.length || typeof a[0] === "string") return a;
    return a.map((value, i) => value + share * (b[i] - value));
  }

  // The stages that steps belong to, where they have names: [{ name, first, length }].
  get stages() {
    const stages = [];
    for (const [step, [name]] of (this.frames.stage?.() ?? []).entries()) {
      if (stages.at(-1)?.name === name) stages.at(-1).length += 1;
      else if (name) stages.push({ name, first: step, length: 1 });
    }
    return stages;
  }

  // What has one number a step, as a curve over the steps; null where there is none of that name.
  history(name) {
    if (this.metrics[name]) return this.metrics[name];
    const frames = this.frames[name]?.();
    return frames?.length && frames.every((frame) => frame.length === 1) ? frames.map(([value]) => value) : null;
  }
}

// What a component has computed, as a run of one step.
export function still(values) {
  const frames = Object.fromEntries(Object.entries(values).map(([name, frame]) => [name, () => [frame]]));
  return new Run({ number: 0, values: {}, total: 0, status: "finished", said: [""], frames });
}

export const orNaN = (value) => value ?? Number.NaN;

function growing() {
  const frames = [];
  return () => frames;
}

// Live frames come as float32, several frames to a message.
function splitFrames(bytes, sizes) {
  const values = new Float32Array(bytes.slice().buffer);
  let at = 0;
  return sizes.map((size) => values.subarray(at, (at += size)));
}

// A curve's value at a position between steps.
export function at(curve, position) {
  const from = Math.min(Math.floor(position), curve.length - 1);
  const to = Math.min(from + 1, curve.length - 1);
  const value = orNaN(curve[from]); // what is missing is null in values that were declared
  return position === from ? value : value + (position - from) * (orNaN(curve[to]) - value);
}

// The best step is marked once it is known: when the run has ended, or has gone on for a while without a better one.
export function showsBest(run) {
  return run.last > 0 && run.best > 0 && (run.ended || run.last - run.best > 2);
}

// What `of` says of a frame, found once for each: frames stay as they are, and a live run only gets more of them.
export function once(of) {
  const found = new WeakMap();
  return (frame) => {
    if (!found.has(frame)) found.set(frame, of(frame));
    return found.get(frame);
  };
}

// What a scale must hold of a frame: its lowest and its highest number, and the lowest that a logarithm has.
export const endsOf = once((frame) => {
  let [low, positive, high] = [Infinity, Infinity, -Infinity];
  for (const v of frame) {
    if (!Number.isFinite(v)) continue;
    [low, high] = [Math.min(low, v), Math.max(high, v)];
    if (v > 0) positive = Math.min(positive, v);
  }
  return [low, positive, high].filter(Number.isFinite);
});
