# What can be done here; `make` alone lists it. Everything runs in .venv, which the first call makes.
# On Windows, where make is absent: py tools\bootstrap.py lab

PYTHON ?= python3
VENV = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-test lab test lesson lessons book bench bundle lock clean

help:     ## this list
	@sed -n 's/^\([a-z-]*\): .*## /\1	/p' Makefile | while IFS='	' read -r name what; do printf '  make %-8s  %s\n' "$$name" "$$what"; done

setup:    ## make .venv with all that the lessons need
	@$(bootstrap) setup

lab:      ## set-up, then JupyterLab with the first lesson open
	@$(bootstrap) lab $(ARGS)

test: setup-test  ## set-up with the test tools, then every check (CHECKS="ruff units" runs some)
	@$(VENV) tools/check.py $(CHECKS)

lessons: setup-test  ## run every lesson and write the texts it prints back into notebooks/
	@$(VENV) tools/lessons.py --write $(LESSONS)

lesson: setup-test  ## begin a lesson: make lesson NAME=05_als
	@$(VENV) tools/lesson.py "$(NAME)"

book: setup-test  ## run every lesson and build the book into book/_build/html
	@$(VENV) tools/lessons.py
	@$(VENV) tools/book.py

bench: setup-test  ## speed and accuracy beside other libraries
	@$(VENV) -m tests.benchmarks $(ARGS)

bundle: setup-test  ## bundle the components after a change in rectutor/show/js
	@$(VENV) tools/bundle.py

lock: setup-test  ## renew requirements.lock with the newest releases that fit together
	@$(VENV) tools/lock.py

clean:    ## remove .venv and all that was built
	rm -rf .venv .rectutor book/_build book/node_modules rectutor/show/js/node_modules dist build
	rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find rectutor tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

setup-test:
	@$(bootstrap) setup --extra test

# A learner without any Python gets the same sentence as one whose Python is too old.
bootstrap = command -v $(PYTHON) >/dev/null 2>&1 || \
  { echo "rectutor: Python 3.11 or newer is needed, and there is no $(PYTHON); install it, or run PYTHON=/path/to/python make lab." >&2; exit 1; }; \
  $(PYTHON) tools/bootstrap.py
