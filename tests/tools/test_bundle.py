"""The committed bundle is compared byte for byte with what the sources give. npm is a stub here."""

import bundle
import pytest

NPM = """
case "$1" in
  ci) mkdir -p node_modules; echo ci >> {log} ;;
  run) [ "$2" = build ] && echo "// bundled" > "$OUTDIR/rectutor.mjs" || exit 0 ;;
esac
"""


@pytest.fixture
def sources(tmp_path, program, monkeypatch):
    folder = tmp_path / "show" / "js"
    folder.mkdir(parents=True)
    (folder.parent / "static").mkdir()
    (folder / "package-lock.json").write_text("{}")
    program("node", "echo v22.0.0")
    programs = program("npm", NPM.format(log=tmp_path / "installed")).parent
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return folder


def test_a_bundle_that_matches_passes(sources):
    assert bundle.main([], sources) == 0
    assert bundle.main(["--check"], sources) == 0


def test_a_bundle_that_differs_or_is_missing_is_named(sources, capsys):
    bundle.main([], sources)
    (sources.parent / "static" / "rectutor.mjs").write_text("// bundled, then edited\n")
    assert bundle.main(["--check"], sources) == 1
    said = capsys.readouterr().err
    assert "rectutor.mjs in rectutor/show/static" in said
    assert "make bundle" in said
    (sources.parent / "static" / "rectutor.mjs").unlink()
    assert bundle.main(["--check"], sources) == 1
    assert "rectutor.mjs in rectutor/show/static" in capsys.readouterr().err


def test_packages_are_installed_once_for_each_lock(sources, tmp_path):
    bundle.main([], sources)
    bundle.main(["--check"], sources)
    assert (tmp_path / "installed").read_text() == "ci\n"
    (sources / "package-lock.json").write_text('{"changed": true}')
    bundle.main(["--check"], sources)
    assert (tmp_path / "installed").read_text() == "ci\nci\n"


def test_style_is_what_biome_says_and_no_line_that_is_too_wide(sources, program, capsys):
    page, picture = sources / "page.css", sources / "picture.js"
    page.write_text(f"/* {114 * 'λ'} */\n")  # 120 characters, in more bytes
    picture.write_text("\n")
    assert bundle.main(["--lint"], sources, [sources]) == 0
    picture.write_text(f"\n// {118 * '-'}\n")
    assert bundle.main(["--lint"], sources, [sources]) == 1
    said = capsys.readouterr().err
    assert "picture.js:2: 121 characters" in said
    assert "page.css" not in said
    program("npm", 'echo "lint/style/useTemplate"; exit 1')
    assert bundle.main(["--lint"], sources, [sources]) == 1
    assert "useTemplate" in capsys.readouterr().err


def test_a_failing_build_shows_what_npm_said(sources, program, capsys):
    program("npm", 'echo "Could not resolve d3-scale"; exit 1')
    assert bundle.main([], sources) == 1
    assert "Could not resolve d3-scale" in capsys.readouterr().err
