"""Checks datasets/: each folder says where its data comes from, and its files are the ones listed there, byte for byte.

A folder holds README.md (source, terms, columns) and SHA256SUMS, in the format that `sha256sum --check` reads.
"""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def faults(folder):
    """What is wrong with one dataset's folder, a sentence each."""
    for name in ["README.md", "SHA256SUMS"]:
        if not (folder / name).exists():
            yield f"{folder.name} has no {name}"
    sums = folder / "SHA256SUMS"
    listed = dict(line.split()[::-1] for line in sums.read_text().splitlines() if line) if sums.exists() else {}
    for name, expected in listed.items():
        path = folder / name.lstrip("*")
        if not path.exists():
            yield f"{folder.name}/{path.name} is listed in SHA256SUMS but not there"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            yield f"{folder.name}/{path.name} is not the file that SHA256SUMS lists"
    for path in sorted(folder.glob("*.csv")):
        if path.name not in {name.lstrip("*") for name in listed}:
            yield f"{folder.name}/{path.name} is not listed in SHA256SUMS"


def main(datasets=ROOT / "datasets"):
    folders = sorted(path for path in datasets.glob("*") if path.is_dir() and not path.name.startswith((".", "_")))
    found = [fault for folder in folders for fault in faults(folder)]
    print("\n".join(found) or f"{len(folders)} datasets are as listed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
