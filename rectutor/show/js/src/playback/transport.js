// Reset, play or pause, one step, stop; the track with its playhead; speed.
import { disable, h, icon, ICONS, setAttributes, setText, uniqueId } from "../dom.js";
import { place, valueText } from "../format.js";
import { createTimeline } from "./timeline.js";

const SPEEDS = [0.5, 1, 4];
const SPEED_LABELS = { 0.5: "½×", 1: "1×", 4: "4×" };

// `unit` is what a step is. Where steps have names (months), `names` gives them and `ticks` says which are labelled:
// [step, text].
export function createTransport(actions, { unit = "epoch", names, ticks, watched, axis } = {}) {
  const button = (name, label, path, action, extra = "") => {
    const looks = { class: `round ${extra}`, "data-action": name, "aria-label": label };
    return h("button", { ...looks, onclick: (e) => enabled(e) && action() }, icon(path, extra ? 24 : 18));
  };
  const reset = button("reset", `Reset to ${unit} 0`, ICONS.reset, actions.reset);
  const play = button("play", "Play", ICONS.play, actions.toggle, "primary");
  const step = button("step", `One ${unit} forward`, ICONS.step, actions.stepForward);
  const stop = button("stop", "Stop training", ICONS.stop, actions.stop);

  const timeline = createTimeline({ unit, ticks, axis, onSeek: actions.seek });
  const { input } = timeline;

  const [before, now, after] = [h("span"), h("b"), h("span")];
  const readout = h("p", { class: names ? "epoch named" : "epoch" }, before, now, after);
  const radio = { role: "radio", name: uniqueId("speed") };
  const radios = SPEEDS.map((s) => {
    const on = { onclick: () => actions.setSpeed(s), onkeydown: (e) => moveRadio(e, s) };
    return h("button", { ...radio, "data-speed": s, ...on }, SPEED_LABELS[s]);
  });
  const speeds = h("div.segmented.speeds", { role: "radiogroup", "aria-label": "Speed" }, radios);
  const next = () => actions.setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]);
  const cycle = h("button.speed-cycle", { onclick: next });
  let speed = 1;

  function moveRadio(event, s) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const next = SPEEDS[(SPEEDS.indexOf(s) + by + SPEEDS.length) % SPEEDS.length];
    actions.setSpeed(next);
    radios[SPEEDS.indexOf(next)].focus();
  }

  const buttons = h("div.buttons", reset, play, step, stop);
  const bar = { role: "toolbar", "aria-label": "Playback" };
  const element = h("div.transport", bar, buttons, timeline.element, readout, speeds, cycle);

  const measured = (run, step) => (watched ? `, ${watched.label} ${valueText(run.measured[step], watched)}` : "");

  // What is said of a step, before its number or name, the number itself, and after it.
  function nameOf(run, step) {
    if (names) return ["", names[step], ""];
    if (!run) return [`${unit} `, String(step), ""];
    if (axis) return [`${axis.label} `, place(run.frames[axis.name]?.()[step]?.[0] ?? 0), ""];
    const stage = run.stages?.findLast(({ first }) => first <= step);
    if (stage)
      return stage.length > 1 ? [`${unit} `, String(step - stage.first + 1), ` of ${stage.length}`] : ["", "", ""];
    return [`${unit} `, String(step), ` of ${run.status === "stopped early" ? run.last : run.total}`];
  }

  function update({ run, position, playing, newSpeed, layout, live }) {
    speed = newSpeed;
    const epoch = Math.floor(position + 1e-6);
    setAttributes(play, { "aria-label": playing ? "Pause" : "Play" });
    play.querySelector("path").setAttribute("d", playing ? ICONS.pause : ICONS.play);
    stop.hidden = !live;
    radios.forEach((one, i) => {
      const checked = SPEEDS[i] === speed;
      setAttributes(one, { "aria-checked": String(checked), tabindex: checked ? 0 : -1 });
    });
    setText(cycle, SPEED_LABELS[speed]);
    cycle.setAttribute("aria-label", `Speed ${SPEED_LABELS[speed]}`);
    const said = nameOf(run, epoch);
    [before, now, after].forEach((part, i) => setText(part, said[i]));
    if (!run) {
      for (const b of [reset, play, step, stop]) disable(b, "No run has arrived yet");
      return;
    }
    const blocked = run.status === "diverged" && epoch >= run.last;
    const ended = run.ended && position >= run.last;
    disable(reset, position === 0 && !playing && "At the start already");
    disable(play, blocked && "The run has diverged: change a slider or reset");
    disable(step, (playing && "Pause first") || (blocked && "The run has diverged") || (ended && "The run ends here"));
    disable(stop, run.ended && "Nothing is being trained");
    input.setAttribute("aria-valuetext", said.join("") + measured(run, epoch));
    timeline.update(run, position, layout);
  }

  return { element, update, play, input };
}

function enabled(event) {
  return event.currentTarget.getAttribute("aria-disabled") !== "true";
}
