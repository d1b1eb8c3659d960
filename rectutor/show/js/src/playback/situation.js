// The sentence for what is the page's own affair: nothing has come yet, cells are waited for, the kernel is gone, a run
// was stopped or paused. All else was written where the run was made, and came with it.
import { capital, parsed } from "../format.js";

export function sentenceFor(situation) {
  for (const [applies, say] of SITUATIONS) if (applies(situation)) return say(situation);
}

const hint = (strong, rest = "") => ({ tone: "hint", parts: [["strong", strong], rest] });
const plainly = (text) => ({ tone: "plain", parts: parsed(text) });

const SITUATIONS = [
  [(s) => s.failed, (s) => ({ tone: "failure", parts: parsed(s.failed) })],
  [(s) => !s.run && s.computed, () => hint("Loading the ratings.")],
  [(s) => !s.run && !s.waiting, (s) => hint(s.live ? "Training is about to start." : "Loading the recorded runs.")],
  [(s) => s.waiting, () => hint("Waiting for the running cells.", " Training goes on as soon as the kernel is free.")],
  [
    (s) => s.kernelLost === "now",
    () =>
      hint(
        "The kernel is gone; the recorded runs stay.",
        " Sliders now stop at recorded values. Run the cell again to go live.",
      ),
  ],
  [
    (s) => s.kernelLost === "before",
    () =>
      hint("No kernel is running; these runs were recorded.", " Play them, or run the cell to train with any value."),
  ],
  [
    (s) => s.run.status === "diverged" && s.step >= s.run.last,
    (s) => ({ tone: "failure", parts: parsed(s.run.ending) }),
  ],
  [(s) => s.run.status === "stopped early" && s.atEnd, (s) => plainly(s.run.ending)],
  [
    (s) => s.run.status === "stopped" && s.step >= s.run.last,
    ({ run, unit }) =>
      plainly(
        `**Stopped at ${unit} ${run.last}.** What was computed stays: drag back and forth. ` +
          "Play trains anew, and so does a slider.",
      ),
  ],
  [(s) => s.justPaused && !s.run.ended && s.step < s.run.last, paused],
  [() => true, (s) => plainly(s.run.said[s.step] ?? "")],
];

function paused({ run, step, unit }) {
  const from = step + 1;
  const which = from === run.last ? `${capital(unit)} ${from} is` : `${capital(unit)}s ${from} to ${run.last} are`;
  return plainly(`**Paused at ${unit} ${step}.** ${which} computed: drag back and forth, or play on.`);
}
