"""Runs the benchmarks: `python -m tests.benchmarks` all of them, `python -m tests.benchmarks speed scale` some.

Each has a process of its own with one thread, so that none finds what another has left in memory. The exit status says
whether any target was missed.
"""

import argparse
import subprocess
import sys

from tests.benchmarks.measuring import one_thread

NAMES = ("imports", "speed", "scale", "evaluation", "similarity", "reading", "lesson", "pictures")
BENCHMARKS = {name: f"tests.benchmarks.{name}" for name in NAMES}
BENCHMARKS["accuracy"] = "tests.crosscheck.accuracy"  # prints a table; what is wanted of it is held by the tests


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", help=f"one or more of {', '.join(BENCHMARKS)}")
    names = parser.parse_args().names or BENCHMARKS
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    codes = [subprocess.call([sys.executable, "-m", BENCHMARKS[name]], env=one_thread()) for name in names]
    failed = [name for name, code in zip(names, codes, strict=True) if code]
    print(f"\n{'missed or failed: ' + ', '.join(failed) if failed else 'every target is met'}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
