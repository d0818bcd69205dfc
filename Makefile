# Palmarès. Each target sets up what it lacks. `make` alone lists them.
PYTHON ?= python3
PORT ?= 5000
PY := .venv/bin/python
# How many times shorter its day is when the demonstration plays by itself.
PLAY_SPEED ?= 60
yes = $(filter-out 0 no false,$(1))
# Finds or installs a browser; the tests stop here where there is none.
with_browser = browser="$$($(PY) -m scripts.browser)" && BROWSER_PATH="$$browser"

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo run test test-fast test-nightly faults check format bench screens lock wheelhouse kit

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 15

setup: ## set up what the application needs, in .venv
	@$(PYTHON) scripts/bootstrap.py

setup-dev: ## the same, with what tests and checks need
	@$(PYTHON) scripts/bootstrap.py dev

demo: setup ## the day of Amiens 2019, on http://localhost:5000 (PORT=, FRESH=1 begins again, PLAY=1 plays by itself)
	@$(PY) run.py --demo --port $(PORT) --instance instance/demo $(if $(call yes,$(FRESH)),--fresh) \
		$(if $(call yes,$(PLAY)),--play $(PLAY_SPEED))

run: setup ## serve this machine's own data, in instance/
	@$(PY) run.py --port $(PORT)

# A file of tests at a time in each process, in the order of tests/conftest.py, which says how many there are: whatever a
# file shares among its tests is made once.
SHARED_OUT = -n auto --dist loadfile --no-loadscope-reorder

test: setup-dev ## all the tests but the long ones, in a real browser too
	@$(PY) -m scripts.strace
	@$(with_browser) $(PY) -m pytest -m "not nightly" $(SHARED_OUT) $(ARGS)

test-fast: setup-dev ## the tests that need no browser and break nothing
	@$(PY) -m pytest -m "not nightly and not browser and not fault" $(ARGS)

test-nightly: setup-dev ## all the tests, with the long ones
	@$(PY) -m scripts.strace
	@$(with_browser) $(PY) -m pytest $(SHARED_OUT) $(ARGS)

faults: setup-dev ## what is broken on purpose, and what held
	@$(PY) -m scripts.strace
	@$(with_browser) $(PY) -m pytest -m fault -v --no-header $(ARGS)

check: setup-dev ## format, lint, types, catalogues, vendored files
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(PY) -m scripts.javascript
	$(PY) scripts/catalogues.py --check
	$(PY) -m scripts.vendor --check

format: setup-dev ## put Python and JavaScript in their form
	$(PY) -m ruff check --fix --exit-zero
	$(PY) -m ruff format
	$(PY) -m scripts.javascript --write

bench: setup-dev ## the benchmarks: a table, and benchmarks/results/*.json
	@$(PY) -m benchmarks $(ARGS)

screens: setup-dev ## a picture of every screen, in docs/screens/ (ARGS="FOLDER NAME…" for a few elsewhere)
	@$(with_browser) $(PY) -m scripts.screens $(ARGS)

lock: ## after a change of pyproject.toml: the locked versions and their digests (needs uv; ARGS=--upgrade for newer ones)
	uv pip compile pyproject.toml -o requirements.lock $(LOCKING)
	for extra in dev kit node scale; do \
		uv pip compile pyproject.toml --extra $$extra -c requirements.lock -o requirements-$$extra.lock $(LOCKING) || exit 1; \
	done

LOCKING = --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --emit-build-options \
	--no-annotate --custom-compile-command "make lock" $(ARGS)

wheelhouse: setup ## the packages for a room without internet, in wheelhouse/ (ARGS="windows-amd64" for some machines)
	@$(PY) -m scripts.wheelhouse $(ARGS)

kit: wheelhouse ## palmares-kit.zip, for a USB stick: it installs without internet or administrator rights
	@$(PY) -m scripts.kit
