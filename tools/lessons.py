"""Runs every lesson with papermill, a line of progress for each.

    python tools/lessons.py            executed copies, pictures and widgets included, go to book/_build/executed/
    python tools/lessons.py --write    writes into notebooks/ what they print and the cells of their exercises, and
                                       the list into README
    python tools/lessons.py 04 06      only the lessons whose file names begin so

The book is built from the executed copies. The texts that are written back are what nbval compares: pictures, widgets
and timings would differ on every run, so notebooks/ holds none of them.
"""

import argparse
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import nbformat
import papermill
from nbformat import v4
from papermill.exceptions import PapermillExecutionError
from papermill.execute import remove_error_markers
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "book" / "_ext")]

from rectutor_book import course

TEXTS = ["text/plain", "text/html", "text/markdown", "text/latex"]
SECONDS_A_CELL = 300
# Without this the kernel warns on every start that what it tells papermill, on this very machine, is not encrypted.
ENCRYPTED = Config({"KernelManager": {"transport_encryption": "auto"}})


class Failure(Exception):
    """A lesson does not do; the message names its file, the cell and the reason."""


def run(source, executed):
    """Execute one lesson in its own folder, as JupyterLab does, and return it with all of its outputs."""
    attempt = ROOT / ".rectutor" / "lessons" / source.name  # a lesson that fails must not reach the book
    attempt.parent.mkdir(parents=True, exist_ok=True)
    executed.unlink(missing_ok=True)
    lesson = nbformat.read(source, as_version=4)
    try:
        papermill.execute_notebook(
            source,
            attempt,
            kernel_name="python3",
            cwd=source.parent,
            progress_bar=False,
            execution_timeout=SECONDS_A_CELL,
            config=ENCRYPTED,
        )
    except PapermillExecutionError as error:
        # An exception that a lesson wants to show stops nothing, but papermill reports it at the end all the same.
        if "raises-exception" not in lesson.cells[error.cell_index].metadata.get("tags", []):
            reason = f"{error.ename}: {error.evalue}".strip().removesuffix(":")
            raise Failure(
                f"{source.name}, code cell {error.exec_count}: {reason}\n  (all of it: {attempt.relative_to(ROOT)})"
            ) from None
    except Exception as error:  # a dead kernel, a cell that does not end
        raise Failure(f"{source.name}: {' '.join(str(error).split())[:300]}") from None
    notebook = remove_error_markers(nbformat.read(attempt, as_version=4))
    remove_traces(notebook)
    for cell in code_cells(notebook):
        cell.outputs = [plain_error(output) for output in merge_streams(cell.outputs)]
    executed.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, executed)
    return notebook


def relative(path):
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def remove_traces(notebook):
    """Take out what papermill and JupyterLab note about one run on one machine: times, paths, folded cells."""
    for part in [notebook, *notebook.cells]:
        for key in ["papermill", "execution", "collapsed", "scrolled", "trusted"]:
            part.metadata.pop(key, None)
        if not part.metadata.get("tags", True):
            del part.metadata["tags"]


def merge_streams(outputs):
    """What was printed in several pieces as one: where it is cut depends on the machine's mood."""
    merged = []
    for output in outputs:
        if merged and output.output_type == "stream" == merged[-1].output_type and output.name == merged[-1].name:
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


def plain_error(output):
    """An exception as its last line; the rest of a traceback names this machine's folders."""
    if output.output_type == "error":
        output.traceback = [f"{output.ename}: {output.evalue}"]
    return output


def texts_only(outputs):
    """The outputs without what differs on every run; one that has no text goes."""
    kept = []
    for output in outputs:
        if "data" in output:
            output = nbformat.from_dict({**output, "data": {k: v for k, v in output.data.items() if k in TEXTS}})
            output.metadata = {}
        if "data" not in output or output.data:
            kept.append(output)
    return kept


