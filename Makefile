# Two commands: `make try` shows it, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SOURCES := bot cogs services domain storage scrapers posters web sandbox

.PHONY: try run test lint types imports unit bench messages clean

try: .venv/ready  ## a Discord on this machine, the bot on it, and the main job once (ARGS=--once ends after it)
	$(BIN)/sektor try $(ARGS)

run: .venv/ready  ## the bot itself, with config.toml and DISCORD_TOKEN
	$(BIN)/sektor run

test: lint types imports unit  ## everything that a fresh machine can prove

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-dev
	$(BIN)/mypy

imports: .venv/ready-dev
	$(BIN)/lint-imports

unit: .venv/ready-dev  ## a file at a time, as many at once as there are cores
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

bench: .venv/ready-dev  ## what is measured, side by side; docs/measurements.md says what came out
	$(BIN)/python -m benchmarks.interactions
	$(BIN)/python -m benchmarks.asking
	$(BIN)/python -m benchmarks.matching --quick
	$(BIN)/python -m benchmarks.theming
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.knowledge --quick
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.desk_list
	$(BIN)/python -m benchmarks.voting
	$(BIN)/python -m benchmarks.crowd
	$(BIN)/python -m benchmarks.web

messages: .venv/ready-dev  ## bring the catalogues up to date with the sentences in the code
	$(BIN)/python -m locales.collect

.venv/bin/python:
	$(PYTHON) -m venv .venv

# PIP_CONSTRAINT reaches the build of our own package too, which pip does in an environment of its own
.venv/ready: export PIP_CONSTRAINT = constraints.txt
.venv/ready: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/ready-dev: export PIP_CONSTRAINT = constraints.txt
.venv/ready-dev: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/ready

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
