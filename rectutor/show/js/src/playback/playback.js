// Playing steps that are all there, with no run that still grows: play, pause and seek, what the host is told of it,
// and what is spoken once it stands still.
import { setText } from "../dom.js";
import { Playhead } from "./playhead.js";

// last: the last step; ready, covered: whether there is something to play, and whether a prediction comes before it
// drawNow: draws what is seen at the playhead; said: the sentence, which `spoken` says `after` ms without a change
export function createPlayback({ host, root, last, ready, covered, drawNow, said, spoken, after, speed }) {
  const playhead = new Playhead({
    draw,
    limit: () => (ready() ? last : 0),
    finished: ready,
    onStep: (step) => host.tell({ step }),
    onStop: () => setPlaying(false),
    still: () => root.reducedMotion,
  });
  playhead.speed = speed;
  let speaking = null;
  let scheduled = false;
  let disposed = false;

  function play() {
    if (!ready() || covered()) return;
    if (playhead.position >= last) playhead.jump(0);
    playhead.play();
    setPlaying(true);
    draw();
  }

  function pause() {
    playhead.pause();
    setPlaying(false);
    draw();
  }

  function toggle() {
    playhead.playing ? pause() : play();
  }

  function setPlaying(playing) {
    if (host.get("playing") !== playing) host.set({ playing, step: playhead.step });
    if (!playing) speakSoon();
  }

  function seek(step) {
    if (!ready()) return;
    playhead.jump(Math.max(0, Math.min(step, last)));
    speakSoon();
  }

  function stepBy(steps) {
    if (playhead.playing) pause();
    seek(playhead.step + steps);
  }

  function reset() {
    pause();
    seek(0);
  }

  function speakSoon() {
    clearTimeout(speaking);
    speaking = setTimeout(() => !playhead.playing && setText(spoken, said()), after);
  }

  // Many changes at once are drawn once.
  function draw() {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (!disposed) drawNow();
    });
  }

  // Does what a cell, or another view of the same model, asks for.
  function follow() {
    host.onChange("step", (step) => step !== playhead.step && seek(step));
    host.onChange("playing", (playing) => playing !== playhead.playing && (playing ? play() : pause()));
  }

  function dispose() {
    disposed = true;
    clearTimeout(speaking);
    playhead.pause();
  }

  return { playhead, play, pause, toggle, seek, stepBy, reset, draw, speakSoon, follow, dispose };
}
