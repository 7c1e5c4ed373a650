# make install   a .venv of its own with the versions of constraints.txt
# make demo      sample reports, an archive of them, and the question page
# make test      the tests
# make model     trains the embedding model that ships with the package (minutes; only after a change of its makers)
# make format    lays the code out, and mends what a machine can
# make check     format, lint, types and tests: what must pass before a commit

PYTHON ?= python3
PIP_OPTIONS ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed

.PHONY: install demo test check format model
.DEFAULT_GOAL := install

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; say which with: make PYTHON=python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet $(PIP_OPTIONS) -c constraints.txt -e ".[dev]"
	touch $@

demo: install
	$(BIN)/hoibaocao demo

test: install
	$(BIN)/python -m pytest

model: install
	$(BIN)/python -m ingest.training.train

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
