# Everything that developers and CI call. Each target creates the environment that it needs.
# PYTHON names the interpreter for that environment: make test PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/python -m compileall -q builder && $(BIN)/python tools/compile_templates.py
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help site check serve test browser-test reference-test lint types fmt bench bench-smoke wheel lock clean

help: ## Print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-15s %s\n", $$1, $$2 }'

site: $(VENV)/.run ## Build the manual into site/
	$(BIN)/python -m builder build .

check: $(VENV)/.run ## Check the manual without publishing
	$(BIN)/python -m builder check .

serve: $(VENV)/.run ## Build the manual, serve it on this machine, and follow changes
	$(BIN)/python -m builder serve . --open

test: $(VENV)/.dev ## Run the tests; those that need node or a browser are skipped without them
	$(BIN)/python -m pytest -n auto

browser-test: $(VENV)/.browser ## Run the tests in Chromium
	$(BIN)/python -m pytest tests/browser

reference-test: $(VENV)/.dev tests/markdoc/reference/node_modules tests/reporting/schema/node_modules ## Compare with the reference implementation; needs node
	$(BIN)/python -m pytest tests/markdoc/reference tests/reporting

lint: $(VENV)/.dev types ## Check style, types and the contracts between layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev ## Check types
	$(BIN)/mypy

fmt: $(VENV)/.dev ## Format the Python sources
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench-smoke: $(VENV)/.dev ## Fail if a cold build has become slower than recorded
	$(BIN)/python -m bench.smoke

bench: $(VENV)/.dev ## Measure build times
	$(BIN)/python -m bench.markdoc
	$(BIN)/python -m bench

wheel: $(VENV)/.dev ## Build the wheel
	$(BIN)/python -m hatchling build -t wheel

lock: ## Update requirements/*.lock from the ranges in pyproject.toml
	$(PYTHON) requirements/renew.py

clean: ## Remove everything that can be created again
	rm -rf $(VENV) site build dist .handrail .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Handrail needs Python 3.11 or newer; name one: make site PYTHON=python3.13")'
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.run: requirements/run.lock | $(BIN)/python
	$(PIP) --require-hashes -r $<
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r $<
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.browser: requirements/browser.lock $(VENV)/.dev | $(BIN)/python
	$(PIP) --require-hashes -r $<
	@touch $@

# What tests bring from npm: the reference implementation, and the schema of SARIF.
tests/%/node_modules: tests/%/package-lock.json
	cd tests/$* && npm ci --no-audit --no-fund --ignore-scripts
	@touch $@
