"""The README's lines of Python run, and print what they say."""

import re
from pathlib import Path

import rectutor

README = Path(__file__).parents[1] / "README.md"


def test_the_example_runs_and_prints_what_it_says(capsys):
    text = README.read_text(encoding="utf-8")
    code, _ = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    exec(code, {})
    printed = capsys.readouterr().out
    said = re.search(r"# (\{'RMSE': 0\.\d+)…", code)[1]
    assert printed.startswith(said)
    assert printed.count("ratings") >= 2, "two tables of films"


def test_three_lines_lead_from_a_file_of_ones_own_to_a_recommendation(tmp_path, monkeypatch, capsys):
    _, code = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.S)
    frame = rectutor.load("movielens-small").ratings.to_frame()
    frame.to_csv(tmp_path / "my-ratings.csv", index=False)
    monkeypatch.chdir(tmp_path)
    exec(code, {"rectutor": rectutor})
    said, *table = capsys.readouterr().out.strip().splitlines()
    assert len(code.strip().splitlines()) == 3
    assert "100,004 ratings from my-ratings.csv" in said
    assert len(table) == 12, "ten items under the table's two head lines"


def test_what_it_names_is_there():
    text = README.read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if not t.startswith("http")]
    folders = re.findall(r"^\| `([a-z]+/)`", text, flags=re.M)
    missing = [t for t in (*targets, *folders) if not (README.parent / t).exists()]
    assert missing == []
