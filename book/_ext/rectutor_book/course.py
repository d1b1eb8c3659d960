"""The course, found in its notebooks: the second paragraph of a lesson's first cell says what the lesson is.

    Lesson 03 · Rating prediction · 60 minutes, 90 with what is folded · builds on lesson 02

From these lines come the table of contents, the map and the list on the front page, and the README's row.
"""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from .lessons import BadLesson

LINE = re.compile(
    r"Lesson (?P<number>\d\d) · (?P<part>[^·]+) · (?P<minutes>\d+) minutes(, (?P<all>\d+) with what is folded)?"
    r" · builds on (?P<ground>.+)"
)
PLANNED = re.compile(r"(\d\d) (.+) · builds on (.+)")
CLOSING = ("gallery", "design", "changelog")  # the pages after the lessons
README = re.compile(r"(?<=<!-- lessons -->).*(?=<!-- end -->)")
MAP = """\
flowchart TD
  %% size: {width} × {height}
  accTitle: Map of the course
  accDescr: {words}
{nodes}
  classDef default stroke-dasharray:4 4
  classDef ready stroke-dasharray:0,stroke-width:1.5px"""


@dataclass(frozen=True)
class Lesson:
    """What a lesson says of itself; a planned one has no `name`, no part and no minutes yet."""

    number: str
    title: str
    ground: str  # what it builds on, in words
    name: str = ""  # its file's, without .ipynb
    part: str = ""
    minutes: int = 0
    all_minutes: int = 0  # with what is folded

    @property
    def label(self) -> str:
        """The number and the title, without what stands after a colon."""
        return f"{self.number} {self.title.partition(':')[0]}"

    @property
    def time(self) -> str:
        """The minutes in words."""
        folded = f", {self.all_minutes} with what is folded" if self.all_minutes > self.minutes else ""
        return f"{self.minutes} minutes{folded}"

    @property
    def needs(self) -> list[str]:
        """The numbers of the lessons that it builds on."""
        return re.findall(r"\b\d\d\b", self.ground)


def lessons(folder: Path) -> list[Lesson]:
    """Return the lessons among a folder's notebooks, in order; BadLesson says which line is not in the form."""
    found = [read(path) for path in sorted(folder.glob("[0-9][0-9]_*.ipynb"))]
    for place, lesson in enumerate(found):
        for number in set(lesson.needs) - {earlier.number for earlier in found[:place]}:
            raise BadLesson(f"{lesson.name} builds on lesson {number}, and there is no such lesson before it.")
    return found


def read(path: Path) -> Lesson:
    """Return what a notebook's first cell says."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    title, line, *_ = [*"".join(cells[0]["source"] if cells else "").split("\n\n"), "", ""]
    said = LINE.fullmatch(line)
    if not (said and title.startswith("# ") and said["number"] == path.name[:2]):
        raise BadLesson(
            f"{path.name} must begin with a title and a paragraph such as 'Lesson {path.name[:2]} · Ratings · "
            f"60 minutes, 90 with what is folded · builds on lesson 00', but its second paragraph is {line[:120]!r}."
        )
    minutes = int(said["minutes"])
    return Lesson(
        number=said["number"],
        title=title.removeprefix("# "),
        ground=said["ground"],
        name=path.stem,
        part=said["part"],
        minutes=minutes,
        all_minutes=int(said["all"] or minutes),
    )


def contents(found: list[Lesson]) -> dict:
    """Return the table of contents, as sphinx-external-toc reads it: the lessons by parts, then the closing pages."""
    parts = {}
    for lesson in found:
        parts.setdefault(lesson.part, []).append(lesson.name)
    parts["About the course"] = CLOSING
    chapters = [{"caption": part, "chapters": [{"file": name} for name in names]} for part, names in parts.items()]
    return {"format": "jb-book", "root": "index", "parts": chapters}


def listing(found: list[Lesson]) -> str:
    """Return the lessons as Markdown for the front page: a list for each part."""
    lines, part = [], None
    for lesson in found:
        if lesson.part != part:
            part = lesson.part
            lines += ["", f"**{part}**", ""]
        lines.append(f"- [{lesson.number} {lesson.title}]({lesson.name}), {lesson.time}")
    return "\n".join(lines)


def in_readme(text: str, found: list[Lesson]) -> str:
    """Return the README's text with the lessons as they are now between its two markers."""
    links = [f"[{lesson.label}](notebooks/{lesson.name}.ipynb)" for lesson in found]
    return README.sub(", ".join(links), text)


def planned(lines: list[str], found: list[Lesson]) -> list[Lesson]:
    """Read lines such as '05 ALS · builds on lesson 04'; a lesson that is there is planned no more."""
    said = [PLANNED.fullmatch(line) for line in lines]
    if None in said:
        raise BadLesson(
            f"a planned lesson is a line such as '05 ALS · builds on lesson 04', not {lines[said.index(None)]!r}."
        )
    there = {lesson.number for lesson in found}
    return [Lesson(*match.groups()) for match in said if match[1] not in there]


def drawn(found: list[Lesson], later: list[Lesson]) -> str:
    """Return the map of the course for Mermaid: what can be read in solid boxes, what is planned in dashed ones."""
    lines, rank, rows = [], {}, {}
    for lesson in [*found, *later]:
        words = [lesson.number, *textwrap.wrap(lesson.label[3:], 14)]
        lines.append(f'  L{lesson.number}["{"<br/>".join(words)}"]' + (":::ready" if lesson.name else ""))
        needs = [number for number in lesson.needs if number in rank]  # Mermaid would draw what is not there
        lines += [f"  L{number} --> L{lesson.number}" for number in reversed(needs)]  # fewer arrows cross so
        lines += [f'  click L{lesson.number} href "{lesson.name}.html"'] if lesson.name else []
        rank[lesson.number] = 1 + max((rank[number] for number in needs), default=0)
        rows.setdefault(rank[lesson.number], []).append(words)
    return MAP.format(  # about as large as Mermaid will draw it, with 15.4 pixels a line
        width=max(sum(60 + 11 * max(map(len, words)) for words in row) for row in rows.values()),
        height=round(sum(44.6 + 15.4 * max(map(len, row)) for row in rows.values()) - 12),
        words=" ".join(f"{each.label} builds on {each.ground}." for each in [*found, *later]),
        nodes="\n".join(lines),
    )
