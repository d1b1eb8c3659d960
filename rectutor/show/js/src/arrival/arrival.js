// How the table filled: time is the only control. Title, transport, sentence, views, as in the training player.
import playbackCss from "../playback/playback.css";
import css from "./arrival.css";
import { h, rich } from "../dom.js";
import { textOf } from "../format.js";
import { coverUntilAnswered } from "../playback/cover.js";
import { keyOf } from "../playback/keys.js";
import { createPanels } from "../playback/panels.js";
import { createPlayback } from "../playback/playback.js";
import { createTransport } from "../playback/transport.js";
import { readRatings } from "./data.js";
import { createGrowth, years } from "./growth.js";
import { createPattern } from "./pattern.js";
import { sentenceFor } from "./sentence.js";
import { createStars } from "./stars.js";
import { createTail } from "./tail.js";

const VIEWS = [createGrowth, createPattern, createStars, createTail];
const SPEED = 4; // twenty years in half a minute
const PAUSE = 250; // ms without a change, after which the sentence is spoken

export function renderArrival(host, root) {
  const spec = host.get("spec");
  const steps = spec.counts.length;
  const run = { total: steps, last: steps, best: 0, status: "finished", ended: true };
  const sentence = h("p", { class: "words" });
  const spoken = h("p", { class: "offscreen", "aria-live": "polite" });
  let data = null;
  let panels = null;
  let cover = null;
  let disposed = false;
  const playback = createPlayback({
    host,
    root,
    last: steps,
    ready: () => data !== null,
    covered: () => cover?.answered === false,
    drawNow,
    said: () => sentence.textContent,
    spoken,
    after: PAUSE,
    speed: SPEED,
  });
  const { playhead, play, toggle, seek, stepBy, reset, draw } = playback;
  const transport = createTransport(
    {
      reset,
      toggle,
      stepForward: () => stepBy(1),
      stop: () => {},
      seek,
      setSpeed: (speed) => {
        playhead.speed = speed;
        draw();
      },
    },
    {
      unit: spec.unit,
      names: ["before the first rating", ...spec.names],
      ticks: years(spec, 5).map(({ step, year }) => [step, String(year)]),
    },
  );
  const transportPlace = h("div", { class: "transport-place" }, transport.element);
  const bottom = h("div", { class: "section bottom" });
  const element = h(
    "div",
    { class: "player arrival", role: "group", "aria-label": spec.title, tabindex: -1, onkeydown: onKey },
    h(
      "div",
      { class: "section top" },
      h("div", { class: "heading" }, h("h3", {}, spec.title), h("p", { class: "about" }, spec.subtitle)),
      transportPlace,
    ),
    h("div", { class: "sentence" }, sentence),
    bottom,
    h(
      "div",
      { class: "foot" },
      h(
        "p",
        { class: "small" },
        spec.part < 1 ? `One dot for each of a random ${(100 * spec.part).toPrecision(2)} % of the ratings.` : "",
      ),
      h(
        "details",
        { class: "keys small" },
        h("summary", {}, "Keyboard"),
        h(
          "p",
          {},
          `Keys: space plays and pauses, → and ← move one ${spec.unit}, with shift twelve, Home and End go ` +
            "to the first and last, R resets, 1 to 4 choose a view on a narrow page.",
        ),
      ),
    ),
    spoken,
  );
  root.append(h("style", {}, playbackCss + css), element);

  function onKey(event) {
    const pressed = keyOf(event);
    if (!pressed) return;
    const { key, ownKeys, press, digit } = pressed;
    const by = event.shiftKey ? 12 : 1;
    const action =
      {
        " ": !press && toggle,
        ArrowRight: !ownKeys && (() => stepBy(by)),
        ArrowLeft: !ownKeys && (() => stepBy(-by)),
        Home: !ownKeys && (() => seek(0)),
        End: !ownKeys && (() => seek(steps)),
        r: reset,
      }[key] ??
      (digit && digit <= VIEWS.length && (() => panels?.choose(digit - 1)));
    if (!action || cover?.answered === false) return;
    event.preventDefault();
    action();
  }

  function drawNow() {
    const { position, playing, speed } = playhead;
    transport.update({ run, position, playing, newSpeed: speed, layout: root.layout, live: false });
    if (!data) return;
    const parts = sentenceFor(playhead.step, data, spec);
    if (textOf(parts) !== sentence.textContent) sentence.replaceChildren(...rich(parts));
    panels.update(run, position, { playing });
  }

  if (spec.question) {
    cover = coverUntilAnswered({
      spec,
      host,
      element,
      transportPlace,
      sliderPlace: h("div"),
      bottom,
      transport,
      play,
      draw,
      get panels() {
        return panels;
      },
    });
  }
  root.onTheme(draw);
  root.onResize(() => {
    panels?.layout();
    draw();
  });
  playback.follow();
  readRatings(spec).then((read) => {
    if (disposed) return;
    data = read;
    panels = createPanels(
      VIEWS.map((create) => create({ root, spec, data })),
      root,
    );
    if (cover?.answered !== false) bottom.replaceChildren(panels.element);
    panels.layout();
    const start = host.get("step");
    if (start) seek(start);
    if (host.get("playing")) play();
    draw();
  });
  draw();
  return () => {
    disposed = true;
    playback.dispose();
    cover?.dispose?.();
  };
}
