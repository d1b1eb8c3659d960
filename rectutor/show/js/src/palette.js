// Colour belongs to data: one colour, one meaning, and never colour alone. The same values stand in theme.css as custom
// properties; canvas drawings need them here.
import { lab } from "d3-color";
import { interpolateLab } from "d3-interpolate";

export const PALETTES = {
  light: {
    background: "#FFFFFF",
    panel: "#F6F7F9",
    ink: "#16191D",
    secondary: "#4A525C",
    tertiary: "#626B76",
    hairline: "#DDE2E7",
    outline: "#868F99",
    validation: "#6C2BD9",
    training: "#0B7F78",
    ghost: "#87829A",
    positive: "#1B66B8",
    negative: "#BF4E08",
    middle: "#DCE1E6",
    missing: "#868F99",
    failure: "#B42318",
    groups: { action: "#0072B2", crime: "#3A3F47", comedy: "#C2589A", drama: "#00926C", family: "#C27F00" },
  },
  dark: {
    background: "#14181E",
    panel: "#1C222A",
    ink: "#E8ECF1",
    secondary: "#B4BDC8",
    tertiary: "#929CA8",
    hairline: "#323B46",
    outline: "#7D8894",
    validation: "#B794FF",
    training: "#3CC4B4",
    ghost: "#8C88A3",
    positive: "#6CB2F5",
    negative: "#F59A55",
    middle: "#39424D",
    missing: "#7D8894",
    failure: "#FF8A80",
    groups: { action: "#5BB0EA", crime: "#E4E7EB", comedy: "#E58FC4", drama: "#35C79C", family: "#E8AE3C" },
  },
};

// The genre groups: a colour and a shape each, so that close colours are told apart.
export const GROUPS = {
  action: { label: "Action & sci-fi", short: "Action", shape: "circle" },
  crime: { label: "Crime & horror", short: "Crime", shape: "circle" },
  comedy: { label: "Comedy", short: "Comedy", shape: "triangle" },
  drama: { label: "Drama", short: "Drama", shape: "diamond" },
  family: { label: "Family", short: "Family", shape: "circle" },
};

// A colour by its name here, or as CSS has it: for a canvas, and in a style.
export const canvasColor = (palette, color) => palette.groups[color] ?? palette[color] ?? color;
export const cssColor = (color) =>
  color in GROUPS ? `var(--group-${color})` : color in PALETTES.light ? `var(--${color})` : color;

// The colour of the ratings that something is measured on.
export const roleColor = (role, otherwise = "var(--ink)") =>
  role === "validation" || role === "training" ? cssColor(role) : otherwise;

// A value's colour: from negative (lowest) over the middle to positive (highest).
export function ratingColor(palette, [low, high], middle = 3.5, rest = palette.middle) {
  const below = interpolateLab(palette.negative, rest);
  const above = interpolateLab(rest, palette.positive);
  return (value) => {
    const v = Math.min(high, Math.max(low, value));
    return v < middle ? below((v - low) / (middle - low)) : above((v - middle) / (high - middle || 1));
  };
}

// Ink or the background, whichever is read better on a colour.
export function textOn(color, { ink, background }) {
  const apart = (other) => Math.abs(lab(other).l - lab(color).l);
  return apart(ink) > apart(background) ? ink : background;
}
