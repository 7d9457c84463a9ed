# make run, make test, make dev, make check; PYTHON chooses the interpreter of the virtual environment.
PYTHON ?= python3.11
PORT ?= 3000
VENV := .venv
BIN := $(VENV)/bin
LANDING ?=

export DAGSTER_DISABLE_TELEMETRY := 1
export DO_NOT_TRACK := 1
ifneq ($(LANDING),)
export LANDING
endif

.PHONY: run dev test check lint clean

run: $(VENV)/.installed portal/node_modules/.installed
	@$(BIN)/python -m orchestration.run

dev: $(VENV)/.installed portal/node_modules/.installed
	@$(BIN)/python -m orchestration.dev --port $(PORT)

# A file's tests share what it made, so they stay together; the slow files come first, and the unit tests fill the gaps.
test: $(VENV)/.installed-dev portal/node_modules/.installed
	@$(BIN)/python -m orchestration.dbt.prepare
	@$(BIN)/python -m pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

check: lint
	@$(BIN)/python -m pytest -q tests/unit

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m orchestration.dbt.prepare
	@cd dbt_project && ../$(BIN)/sqlfluff lint --disable-progress-bar models tests

clean:
	rm -rf .warehouse dbt_project/target dbt_project/logs .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# The sets are complete, so pip has nothing to resolve (--no-deps).
# The development set holds everything that the runtime set does, so it need not be installed twice.
$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

# The portal's chart library. Without npm, or while it reaches no registry, the portal has tables but no charts.
portal/node_modules/.installed: portal/package-lock.json
	@if command -v npm >/dev/null && (cd portal && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); \
	then touch $@; else echo "portal: npm could not install its chart library; the portal will have no charts"; fi

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
