// Time: where the playhead stands, between two steps while it moves. A step lasts 400 ms; marks move for 80 % of it.
const STEP_MS = 400;
const MOVING = 0.8;

export class Playhead {
  constructor({ draw, limit, finished, onStep, onStop, still }) {
    Object.assign(this, { draw, limit, finished, onStep, onStop, still });
    this.position = 0;
    this.playing = false;
    this.speed = 1;
    this.pace = 1; // how much longer a step lasts than usual
    this.elapsed = 0;
  }

  get step() {
    return Math.floor(this.position + 1e-6);
  }

  jump(position) {
    const before = this.step;
    this.position = position;
    this.from = position;
    this.elapsed = 0;
    if (this.step !== before) this.onStep(this.step);
    this.draw();
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.from = this.step;
    this.elapsed = 0;
    this.#run();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.request);
    this.request = null;
    this.position = Math.round(this.position);
    this.onStep(this.step);
  }

  // New steps have arrived for a playhead that was waiting for them.
  wake() {
    if (this.playing && !this.request) this.#run();
  }

  #run() {
    let last = performance.now();
    const tick = (time) => {
      const passed = Math.min(100, Math.max(0, time - last));
      last = time;
      if (!this.#advance(passed)) {
        this.request = null;
        return;
      }
      this.draw();
      this.request = requestAnimationFrame(tick);
    };
    this.request = requestAnimationFrame(tick);
  }

  // Returns whether to go on. Where the next step is not computed yet, the playhead waits in its place.
  #advance(passed) {
    const still = this.still();
    const duration = still ? 1000 : (STEP_MS * this.pace) / this.speed;
    if (this.from >= this.limit()) {
      if (!this.finished()) return true;
      this.playing = false;
      this.onStop();
      this.draw();
      return false;
    }
    this.elapsed += passed;
    if (this.elapsed >= duration) {
      this.elapsed = this.limit() > this.from + 1 ? this.elapsed - duration : 0;
      this.from += 1;
      this.position = this.from;
      this.onStep(this.step);
    } else if (!still) {
      this.position = this.from + ease(Math.min(1, this.elapsed / (MOVING * duration)));
      // its sentence comes with the step's end
      if (this.position >= this.from + 1) this.position = this.from + 1 - 1e-9;
    }
    return true;
  }
}

export const ease = cubicBezier(0.3, 0, 0.2, 1);

// The y of a CSS timing curve at time x, by Newton's method on its x.
function cubicBezier(x1, y1, x2, y2) {
  const along = (a, b, t) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3;
  const slope = (a, b, t) => 3 * a * (1 - t) * (1 - 3 * t) + 3 * b * t * (2 - 3 * t) + 3 * t * t;
  return (x) => {
    let t = x;
    for (let i = 0; i < 6; i++) t -= (along(x1, x2, t) - x) / (slope(x1, x2, t) || 1);
    return along(y1, y2, Math.min(1, Math.max(0, t)));
  };
}
