"""How executed lessons are made fit for the book: what stops the build, and what happens to tables and formulas."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from importlib import import_module

import nbformat.v4 as nb
import numpy as np
import pandas as pd
import pytest

import book  # which makes the book's extension known
import rectutor
from rectutor.show.playback.player import Player

formulas, lessons, places, recordings, sizes, tables = (
    import_module(f"rectutor_book.{name}")
    for name in ("formulas", "lessons", "places", "recordings", "sizes", "tables")
)
BadLesson, STATE, VIEW, align = lessons.BadLesson, lessons.STATE, lessons.VIEW, tables.align

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
COMPONENT = {
    "model_name": "AnyModel",
    "state": {"_view_module": "anywidget", "_esm": "…", "kind": "quiz", "spec": {}, "layout": "IPY_MODEL_l"},
}


def lesson(*outputs, models=None, **metadata):
    cells = [nb.new_code_cell("1"), nb.new_code_cell("2", outputs=list(outputs), metadata=metadata)]
    return nb.new_notebook(cells=cells, metadata={"widgets": {STATE: {"state": models or {}}}})


def shown(data, **metadata):
    return nb.new_output("display_data", data=data, metadata=metadata)


def picture(**metadata):
    return shown({"image/png": base64.b64encode(PNG).decode(), "text/plain": "<Figure>"}, **metadata)


def html_of(notebook):
    return [output.data["text/html"] for output in notebook.cells[1].outputs]


def test_a_picture_without_a_text_alternative_is_refused(tmp_path):
    with pytest.raises(BadLesson, match="04_name, code cell 2: the picture has no text alternative"):
        lessons.prepare(lesson(picture()), "04_name", tmp_path)


@pytest.mark.parametrize("at", ["output", "format", "cell"])
def test_a_picture_becomes_a_file_with_its_size_and_alternative(tmp_path, at):
    words = {"alt": 'A "curve" falls.'}
    notebook = {
        "output": lambda: lesson(picture(**words)),
        "format": lambda: lesson(picture(**{"image/png": words})),
        "cell": lambda: lesson(picture(), **words),
    }[at]()
    lessons.prepare(notebook, "04_name", tmp_path / "pictures")
    (file,) = (tmp_path / "pictures").iterdir()
    assert file.read_bytes() == PNG
    assert html_of(notebook) == [
        f'<img src="pictures/{file.name}" alt="A &quot;curve&quot; falls." loading="lazy" width="640" height="480">'
    ]


def test_components_keep_their_words_and_lose_what_a_page_does_not_need(tmp_path):
    notebook = lesson(shown({VIEW: {"model_id": "q"}, "text/plain": "A quiz <of five>"}), models={"q": COMPONENT})
    assert lessons.prepare(notebook, "04_name", tmp_path) == {"q": {"state": {"kind": "quiz", "spec": {}}}}
    assert html_of(notebook) == [
        '<div class="component" data-kind="quiz" data-model="q"><p>A quiz &lt;of five&gt;</p></div>'
    ]
    assert "widgets" not in notebook.metadata


def test_what_is_asked_stands_in_its_place_whatever_kind_asks_it():
    question = {"question": ["Is ", ["code", "q<r"], "?"], "options": [{"text": ["yes"], "about": ["or so"]}]}
    words = '<div class="asked"><p><span>Is </span><code>q&lt;r</code><span>?</span></p>'
    covered = places.placeholder("m", {"kind": "new", "spec": {"question": question, "views": {}}}, "A picture.")
    alone = places.placeholder("m", {"kind": "new", "spec": question}, "Predict: Is q<r? yes")
    several = places.placeholder("m", {"kind": "new", "spec": {"questions": [question, question]}}, "A quiz.")
    assert [place.count(words) for place in (covered, alone, several)] == [1, 1, 2]
    assert [place.count("data-covered") for place in (covered, alone, several)] == [1, 0, 0]
    assert covered.endswith("<p>A picture.</p></div>")


def test_progress_bars_leave_nothing_behind(tmp_path):
    bar = {"model_name": "FloatProgressModel", "state": {}}
    box = {"model_name": "HBoxModel", "state": {"children": ["IPY_MODEL_b"]}}
    notebook = lesson(shown({VIEW: {"model_id": "x"}, "text/plain": "100%"}), models={"x": box, "b": bar})
    assert lessons.prepare(notebook, "04_name", tmp_path) == {}
    assert notebook.cells[1].outputs == []


def test_binary_values_are_refused(tmp_path):
    models = {"q": {**COMPONENT, "buffers": [{"path": ["frames"], "data": "", "encoding": "base64"}]}}
    with pytest.raises(BadLesson, match="binary values"):
        lessons.prepare(lesson(shown({VIEW: {"model_id": "q"}}), models=models), "04_name", tmp_path)


def test_a_folded_heading_marks_its_section_and_makes_an_executed_copy_stale(tmp_path):
    notebook = nb.new_notebook(cells=[nb.new_markdown_cell("## More\ntext")])
    path = tmp_path / "04_name.ipynb"
    path.write_text(nb.writes(notebook), encoding="utf-8")
    before = book.texts(path)
    notebook.cells[0].metadata["jp-MarkdownHeadingCollapsed"] = True
    path.write_text(nb.writes(notebook), encoding="utf-8")
    assert book.texts(path) != before
    lessons.prepare(notebook, "04_name", tmp_path)
    assert notebook.cells[0].source == "## More\n\n% jp-MarkdownHeadingCollapsed\ntext"


def test_words_stand_left_and_numbers_right():
    table = '<table border="1" class="dataframe"><tr><th></th><th>title</th><th>mean</th></tr>{}</table>'
    row = "<tr><th>0</th><td>Alien</td><td>{}</td></tr>"
    for number in ["4.5", "−0.25", "1,024", "0.887 ± 0.004", "12 %", "1e-05"]:
        aligned = align(table.format(row.format(number)))
        assert '<td class="words">Alien</td>' in aligned
        assert '<th class="words">title</th>' in aligned
        assert f"<td>{number}</td>" in aligned
        assert "<td></td>" in aligned  # a header without text is none
    assert align("<table><tr><td>Alien</td></tr></table>") == "<table><tr><td>Alien</td></tr></table>"


def test_the_name_of_an_index_stands_beside_those_of_the_columns():
    frame = pd.DataFrame({"rating": [0.5, np.nan]}, index=pd.Index(["Shrek", "Alien"], name="film"))
    aligned = align(frame.to_html())
    head, body = aligned.split("</thead>")
    assert [head.count(tag) for tag in ("<tr", "<th>film</th>", "<th>rating</th>")] == [1, 1, 1]
    assert '<td class="missing">NaN</td>' in body
    assert align(frame.rename_axis(None).to_html()).count("<tr") == 3


def test_fewer_sliders_keep_the_runs_that_they_reach():
    model = rectutor.MatrixFactorizationSGD(factors=2, epochs=3)
    vary = {"factors": [1, 2], "learning_rate": [0.01, 0.1]}
    player = Player(model, rectutor.load("toy").ratings, vary=vary)
    alone = Player(model, rectutor.load("toy").ratings, vary={"learning_rate": [0.01, 0.1]})
    less = recordings.with_sliders(player.get_state(), ["learning_rate"])
    assert less["spec"]["hyperparameters"] == alone.spec["hyperparameters"]
    assert less["spec"]["fixed"] == alone.spec["fixed"]
    reached = [frames(run) for run in unpacked(player.runs) if run[0]["values"]["factors"] == 2]
    assert [frames(run) for run in unpacked(less["runs"])] == reached
    assert len(reached) == 2
    with pytest.raises(KeyError, match="no slider for momentum; there are factors, learning_rate"):
        recordings.with_sliders(player.get_state(), ["momentum"])


def unpacked(packed):
    """Read runs as the page does; return each run's curve and the bytes of its arrays."""
    raw = zlib.decompress(base64.b64decode(packed))
    start = 4 + struct.unpack("<I", raw[:4])[0]
    return [(run, raw[start:]) for run in json.loads(raw[4:start])["runs"]]


