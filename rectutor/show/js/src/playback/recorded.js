// Recorded runs: base64 of deflated bytes, which are
//   4 bytes: length of the header · header: JSON · arrays, one after the other (little endian).
// An array is stored as whole numbers, `value = base + scale * stored`: each of its values through all steps, as the
// difference to the step before, which deflate likes; texts as the places of the words in a list; what must keep its
// digits as floats.
// The Python side is rectutor/show/playback/recording.py.
import { orNaN } from "../run.js";
import { floats, unpackText } from "../unpacking.js";

const TYPES = { u1: Uint8Array, u2: Uint16Array, f4: Float32Array };

export async function decodeRuns(text) {
  if (!text) return [];
  const { header, bytes } = await unpackText(text);
  return header.runs.map((run) => ({
    ...run,
    said: run.said.map((text, step) => unfolded(text, step, Object.values(run.metrics))),
    metrics: Object.fromEntries(Object.entries(run.metrics).map(([name, curve]) => [name, curve.map(orNaN)])),
    frames: Object.fromEntries(
      Object.entries(run.arrays).map(([name, array]) => [name, lazy(() => unpack(bytes, array))]),
    ),
  }));
}

// Numbers that the curves hold are left out of what is said: "{1:0:3}" is the second curve, 0 steps back, 3 decimals.
const unfolded = (text, step, curves) =>
  text
    .replace("{s}", step)
    .replace(/\{(\d+):(\d+):(\d+)\}/g, (_, i, back, digits) => curves[i][step - back].toFixed(digits));

// A page with seventy runs needs one of them at first sight.
export function lazy(make) {
  let made;
  return () => (made ??= make());
}

function unpack(bytes, { type, shape, offset, base, scale, texts, sizes }) {
  const [frames, ...rest] = shape;
  const size = rest.reduce((a, b) => a * b, 1);
  const part = bytes.slice(offset, offset + frames * size * TYPES[type].BYTES_PER_ELEMENT);
  const values = type === "f4" ? floats(part) : whole(new TYPES[type](part.buffer), frames);
  return Array.from({ length: frames }, (_, f) => {
    const n = sizes?.[f] ?? size;
    if (type === "f4") return values.subarray(f * size, f * size + n);
    const frame = Array.from({ length: n }, (_, j) => values[j * frames + f]);
    return texts ? frame.map((place) => texts[place]) : Float32Array.from(frame, (stored) => base + scale * stored);
  });
}

// Each value through all steps, as the difference to the step before.
function whole(stored, frames) {
  for (let i = 0; i < stored.length; i++) if (i % frames) stored[i] += stored[i - 1]; // wraps around, as when stored
  return stored;
}
