"""The README's lines of Python run, and print what they say."""

import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def test_the_example_runs_and_prints_what_it_says(capsys):
    text = README.read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    exec(code, {})
    printed = capsys.readouterr().out
    said = re.search(r"# (\{'RMSE': 0\.\d+)…", code)[1]
    assert printed.startswith(said)
    assert printed.count("ratings") >= 2, "two tables of films"


def test_what_it_names_is_there():
    text = README.read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if not t.startswith("http")]
    folders = re.findall(r"^\| `([a-z]+/)`", text, flags=re.M)
    missing = [t for t in (*targets, *folders) if not (README.parent / t).exists()]
    assert missing == []
