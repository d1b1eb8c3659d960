// Many numbers as little text. The Python side is rectutor/show/packing.py.
import { asView } from "./host.js";

export async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A JSON header and the bytes behind it.
export async function unpackText(text) {
  const bytes = await inflate(asView(text));
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))), bytes: bytes.subarray(start) };
}

// Numbers of four bytes whose first bytes stand together, then their second bytes, and so on.
export function floats(bytes) {
  const n = bytes.length / 4;
  const view = new DataView(new ArrayBuffer(4));
  return Float64Array.from({ length: n }, (_, i) => {
    for (let byte = 0; byte < 4; byte++) view.setUint8(byte, bytes[byte * n + i]);
    return view.getFloat32(0, true);
  });
}

export function wholes(bytes) {
  const n = bytes.length / 4;
  return Uint32Array.from(
    { length: n },
    (_, i) => bytes[i] + 256 * (bytes[n + i] + 256 * (bytes[2 * n + i] + 256 * bytes[3 * n + i])),
  );
}
