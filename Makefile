# Everything that is done with a checkout. `make` alone lists the targets. Works with GNU make 3.81 and later.

STORE ?= sqlite:///.claimline/claimline.db
HOST  ?= 127.0.0.1
PORT  ?= 8501

VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
DEV   := $(VENV)/.ready-dev
PIP   := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV    := $(BIN)/python -m uv pip install --quiet --python $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint format bench docs lock clean

help: ## list the targets
	@echo "Claimline: who said what, on what evidence, and who answered."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'
	@echo
	@echo "  make run STORE=sqlite:///other.db PORT=9000   another store, another port"
	@echo "  make run STORE=neo4j                          a Neo4j server of its own (Java 17, Maven)"
	@echo "  make setup PYTHON=/path/to/python3.12         another Python"

setup: $(READY) ## make .venv and install Claimline into it

setup-dev: $(DEV) ## the same, with what tests and docs need

run: $(READY) ## read the examples into a store, serve the web UI
	@set -e; CLAIMLINE_STORE="$(STORE)"; export CLAIMLINE_STORE; \
	if [ "$(STORE)" = neo4j ]; then \
		scripts/neo4j start; echo "It goes on when this ends: scripts/neo4j stop ends it, wipe removes its data."; \
		set -a; . ./.claimline/neo4j/environment; set +a; \
	fi; \
	$(BIN)/claimline ingest --settings examples/claimline.toml; \
	$(BIN)/claimline stats; \
	$(BIN)/claimline ui --host "$(HOST)" --port "$(PORT)"

test: $(DEV) ## pass all tests
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup $(ARGS)

lint: $(DEV) ## ruff, mypy strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV) ## let ruff put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(DEV) ## measure speed and memory (some minutes)
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

docs: $(DEV) ## build the documentation into site/
	@$(BIN)/python scripts/docs_commands.py
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "The documentation is in site/index.html"

lock: $(DEV) ## pin the dependencies anew
	@$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml --output-file requirements.lock
	@$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		pyproject.toml --group dev --output-file requirements-dev.lock
	@echo "uv" | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		- --output-file requirements-setup.lock

clean: ## remove .venv and what was built; stores stay
	@rm -rf $(VENV) site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

# A stamp says that the environment is made of these very files: a second run starts in seconds.
# uv installs in seconds what takes pip minutes; where it cannot be had, pip does it.
$(READY): requirements.lock requirements-setup.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Claimline needs into $(VENV) (once) ..."
	@$(PIP) install --require-hashes --requirement requirements-setup.lock || true
	@$(UV) --require-hashes --requirement requirements.lock || $(PIP) install --require-hashes --requirement requirements.lock
	@$(UV) --no-deps --editable . || $(PIP) install --no-deps --editable .
	@touch $@

$(DEV): requirements-dev.lock $(READY)
	@echo "Installing what the tests need ..."
	@$(UV) --require-hashes --requirement $< || $(PIP) install --require-hashes --requirement $<
	@touch $@

$(BIN)/python:
	@set -e; \
	for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
		command -v "$$candidate" >/dev/null 2>&1 || continue; \
		if ! "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then \
			echo "$$candidate does not fit: it is $$("$$candidate" --version 2>&1)" >&2; continue; \
		fi; \
		if ! "$$candidate" -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "$$candidate lacks its venv module: on Debian and Ubuntu, apt install $$(basename "$$candidate")-venv" >&2; continue; \
		fi; \
		echo "Making $(VENV) with $$("$$candidate" --version) ..."; \
		exec "$$candidate" -m venv $(VENV); \
	done; \
	echo "Claimline needs Python 3.11, 3.12 or 3.13, and none was found." >&2; \
	echo "  macOS: brew install python@3.13    Debian, Ubuntu: apt install python3 python3-venv" >&2; \
	echo "  one that lies elsewhere: make setup PYTHON=/path/to/python3.13" >&2; \
	exit 1
