# PIP_OPTIONS passes a person's own choices on to pip, for example an index with CPU builds of torch.
PYTHON      ?= python3
VENV        := .venv
BIN         := $(VENV)/bin
PIP_OPTIONS ?=
STAMP       := $(VENV)/.installed

.PHONY: setup run test test-long lint eval clean

setup: $(STAMP)

# torch first and pinned: a plain resolution can pull gigabytes of GPU libraries.
$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS) --editable '.[dev]'
	$(BIN)/shorewise setup
	touch $(STAMP)

run: setup
	$(BIN)/shorewise serve --open

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -m "not long"

test-long: lint
	$(BIN)/python -m pytest

eval: setup
	$(BIN)/python -m eval

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
