// The part of a plot over steps that no step has reached and none will: where training failed, stopped, or was stopped.
import { box, MIDDLE, segment, words } from "../shapes.js";

export function drawUnrun(layer, run, plot, x, overSteps, watched, text) {
  layer.replaceChildren();
  const failed = run.status === "diverged";
  const after = Math.min(run.total, failed ? run.last + 1 : run.last);
  if (!overSteps || after >= run.total || !(failed || run.status.startsWith("stopped"))) return;
  const { top, bottom } = plot;
  const [left, right] = [x(after), x(run.total)];
  const middle = (left + right) / 2;
  const dashes = failed ? {} : { "stroke-dasharray": "3 3" };
  layer.append(
    box(left, top, right - left, bottom - top, failed ? "var(--failure-band)" : "var(--panel)"),
    segment(left, top, left, bottom, failed ? "var(--failure)" : "var(--outline)", dashes),
  );
  const roomy = right - left > 120;
  const cross = "font-size:18px;font-weight:700;fill:var(--failure)";
  if (failed) layer.append(words(left, top + 6, "✕", { ...MIDDLE, style: cross }));
  if (failed && roomy) {
    const band = { ...MIDDLE, class: "halo", style: "stroke:var(--failure-band)" };
    const fails = "font-weight:650;fill:var(--failure);stroke:var(--failure-band)";
    layer.append(
      words(middle, bottom - 30, "not a number from here", { ...band, style: fails }),
      words(middle, bottom - 14, `last: ${watched.label} ${text(watched.ys[run.last])}`, band),
    );
  } else if (roomy) layer.append(words(middle, (bottom + top) / 2, "not run", MIDDLE));
}
