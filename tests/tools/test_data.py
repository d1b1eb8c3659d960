"""A dataset that was changed, or whose source is not told, is noticed."""

import hashlib

import data


def make(folder, text="user,item\n", listed=None):
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("Where it comes from.")
    (folder / "ratings.csv").write_text(text)
    digest = hashlib.sha256((listed or text).encode()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  ratings.csv\n")


def test_a_dataset_as_listed_passes(tmp_path):
    make(tmp_path / "toy")
    assert data.main(tmp_path) == 0


def test_each_fault_is_named(tmp_path, capsys):
    make(tmp_path / "changed", listed="something else")
    make(tmp_path / "more")
    (tmp_path / "more" / "extra.csv").write_text("")
    make(tmp_path / "less")
    (tmp_path / "less" / "ratings.csv").unlink()
    (tmp_path / "bare").mkdir()
    assert data.main(tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        "bare has no README.md",
        "bare has no SHA256SUMS",
        "changed/ratings.csv is not the file that SHA256SUMS lists",
        "less/ratings.csv is listed in SHA256SUMS but not there",
        "more/extra.csv is not listed in SHA256SUMS",
    ]
