// Text and marks stand out from their background, and pairs that carry meaning stay apart for colour-blind people.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lab, rgb } from "d3-color";
import { GROUPS, PALETTES } from "../src/palette.js";

const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const channels = (color) => {
  const { r, g, b } = rgb(color);
  return [r, g, b].map((c) => linear(c / 255));
};
const luminance = (color) => channels(color).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

// Machado, Oliveira, Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1, on linear values.
const DEFICIENCIES = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const gamma = (c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
const seen = (color, matrix) => {
  const [r, g, b] = matrix.map(
    (row) =>
      255 *
      gamma(
        Math.min(
          1,
          Math.max(
            0,
            row.reduce((s, m, i) => s + m * channels(color)[i], 0),
          ),
        ),
      ),
  );
  return lab(rgb(r, g, b));
};
const distance = (a, b, matrix) => {
  const [p, q] = [seen(a, matrix), seen(b, matrix)];
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
};

for (const [theme, palette] of Object.entries(PALETTES)) {
  test(`${theme}: text has a contrast of at least 4.5, marks of at least 3`, () => {
    for (const name of ["ink", "secondary", "tertiary", "validation", "training", "positive", "negative", "failure"]) {
      for (const ground of [palette.background, palette.panel])
        assert.ok(contrast(palette[name], ground) >= 4.45, `${name} ${contrast(palette[name], ground)}`);
    }
    for (const color of [palette.ghost, palette.outline, palette.missing, ...Object.values(palette.groups)]) {
      assert.ok(contrast(color, palette.background) >= 3, color);
    }
  });

  test(`${theme}: the pairs that carry meaning stay apart for every kind of colour-blindness`, () => {
    for (const [name, matrix] of Object.entries(DEFICIENCIES)) {
      assert.ok(distance(palette.positive, palette.negative, matrix) >= 70, `positive and negative, ${name}`);
      assert.ok(distance(palette.validation, palette.training, matrix) >= 32, `validation and training, ${name}`);
    }
  });

  test(`${theme}: genre groups of close colours have different shapes`, () => {
    const names = Object.keys(GROUPS);
    for (const [i, a] of names.entries()) {
      for (const b of names.slice(i + 1)) {
        const nearest = Math.min(
          ...Object.values(DEFICIENCIES).map((matrix) => distance(palette.groups[a], palette.groups[b], matrix)),
        );
        assert.ok(nearest >= 20 || GROUPS[a].shape !== GROUPS[b].shape, `${a} and ${b}: ${nearest.toFixed(0)}`);
      }
    }
  });
}

test("the same values stand in theme.css", () => {
  const css = readFileSync(new URL("../src/theme.css", import.meta.url), "utf8");
  const [light, dark] = css.split('.rt[data-theme="dark"]');
  for (const [theme, text] of [
    ["light", light],
    ["dark", dark],
  ]) {
    const { groups, middle, missing, ...named } = PALETTES[theme];
    for (const [name, color] of Object.entries({
      ...named,
      ...Object.fromEntries(Object.entries(groups).map(([group, color]) => [`group-${group}`, color])),
    })) {
      assert.ok(text.includes(`--${name}: ${color};`), `${theme}: ${name} ${color}`);
    }
  }
});
