"""What the lessons say of themselves, and what is made of it."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import v4

import book

course = book.course


@pytest.fixture
def write(tmp_path):
    """Write a notebook with a title and a line; return the folder."""

    def write_notebook(name, line, title="# ALS: solved by turns"):
        cells = [v4.new_markdown_cell(f"{title}\n\n{line}\n\n**Afterwards you can**")]
        nbformat.write(v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
        return tmp_path

    return write_notebook


def test_a_lesson_says_what_it_is(write):
    write("00_start", "Lesson 00 · Ratings · 15 minutes · builds on nothing but some Python", "# Start")
    folder = write("05_als", "Lesson 05 · Prediction · 60 minutes, 90 with what is folded · builds on lesson 00")
    (folder / "gallery.ipynb").write_text("{}", encoding="utf-8")
    start, als = course.lessons(folder)
    assert (start.label, start.time, start.needs) == ("00 Start", "15 minutes", [])
    assert (als.name, als.label, als.part, als.needs) == ("05_als", "05 ALS", "Prediction", ["00"])
    assert (als.minutes, als.all_minutes) == (60, 90)
    assert als.time == "60 minutes, 90 with what is folded"


@pytest.mark.parametrize(
    "line",
    [
        "Lesson 05 · 60 minutes · builds on lesson 00",
        "Lesson 06 · Prediction · 60 minutes · builds on lesson 00",
        "Lesson 05 · Prediction · an hour · builds on lesson 00",
        "",
    ],
)
def test_a_line_in_another_form_is_refused_in_a_sentence(write, line):
    with pytest.raises(
        course.BadLesson, match=r"05_als.ipynb must begin .* 'Lesson 05 · Ratings · 60 minutes, 90 with"
    ):
        course.lessons(write("05_als", line))


def test_a_lesson_builds_on_one_before_it(write):
    folder = write("05_als", "Lesson 05 · Prediction · 60 minutes · builds on lesson 04")
    with pytest.raises(course.BadLesson, match="05_als builds on lesson 04, and there is no such lesson before it"):
        course.lessons(folder)


def test_contents_map_and_lists_are_made_of_it(write):
    write("00_start", "Lesson 00 · Ratings · 15 minutes · builds on nothing", "# Start")
    write("01_data", "Lesson 01 · Ratings · 60 minutes · builds on lesson 00", "# The data")
    found = course.lessons(write("05_als", "Lesson 05 · Prediction · 60 minutes · builds on lessons 00 and 01"))
    parts = course.contents(found)["parts"]
    assert [part["caption"] for part in parts] == ["Ratings", "Prediction", "About the course"]
    assert parts[0]["chapters"] == [{"file": "00_start"}, {"file": "01_data"}]
    assert "- [05 ALS: solved by turns](05_als), 60 minutes" in course.listing(found)
    readme = "| `notebooks/` | <!-- lessons -->old<!-- end --> |\n"
    assert course.in_readme(readme, found[:1]) == (
        "| `notebooks/` | <!-- lessons -->[00 Start](notebooks/00_start.ipynb)<!-- end --> |\n"
    )
    later = course.planned(["05 ALS · builds on lesson 01", "06 Embeddings · builds on lesson 05"], found)
    assert [lesson.label for lesson in later] == ["06 Embeddings"], "05 is there"
    drawn = course.drawn(found, later).splitlines()
    for line in ('  L05["05<br/>ALS"]:::ready', "  L01 --> L05", '  L06["06<br/>Embeddings"]', "  L05 --> L06"):
        assert line in drawn
    assert '  click L05 href "05_als.html"' in drawn
    with pytest.raises(course.BadLesson, match="a planned lesson is a line such as"):
        course.planned(["ALS, some day"], found)


def test_the_readme_names_the_lessons_that_there_are():
    text = (book.ROOT / "README.md").read_text(encoding="utf-8")
    assert course.in_readme(text, course.lessons(book.NOTEBOOKS)) == text, (
        "README.md is out of date: run `make lessons`"
    )
    assert course.README.search(text), "README.md has lost the markers <!-- lessons --> and <!-- end -->"
