// Recorded runs: base64 of deflated bytes, which are
//   4 bytes: length of the header · header: JSON · arrays, one after the other (little endian).
// An array is stored as whole numbers, `value = base + scale * stored`, and, frame by frame, as the difference to the
// frame before, which deflate likes. The Python side is rectutor/show/recording.py.
import { unpackText } from "../unpacking.js";

const TYPES = { u1: Uint8Array, u2: Uint16Array };

export async function decodeRuns(text) {
  if (!text) return [];
  const { header, bytes } = await unpackText(text);
  return header.runs.map((run) => ({
    ...run,
    frames: Object.fromEntries(
      Object.entries(run.arrays).map(([name, array]) => [name, lazy(() => unpack(bytes, array))]),
    ),
  }));
}

// A page with seventy runs needs one of them at first sight.
function lazy(make) {
  let made;
  return () => (made ??= make());
}

function unpack(bytes, { type, shape, offset, base, scale }) {
  const Type = TYPES[type];
  const [frames, ...rest] = shape;
  const size = rest.reduce((a, b) => a * b, 1);
  const stored = new Type(bytes.slice(offset, offset + frames * size * Type.BYTES_PER_ELEMENT).buffer);
  const result = [];
  for (let f = 0; f < frames; f++) {
    const frame = new Float32Array(size);
    for (let j = 0; j < size; j++) {
      if (f > 0) stored[f * size + j] += stored[(f - 1) * size + j]; // wraps around, as it did when stored
      frame[j] = base + scale * stored[f * size + j];
    }
    result.push(frame);
  }
  return result;
}
