# make run opens the page, make test checks everything; both set up .venv first, which takes minutes once.
# PIP_OPTIONS passes a person's own choices on to pip, for example an index with CPU builds of torch.
PYTHON      ?= python3
VENV        := .venv
BIN         := $(VENV)/bin
PIP_OPTIONS ?=
PIP         := $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_OPTIONS)
STAMP       := $(VENV)/.installed
# A file of tests stays in one process, so that what it sets up once is set up once.
PARALLEL    := -n 2 --dist loadfile

.PHONY: setup run test test-long lint eval clean chromium

setup: $(STAMP)

# torch first and pinned: a plain resolution can pull gigabytes of GPU libraries.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Shorewise needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[dev,model]'
	$(BIN)/shorewise setup
	@touch $(STAMP)

run: setup
	$(BIN)/shorewise serve --open

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: chromium lint
	$(BIN)/python -m pytest $(PARALLEL) -m "not long"

test-long: chromium lint
	$(BIN)/python -m pytest $(PARALLEL) --hypothesis-profile=anew

eval: setup
	$(BIN)/python -m eval

# The page is tested in a real browser.
chromium:
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if grep -qs '^ID=debian' /etc/os-release && [ "$$(id -u)" = 0 ]; then \
		echo "Installing Chromium for the tests of the page."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium </dev/null >/dev/null; \
	else \
		echo "The tests need Chromium on the PATH as 'chromium'. Install it and try again: on Debian" \
			"'sudo apt-get install chromium', on Fedora 'sudo dnf install chromium'." >&2; \
		exit 1; \
	fi

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
