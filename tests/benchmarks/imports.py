"""How long `import rectutor` takes, beside what it cannot do without; and what it must not load.

Every import happens in a fresh Python, in turn with the other. Its processor time is what counts; on an idle machine
whose disk has been read before, that is the time one waits.
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

from tests.benchmarks.measuring import Report, rounds, spread

NEEDED = "numpy, pandas, numba"
HEAVY = ["torch", "matplotlib", "seaborn", "scipy.linalg", "scipy.sparse", "ipywidgets", "anywidget", "IPython"]
TIMES_AS_LONG = 1.3
ROUNDS = 11

MEASURE = """
import json, sys, time
wall, used = time.perf_counter(), time.process_time()
import {modules}
wall, used = time.perf_counter() - wall, time.process_time() - used
print(json.dumps([used, wall, [name for name in {heavy} if name in sys.modules]]))
"""


def imported(modules: str) -> tuple[float, float, list[str]]:
    """Import in a fresh Python; return processor time, time on the wall, and which heavy modules that has loaded."""
    code = MEASURE.format(modules=modules, heavy=HEAVY)
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return tuple(json.loads(told))


def main() -> int:
    names = ("rectutor", NEEDED)
    for name in names:
        imported(name)  # reads the files, and compiles them where that has not been done
    found = rounds({name: (lambda name=name: imported(name)) for name in names}, ROUNDS)
    title = f"imports: each in a fresh Python, {ROUNDS} rounds; median (lowest–highest)"
    report = Report(title, "", "rectutor", NEEDED, "ratio")
    for label, which in (("processor time, s", 0), ("time on the wall, s", 1)):
        ours, base = ([run[which] for run in found[name]] for name in names)
        ratio = median(ours) / median(base)
        target = {"value": ratio, "most": TIMES_AS_LONG} if which == 0 else {}
        report.row(label, spread(ours), spread(base), f"{ratio:.2f}", **target)
    loaded, already = (found[name][0][2] for name in names)
    extra = [name for name in loaded if name not in already]
    named = [", ".join(names) or "none" for names in (loaded, already)]
    report.row("heavy modules loaded", *named, f"{len(extra)} more", value=len(extra), most=0)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