def unstable(output):
    """Why the texts of an output cannot be compared on another machine, or None."""
    texts = [output.get("text", ""), output.get("evalue", ""), *map(str, output.get("data", {}).values())]
    if output.output_type == "stream" and output.name == "stderr":
        return f"writes to stderr, often a warning that a lesson should not raise: {texts[0].strip()[:200]}"
    for text in texts:
        if address := re.search(r"\bat 0x[0-9a-f]{6,}", text):
            return f"prints an address in memory ({address[0]}), which is another one on every run"
        if str(ROOT) in text or sys.prefix in text:
            return "prints a path of this machine"
    return None


def write_back(source, executed):
    """Put the texts of an executed lesson into its source, and nothing else that changes from run to run."""
    lesson = nbformat.read(source, as_version=4)
    if lesson.nbformat_minor < 5:
        raise Failure(f"{source.name}: its cells have no ids; save it once in JupyterLab")
    for cell, done in zip(code_cells(lesson), code_cells(executed), strict=True):
        outputs = texts_only(done.outputs)
        for reason in filter(None, map(unstable, outputs)):
            raise Failure(f"{source.name}, code cell {done.execution_count} {reason}")
        cell.outputs, cell.execution_count = outputs, done.execution_count
    remove_traces(lesson)
    lesson.metadata.pop("widgets", None)
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    lesson.metadata.update(kernelspec=kernel, language_info={"name": "python"})
    nbformat.write(lesson, source)


def put_exercises(source):
    """Bring the three cells of each exercise up to date; a new one comes after the one before it."""
    from rectutor.practice.catalog import of_lesson  # here, as a lesson just begun brings its exercises

    lesson, end = nbformat.read(source, as_version=4), 0
    for exercise in of_lesson(source.name[:2]):
        new = exercise_cells(exercise.name)
        at = next((n for n, cell in enumerate(lesson.cells) if f'check("{exercise.name}",' in cell.source), None)
        if at is not None:
            for cell, fresh in zip(lesson.cells[at - 1 : at + 2], new, strict=True):
                cell.source = fresh.source
            end = at + 2
        elif end:
            lesson.cells[end:end] = new
            end += 3
    nbformat.write(lesson, source)


def exercise_cells(name):
    """The cells of an exercise: statement, stub with check, folded solution."""
    from rectutor.practice import cells

    return [getattr(v4, f"new_{kind}_cell")(text) for kind, text in cells(name)]


def lesson_line(source, executed, write):
    """Run one lesson, and tell about it in a line."""
    started = time.monotonic()
    if write:
        put_exercises(source)
    notebook = run(source, executed)
    if write:
        write_back(source, notebook)
    count = len(code_cells(notebook))
    return f"{source.name:<40} {count:>3} code cells {time.monotonic() - started:>6.1f} s"


def write_list(notebooks):
    """Put the lessons that there are into the README beside the folder of notebooks."""
    readme = notebooks.parent / "README.md"
    if readme.exists():
        text = readme.read_text(encoding="utf-8")
        readme.write_text(course.in_readme(text, course.lessons(notebooks)), encoding="utf-8")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="how the file names begin; all lessons if none is given")
    parser.add_argument("--write", action="store_true", help="write the texts back into the notebooks")
    parser.add_argument("--notebooks", type=Path, default=ROOT / "notebooks")
    parser.add_argument("--executed", type=Path, default=ROOT / "book" / "_build" / "executed")
    parser.add_argument("--jobs", type=int, default=2, help="lessons run side by side (2)")
    options = parser.parse_args(arguments)
    sources = sorted(options.notebooks.glob("*.ipynb"))
    chosen = [path for path in sources if path.name.startswith(tuple(options.names or [""]))]
    if not chosen:
        print(f"no notebooks in {relative(options.notebooks)}" + (" with such a name" if sources else ""))
        return 1 if sources else 0
    failures = 0
    if options.write:
        try:
            write_list(options.notebooks)
        except course.BadLesson as reason:
            print(f"FAILED  {reason}")
            return 1
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = [pool.submit(lesson_line, path, options.executed / path.name, options.write) for path in chosen]
        for job in as_completed(jobs):
            try:
                print(job.result(), flush=True)
            except Failure as failure:
                failures += 1
                print(f"FAILED  {failure}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
