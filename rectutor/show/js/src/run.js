// One run of training: its errors step by step, and the frames of its arrays, recorded or arriving while it is
// computed.

export class Run {
  constructor({ number, values, total, status, train, valid, frames }) {
    Object.assign(this, { number, values, total, status, train, valid, frames });
    this.played = 0; // the furthest step that was shown
  }

  receive({ first, train, valid, arrays }, buffers) {
    for (const [i, value] of train.entries()) this.train[first + i] = value;
    for (const [i, value] of valid.entries()) this.valid[first + i] = value;
    arrays.forEach((name, a) => {
      const frames = (this.frames[name] ??= growing())();
      splitFrames(buffers[a], train.length).forEach((frame, i) => (frames[first + i] = frame));
    });
  }

  get last() {
    return this.train.length - 1;
  }

  get ended() {
    return this.status !== "running";
  }

  get measured() {
    return this.valid.length ? this.valid : this.train;
  }

  get best() {
    return this.measured.reduce((best, value, i, all) => (value < all[best] ? i : best), 0);
  }

  // The frame of an array at a position between steps: linear from one step to the next.
  frame(name, position) {
    const frames = this.frames[name]?.();
    if (!frames?.length) return null;
    const from = Math.min(Math.floor(position), frames.length - 1);
    const to = Math.min(from + 1, frames.length - 1);
    const share = position - from;
    if (share <= 0 || from === to) return frames[from];
    const a = frames[from];
    const b = frames[to];
    return a.map((value, i) => value + share * (b[i] - value));
  }
}

function growing() {
  const frames = [];
  return () => frames;
}

// Live frames come as float32, several frames to a message.
function splitFrames(bytes, frames) {
  const values = new Float32Array(bytes.slice().buffer);
  const size = values.length / frames;
  return Array.from({ length: frames }, (_, f) => values.subarray(f * size, (f + 1) * size));
}

// A curve's value at a position between steps.
export function at(curve, position) {
  const from = Math.min(Math.floor(position), curve.length - 1);
  const to = Math.min(from + 1, curve.length - 1);
  return curve[from] + (position - from) * (curve[to] - curve[from]);
}

// The best epoch is marked once it is known: when the run has ended, or has gone on for a while without a better one.
export function showsBest(run) {
  return run.last > 0 && run.best > 0 && (run.ended || run.last - run.best > 2);
}
