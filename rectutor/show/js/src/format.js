// How numbers and words are written: real minus sign, thousands with a comma, fixed decimals where they are compared.

export const MINUS = "−";

export function fixed(value, digits) {
  const text = Math.abs(value).toFixed(digits);
  const negative = value < 0 && Number(text) !== 0;
  return (negative ? MINUS : "") + text;
}

export function signed(value, digits) {
  return value < 0 ? MINUS + Math.abs(value).toFixed(digits) : `+${value.toFixed(digits)}`;
}

export const error = (value) => fixed(value, 3);

// Where a number may be a year, only five figures and more get a comma.
export const place = (value) =>
  Number.isInteger(value) && value > 999 && value < 10_000 ? String(value) : plain(value);

export function count(value) {
  return Math.round(value).toLocaleString("en-US");
}

// A hyper-parameter or a rating, as given: no trailing zeros.
export function plain(value) {
  if (typeof value === "string") return value; // a choice
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === 0) return "0"; // also the negative one
  if (Number.isInteger(value)) return value < 0 ? MINUS + count(-value) : count(value);
  const text = Number(value.toPrecision(3)).toString();
  return text.replace("-", MINUS);
}

// A value as a panel writes it: shares as per cent, counts with commas, no number as a dash.
export function valueText(value, { unit = "", digits } = {}) {
  if (value === null || Number.isNaN(value)) return "–";
  if (unit === "%") return `${fixed(100 * value, Math.max(0, (digits ?? 3) - 2))} %`;
  if (digits === undefined) return plain(value);
  return digits === 0 ? (value < -0.5 ? MINUS : "") + count(Math.abs(value)) : fixed(value, digits);
}

export const capital = (word) => word[0].toUpperCase() + word.slice(1);

export function percent(share) {
  return `${Math.round(100 * share)} %`;
}

export function plural(n, word) {
  return n === 1 ? `1 ${word}` : `${count(n)} ${word}s`;
}

const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
export function inWords(n) {
  return WORDS[n] ?? count(n);
}

// A text in which {name:format} stands for a number; formats as in Python: .0%, +.2f, .3f.
export function filled(text, numberOf) {
  return text.replaceAll(/\{(\w+):(\+?)\.(\d)([%f])\}/g, (_, name, sign, digits, kind) => {
    const value = (sign ? signed : fixed)(numberOf(name) * (kind === "%" ? 100 : 1), Number(digits));
    return kind === "%" ? `${value} %` : value;
  });
}

const ROLES = "strong|validation|training|positive|negative|failure|tertiary";
const MARKUP = new RegExp(String.raw`\*\*(.+?)\*\*|\[([^\]]+)\]\((${ROLES})\)`, "g");

// A sentence written in Python, as rich text (see dom.js): **strong**, and [words](role) in the colour of a role.
export function parsed(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(MARKUP)) {
    parts.push(text.slice(at, found.index), found[1] ? ["strong", found[1]] : [found[3], found[2]]);
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)].filter((part) => part.length);
}

// Rich text (see dom.js) without its classes, as it is spoken.
export function textOf(parts) {
  return parts.map((part) => (typeof part === "string" ? part : part[1])).join("");
}

export function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

// At most so many letters; what is missing is one "…".
export function cut(text, most) {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
