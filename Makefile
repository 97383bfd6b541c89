# The two commands: 'make demo' runs the platform on this machine, 'make test' checks everything CI checks.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install install-dev lock demo test test-full lint style form templates law types checks migrations deploy \
	seeded programs ahead unit unit-sqlite unit-postgres journeys bench lighthouse screenshots chromium \
	format
# One step after the other: they share one machine, and their output is read from top to bottom.
.NOTPARALLEL:
# A failed step does not hide what the others have to say.
MAKEFLAGS += --keep-going --no-print-directory

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin
STEP := .ci/step
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
# A lock that changed means a new installation; a file's date would not tell after a fresh clone.
DEMO_STAMP := .venv/installed-$(shell sha256sum requirements.txt | cut -c1-16)
TEST_STAMP := .venv/installed-dev-$(shell sha256sum requirements-dev.txt | cut -c1-16)
TYPED := learners/services learners/reports courses/items learners/access courses/text.py
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)
# Debian 12 ships Python 3.11.2, which a few packages treat differently from later 3.11; its lock suits them all.
LOCK := --quiet --python-version 3.11.2 --generate-hashes --no-annotate --no-header --no-emit-index-url

help: ## Show the commands.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(DEMO_STAMP) ## Install what the platform runs on into .venv.

install-dev: $(TEST_STAMP) ## Install also what tests and checks need.

.venv/bin/python:
	@$(PYTHON) -m venv .venv

# Nothing is compiled in advance: most modules are never imported, and those that are take a moment each.
# The test lock holds every line of the other one, so installing it serves both.
$(DEMO_STAMP): | .venv/bin/python
	@if [ ! -e $(TEST_STAMP) ]; then \
		$(STEP) "Install the platform" $(PIP) install --no-compile --require-hashes -r requirements.txt; \
		rm -f .venv/installed-*; \
	fi
	@touch $@

$(TEST_STAMP): | .venv/bin/python
	@$(STEP) "Install the platform and its tests" $(PIP) install --no-compile --require-hashes -r requirements-dev.txt
	@rm -f .venv/installed-*
	@touch $@

lock: install-dev ## Choose the newest versions that pyproject.toml allows and write their hashes.
	@$(BIN)/uv pip compile $(LOCK) --upgrade pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile $(LOCK) --upgrade -c requirements.txt --group test --group lint pyproject.toml -o requirements-dev.txt

demo: install ## Run the platform with its courses on http://127.0.0.1:8000 (PORT=... for another).
	@BASE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py demo --port $(PORT)

test: install-dev chromium programs ahead lint types checks unit journeys ## Check everything CI checks.

test-full: FULL := --full
test-full: test ## Check more: long property tests, failpoints and faults.

lint: style form templates law ## Check style, form, templates and the import law.

style: install-dev
	@$(STEP) "Style: ruff" $(BIN)/ruff check --quiet .

form: install-dev
	@$(STEP) "Form: ruff" $(BIN)/ruff format --check .

templates: install-dev
	@$(STEP) "Templates: djlint" $(BIN)/djlint --quiet --lint cms/templates

law: install-dev
	@$(STEP) "Import law: import-linter" $(BIN)/lint-imports --no-logo

types: install-dev
	@$(STEP) "Types: mypy" .ci/aside $(BIN)/mypy $(TYPED)

checks: migrations deploy seeded

migrations: install-dev
	@$(STEP) "Migrations are complete" .ci/aside $(BIN)/python manage.py makemigrations --check --dry-run

deploy: install-dev
	@$(STEP) "Production settings are safe" .ci/production $(BIN)/python manage.py check --deploy --fail-level WARNING

seeded: install-dev
	@$(STEP) "Seeds are valid" .ci/aside $(BIN)/python manage.py seed --check

# Migrating and seeding occupy one core for a minute, while the other would wait: they begin beside the first checks.
# Whoever needs the databases before they are kept makes them itself.
ahead: install-dev
	@$(BIN)/python -m pytest -n0 -q --engine=postgres tests/journeys/test_site.py >/dev/null 2>&1 &

unit: unit-sqlite unit-postgres

unit-sqlite: install-dev
	@SUMS_UP=1 $(STEP) "Tests on SQLite" $(PYTEST) --engine=sqlite $(FULL)

unit-postgres: install-dev
	@SUMS_UP=1 $(STEP) "Tests on PostgreSQL and Redis" $(PYTEST) --engine=postgres $(FULL)

journeys: install-dev chromium
	@SUMS_UP=1 $(STEP) "Journeys in Chromium, on PostgreSQL and Redis" $(PYTEST) --engine=postgres $(FULL) --maxschedchunk=1 \
		tests/journeys

bench: install-dev chromium ## Measure named loads on this machine and print ratios.
	@SUMS_UP=1 $(STEP) "Measurements" $(BIN)/python -m pytest -n0 -q -p no:randomly --engine=postgres tests/bench/bench_[ls]*.py
	@SUMS_UP=1 $(STEP) "A phone on a thin network, a web process" $(BIN)/python -m pytest -n0 -q -p no:randomly --engine=postgres \
		tests/bench/bench_phone.py tests/bench/bench_memory.py

SITE ?= http://127.0.0.1:$(PORT)
lighthouse: install-dev chromium ## Let Lighthouse judge seven pages of a running site (SITE=http://...); needs Node.
	@$(BIN)/python -m tests.bench.lighthouse $(SITE)

screenshots: install-dev chromium ## Picture twelve key screens; look at screenshots/index.html.
	@SUMS_UP=1 $(STEP) "Pictures of twelve screens" $(BIN)/python -m pytest -n0 -q -p no:randomly tests/journeys/screenshots.py

chromium:
	@$(STEP) "A browser is there" .ci/chromium

programs:
	@$(STEP) "Programs for sound and film are there" .ci/programs

format: install-dev ## Put the code into the house's form.
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
