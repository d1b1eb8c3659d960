// Reset, play or pause, one step, stop; the track with its playhead; speed.
import { h, icon, ICONS, setAttributes, setText, uniqueId } from "../dom.js";
import { valueText } from "../format.js";
import { showsBest } from "../run.js";

const SPEEDS = [0.5, 1, 4];
const SPEED_LABELS = { 0.5: "½×", 1: "1×", 4: "4×" };

// `unit` is what a step is. Where steps have names (months), `names` gives them and `ticks` says which are labelled:
// [step, text].
export function createTransport(
  actions,
  { unit = "epoch", names = null, ticks: labelled = null, watched = null } = {},
) {
  const button = (name, label, path, action, extra = "") =>
    h(
      "button",
      {
        type: "button",
        class: `round ${extra}`,
        "data-action": name,
        "aria-label": label,
        onclick: (e) => enabled(e) && action(),
      },
      icon(path, extra ? 24 : 18),
    );
  const reset = button("reset", `Reset to ${unit} 0`, ICONS.reset, actions.reset);
  const play = button("play", "Play", ICONS.play, actions.toggle, "primary");
  const step = button("step", `One ${unit} forward`, ICONS.step, actions.stepForward);
  const stop = button("stop", "Stop training", ICONS.stop, actions.stop);

  const input = h("input", {
    type: "range",
    min: 0,
    step: 1,
    "aria-label": unit,
    oninput: () => actions.seek(Number(input.value)),
  });
  const computed = h("div", { class: "computed" });
  const played = h("div", { class: "fill" });
  const marks = h("div", { class: "marks", "aria-hidden": "true" });
  const labels = h("div", { class: "labels", "aria-hidden": "true" });
  const track = h("div", { class: "track main" }, h("div", { class: "rail" }), computed, played, marks, input);

  const now = h("b");
  const total = h("span");
  const readout = h("p", { class: names ? "epoch named" : "epoch" }, names ? "" : `${unit} `, now, total);
  const group = uniqueId("speed");
  const speeds = h(
    "div",
    { class: "segmented speeds", role: "radiogroup", "aria-label": "Speed" },
    ...SPEEDS.map((s) =>
      h(
        "button",
        {
          type: "button",
          role: "radio",
          "data-speed": s,
          name: group,
          onclick: () => actions.setSpeed(s),
          onkeydown: (e) => moveRadio(e, s),
        },
        SPEED_LABELS[s],
      ),
    ),
  );
  const cycle = h("button", {
    type: "button",
    class: "speed-cycle",
    onclick: () => actions.setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]),
  });
  let speed = 1;
  let drawn = "";

  function moveRadio(event, s) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const next = SPEEDS[(SPEEDS.indexOf(s) + by + SPEEDS.length) % SPEEDS.length];
    actions.setSpeed(next);
    speeds.querySelector(`[data-speed="${next}"]`).focus();
  }

  const element = h(
    "div",
    { class: "transport", role: "toolbar", "aria-label": "Playback" },
    h("div", { class: "buttons" }, reset, play, step, stop),
    h("div", { class: "timeline" }, track, labels),
    readout,
    speeds,
    cycle,
  );

  const measured = (run, step) => (watched ? `, ${watched.label} ${valueText(run.measured[step], watched)}` : "");

  function drawTicks(run, layout) {
    const key = [run.total, run.status, run.last, run.best, layout].join();
    if (key === drawn) return;
    drawn = key;
    const share = (epoch) => `${(100 * epoch) / run.total}%`;
    const labelEvery = niceEvery(run.total, layout === "narrow" ? 5 : 8);
    const shortEvery = run.total <= 60 ? 1 : labelEvery / 5;
    const texts = labelled ?? range(0, run.total, labelEvery).map((e) => [e, String(e)]);
    const long = new Set(texts.map(([e]) => e));
    const ticks = (labelled ? texts.map(([e]) => e) : range(0, run.total, shortEvery)).map((e) =>
      h("i", { class: long.has(e) ? "tick long" : "tick", style: { left: share(e) } }),
    );
    if (showsBest(run))
      ticks.push(
        h(
          "span",
          { class: run.best > 0.85 * run.total ? "best left" : "best", style: { left: share(run.best) } },
          "best",
        ),
      );
    if (run.status === "diverged")
      ticks.push(h("span", { class: "failed", style: { left: share(Math.min(run.total, run.last + 1)) } }, "✕"));
    marks.replaceChildren(...ticks);
    labels.replaceChildren(...texts.map(([e, text]) => h("span", { style: { left: share(e) } }, text)));
    computed.style.width = share(run.last);
  }

  function update({ run, position, playing, newSpeed, layout, live }) {
    speed = newSpeed;
    const epoch = Math.floor(position + 1e-6);
    setAttributes(play, { "aria-label": playing ? "Pause" : "Play" });
    play.querySelector("path").setAttribute("d", playing ? ICONS.pause : ICONS.play);
    stop.hidden = !live;
    for (const b of speeds.children)
      setAttributes(b, {
        "aria-checked": String(Number(b.dataset.speed) === speed),
        tabindex: Number(b.dataset.speed) === speed ? 0 : -1,
      });
    setText(cycle, SPEED_LABELS[speed]);
    cycle.setAttribute("aria-label", `Speed ${SPEED_LABELS[speed]}`);
    setText(now, names ? names[epoch] : String(epoch));
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
    if (!names) setText(total, ` of ${run.status === "stopped early" ? run.last : run.total}`);
    input.max = run.total;
    input.value = epoch;
    input.setAttribute(
      "aria-valuetext",
      names ? names[epoch] : `${unit} ${epoch} of ${run.total}${measured(run, epoch)}`,
    );
    played.style.width = `${(100 * position) / run.total}%`;
    drawTicks(run, layout);
  }

  return { element, update, play, input };
}

function enabled(event) {
  return event.currentTarget.getAttribute("aria-disabled") !== "true";
}

function disable(button, reason) {
  setAttributes(button, { "aria-disabled": reason ? "true" : null, title: reason || null });
}

function niceEvery(total, most) {
  return [1, 2, 5, 10, 20, 25, 50, 100].find((every) => total / every <= most) ?? 100;
}

function range(from, to, by) {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => from + i * by);
}
