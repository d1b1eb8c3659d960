"""Keeps answers that no known mistake explains, so that a teacher can look at them and add the next one.

They stay on this machine, as lines of JSON in `.rectutor/unrecognized/<exercise>.jsonl` of the working directory.
Nothing is sent. `RECTUTOR_KEEP_ANSWERS=0` turns it off; a place that cannot be written is left alone.
"""

from __future__ import annotations

import inspect
import json
import os
from pathlib import Path
from typing import Any

from rectutor.practice.exercises import Exercise
from rectutor.practice.markup import to_plain
from rectutor.practice.verdict import Verdict

FOLDER = Path(".rectutor") / "unrecognized"
LARGEST = 1_000_000  # bytes of one exercise's file


def keep(exercise: Exercise, answer: Any, verdict: Verdict) -> None:
    """Add an answer to its exercise's file, unless the same text is already there."""
    if os.environ.get("RECTUTOR_KEEP_ANSWERS", "1").strip().lower() in ("0", "false", "no", "off"):
        return
    record = {"exercise": exercise.name, "answer": _source(answer), "said": to_plain(verdict.headline)}
    path = FOLDER / f"{exercise.name.replace('/', '-')}.jsonl"
    line = json.dumps(record, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if line not in before and len(before) + len(line) < LARGEST:
            with path.open("a", encoding="utf-8") as file:
                file.write(line)
    except (OSError, UnicodeError):
        return


def unrecognized(folder: Path | str = FOLDER) -> list[dict]:
    """Return the answers that were kept, exercise by exercise, each with `exercise`, `answer` and `said`."""
    lines = (
        line for path in sorted(Path(folder).glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [json.loads(line) for line in lines]


def _source(answer: Any) -> str:
    if not callable(answer):
        return repr(answer)[:1000]
    try:
        return inspect.getsource(answer)
    except (OSError, TypeError):
        return f"(the source of {getattr(answer, '__name__', 'the function')} could not be read)"
