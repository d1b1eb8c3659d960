// Recorded runs: base64 of deflated bytes, which are
//   4 bytes: length of the header · header: JSON · arrays, one after the other (little endian).
// An array is stored as whole numbers, `value = base + scale * stored`, and, frame by frame, as the difference to the
// frame before, which deflate likes. The Python side is rectutor/show/recording.py.
import { asView } from "./host.js";

const TYPES = { u1: Uint8Array, u2: Uint16Array };

export async function decodeRuns(text) {
  if (!text) return [];
  const bytes = await inflate(asView(text));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const start = 4 + headerLength;
  return header.runs.map((run) => ({
    ...run,
    frames: Object.fromEntries(
      Object.entries(run.arrays).map(([name, array]) => [name, lazy(() => unpack(bytes, start, array))]),
    ),
  }));
}

export async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A page with seventy runs needs one of them at first sight.
function lazy(make) {
  let made;
  return () => (made ??= make());
}

function unpack(bytes, start, { type, shape, offset, base, scale }) {
  const Type = TYPES[type];
  const [frames, ...rest] = shape;
  const size = rest.reduce((a, b) => a * b, 1);
  const from = start + offset;
  const stored = new Type(bytes.slice(from, from + frames * size * Type.BYTES_PER_ELEMENT).buffer);
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

// Live frames come as float32, several frames to a message.
export function splitFrames(bytes, frames) {
  const values = new Float32Array(bytes.slice().buffer);
  const size = values.length / frames;
  return Array.from({ length: frames }, (_, f) => values.subarray(f * size, (f + 1) * size));
}