def frames(run_and_bytes):
    run, content = run_and_bytes
    arrays = {
        name: content[a["offset"] :][: int(np.prod(a["shape"])) * int(a["type"][1:])]
        for name, a in run["arrays"].items()
    }
    return run["values"]["learning_rate"], run["metrics"], arrays


@pytest.fixture(scope="module")
def modules():
    book.bundle.install(book.BOOK)
    return book.find_node()[0], book.BOOK


def test_formulas_become_pictures_with_mathml(tmp_path, modules):
    page = tmp_path / "page.html"
    page.write_text('<main><mjx-container class="tex">a &lt; b</mjx-container></main>', encoding="utf-8")
    assert formulas.draw([page], *modules) == 1
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert "<mo>&lt;</mo>" in text
    assert 'class="tex"' not in text
    assert formulas.draw([page], *modules) == 0


@pytest.mark.parametrize("tex", [r"\frac{1", r"\unknown{x}"])
def test_a_formula_that_cannot_be_read_stops_the_build(tmp_path, modules, tex):
    page = tmp_path / "page.html"
    page.write_text(f'<main><mjx-container class="tex">{tex}</mjx-container></main>', encoding="utf-8")
    with pytest.raises(formulas.BadFormula, match=r"page\.html: "):
        formulas.draw([page], *modules)


def test_what_is_too_large_is_named(tmp_path, capsys):
    state = '{"state": {"q": {"state": {"kind": "quiz", "spec": "' + "x" * 3000 + '"}}}}'
    script = f'<script type="application/vnd.jupyter.widget-state+json">{state}</script>'
    (tmp_path / "page.html").write_text(script, encoding="utf-8")
    assert sizes.report(tmp_path, player_limit=10) == []
    assert sizes.report(tmp_path, player_limit=2) == ["a component of kind quiz in page.html has 3 kB, more than 2"]
    assert "quiz" in capsys.readouterr().out
