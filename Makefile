# `make demo` runs the main job, `make test` passes the tests; both set up what they need in .venv first.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# One CPU build for everybody: other builds of the same range bring gigabytes of GPU libraries.
TORCH  ?= torch==2.13.0

.PHONY: install demo test test-systems lint check sample wheel-test system-packages clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check '$(TORCH)'
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: install
	$(BIN)/waqai build seeds/*.txt -o output
	$(BIN)/waqai validate output/graph.ttl
	$(BIN)/waqai query output/graph.ttl --name who-met-whom
	@echo "open output/graph.html in a browser"

test: install
	$(BIN)/pytest -m 'not browser and not stores'

# Drives a real browser and real triple stores; `make system-packages` installs them. A test whose system is missing is
# skipped; WAQAI_SYSTEMS=required makes it fail.
test-systems: install
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pytest -m 'browser or stores'

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	$(BIN)/pytest

# What the demo makes, from recorded annotations, so that no processor's last decimals matter.
sample: install
	$(BIN)/python scripts/make_sample.py output/sample

wheel-test: install
	scripts/test_wheel.sh $(PYTHON)

# Browser, fonts and triple stores for the tests marked `browser` and `stores` (Debian, as root or with sudo).
system-packages:
	scripts/install_system_packages.sh
	scripts/install_stores.sh

clean:
	rm -rf $(VENV) build dist
