"""How components get many numbers as little text: base64 of deflated bytes.

Deflate finds little in whole numbers of four bytes, but much in all their high bytes, one after the other. So of all
numbers the first byte comes first, then of all the second, and so on. Its reader is `js/src/unpacking.js`.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib

import numpy as np


def planes(numbers: np.ndarray, kind: str) -> bytes:
    """Return numbers of four bytes, of the dtype `kind` ("<f4" or "<u4"), byte by byte."""
    return np.ascontiguousarray(numbers).astype(kind).view(np.uint8).reshape(-1, 4).T.tobytes()


def deflated(content: bytes, level: int = 9) -> str:
    """Return bytes as text: deflated, in base64. `level` is zlib's, from 1 (quickest) to 9 (shortest)."""
    return base64.b64encode(zlib.compress(content, level)).decode("ascii")


def with_header(header: dict, content: bytes, level: int = 9) -> str:
    """Return as text: the length of a JSON header (4 bytes), the header, and the bytes."""
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    return deflated(struct.pack("<I", len(text)) + text + content, level)


def plain(value):
    """Return a value of numpy as JSON can hold it."""
    return value.item() if isinstance(value, np.generic) else value
