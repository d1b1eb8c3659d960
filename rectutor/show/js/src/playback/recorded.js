// Recorded runs: base64 of deflated bytes, which are
//   4 bytes: length of the header · header: JSON · arrays, one after the other (little endian).
// An array is stored as whole numbers, `value = base + scale * stored`, and, frame by frame, as the difference to the
// frame before, which deflate likes; texts as the places of the words in a list; what must keep its digits as floats.
// The Python side is rectutor/show/recording.py.
import { orNaN } from "../run.js";
import { floats, unpackText } from "../unpacking.js";

const TYPES = { u1: Uint8Array, u2: Uint16Array, f4: Float32Array };

export async function decodeRuns(text) {
  if (!text) return [];
  const { header, bytes } = await unpackText(text);
  return header.runs.map((run) => ({
    ...run,
    metrics: Object.fromEntries(Object.entries(run.metrics).map(([name, curve]) => [name, curve.map(orNaN)])),
    frames: Object.fromEntries(
      Object.entries(run.arrays).map(([name, array]) => [name, lazy(() => unpack(bytes, array))]),
    ),
  }));
}

// A page with seventy runs needs one of them at first sight.
export function lazy(make) {
  let made;
  return () => (made ??= make());
}

function unpack(bytes, { type, shape, offset, base, scale, texts, sizes }) {
  const [frames, ...rest] = shape;
  const size = rest.reduce((a, b) => a * b, 1);
  const part = bytes.slice(offset, offset + frames * size * TYPES[type].BYTES_PER_ELEMENT);
  const values = type === "f4" ? floats(part) : whole(new TYPES[type](part.buffer), size);
  return Array.from({ length: frames }, (_, f) => {
    const frame = values.subarray(f * size, f * size + (sizes?.[f] ?? size));
    if (texts) return Array.from(frame, (place) => texts[place]);
    return type === "f4" ? frame : Float32Array.from(frame, (stored) => base + scale * stored);
  });
}

function whole(stored, size) {
  for (let i = size; i < stored.length; i++) stored[i] += stored[i - size]; // wraps around, as it did when stored
  return stored;
}
