# Every target sets up what it needs: Python 3.11 and make are enough. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 4200
EXTRAS ?=
DATA ?= data
ROOM ?= events
VENV := .venv
BIN := $(VENV)/bin
LOCKS := requirements/lock.txt $(EXTRAS:%=requirements/%.txt)
# The stamp carries a checksum of what it was installed from: a changed lock, or a new extra, installs again.
SUM := $(shell cat requirements/uv.txt $(LOCKS) pyproject.toml 2>/dev/null | cksum | tr -s ' \t' '-')
STAMP := $(VENV)/installed-$(SUM)

.PHONY: help setup run test test-fast release-check check bench docs for-docs for-training train crossval train-lines crossval-lines ui lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || grep '## ' $(MAKEFILE_LIST)

setup: $(STAMP) ## install into .venv what the locks name (EXTRAS="docs s3 dask train" for more)

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tidings needs Python 3.11 or newer; say which: make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@rm -f $(VENV)/installed-*
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/uv.txt $(LOCKS) \
	  || $(BIN)/python -m pip install --quiet --no-deps --require-hashes $(LOCKS:%=-r %)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: $(STAMP) ## read the sample documents in seeds/ into warehouse/
	$(BIN)/tidings run seeds --warehouse warehouse

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest

test-fast: $(STAMP) ## run the tests of one room: make test-fast ROOM=events
	$(BIN)/python -m pytest -n 0 tests/test_house.py tests/$(ROOM)

release-check: $(STAMP) ## what must hold before a version is given out
	$(MAKE) --no-print-directory check test
	$(BIN)/python -m tidings.schemas.describe | diff - docs/tables.md
	$(BIN)/python -m tools.print_decision_path | diff - docs/decision_path.md
	$(BIN)/python -m tools.build_notebook | diff - docs/questions.ipynb
	$(MAKE) --no-print-directory docs
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel .

check: $(STAMP) ## lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP) ## measure the speed
	$(BIN)/python -m benchmarks.speed

# Sphinx is set up by a make of its own: `run` and `test` do without.
for-docs:
	@$(MAKE) --no-print-directory setup EXTRAS="$(sort $(EXTRAS) docs)"

docs: for-docs ## make the documentation as a site in build/site, every link looked at
	$(BIN)/python -m tools.build_docs build/docs
	$(BIN)/python -m sphinx -W --keep-going -q -b html build/docs build/site
	@echo "build/site/index.html"

# What only training needs (torch, the public weights) is set up by a make of its own: `run` and `test` do without.
for-training:
	@$(MAKE) --no-print-directory setup EXTRAS="$(sort $(EXTRAS) train)"

train: for-training ## rebuild the weights of the encoder from the labelled news in DATA, one night at most
	$(BIN)/python -m training.train_all --data $(DATA)

train-lines: for-training ## rebuild the weights that tell what a line of a raw file is, from the pages in DATA, half an hour at most
	$(BIN)/python -m training.train_lines --data $(DATA)

crossval-lines: for-training ## five-fold out-of-fold figures of what a line is, of DATA likewise
	$(BIN)/python -m training.train_lines --data $(DATA) --no-package
	$(BIN)/python -m training.score_lines --data $(DATA)

crossval: for-training ## five-fold out-of-fold figures, of DATA likewise
	$(BIN)/python -m training.crossval --data $(DATA)

# The page asks the address it is told at the start, not the port it is served from: both must be said.
ui: $(STAMP) ## start Prefect's server and page on PORT (4200)
	@echo "page: http://127.0.0.1:$(PORT)    runs that report to it: PREFECT_API_URL=http://127.0.0.1:$(PORT)/api make run"
	PREFECT_HOME="$${PREFECT_HOME:-$$($(BIN)/python -c 'import os; from tidings.flows.prefect_home import own_home; print(own_home(os.environ))')}" \
	PREFECT_SERVER_API_PORT=$(PORT) PREFECT_SERVER_UI_API_URL=http://127.0.0.1:$(PORT)/api \
	PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1 $(BIN)/prefect server start --port $(PORT)

lock: $(STAMP) ## write the locks anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --extra dev pyproject.toml --output-file requirements/lock.txt
	for extras in docs "s3 --extra s3-tests" dask train; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --extra $$extras \
	  --constraint requirements/lock.txt pyproject.toml --output-file requirements/$${extras%% *}.txt; done

clean: ## remove what set-up and tests made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
