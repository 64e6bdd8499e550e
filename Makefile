# Two commands to start with:  make ask Q="who proposed Istanbul talks?"   and   make test
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
Q ?= who proposed Istanbul talks?
export NEWSDESK_DATA ?= $(CURDIR)/.data
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help ask repl setup test lint check bench reader verifier understanding quality constraints dist docs clean
.DELETE_ON_ERROR:

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

ask: seeded  ## answer Q="..." from the seeds corpus
	@$(BIN)/newsdesk ask "$$Q"
export Q

repl: seeded  ## ask one question after another
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

reader: .venv/.installed .venv/.dev  ## train the reader anew from GENERAL="SET..." (hours; a killed run goes on)
	$(ROOMY) $(BIN)/python -m training.reader $(GENERAL)
GENERAL ?= $(error name the folders of question sets: make reader GENERAL="SET..."; see retrieval/models/reader_en/MODEL_CARD.md)
# glibc would give each step's memory back and fetch it anew: a step takes five times as long without these.
ROOMY := MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=100000000

verifier: .venv/.installed .venv/.dev  ## train the verifier anew (an hour; a killed run goes on)
	$(ROOMY) $(BIN)/python -m training.verifier

understanding: .venv/.installed .venv/.dev  ## train the classifier of questions anew (minutes)
	$(BIN)/python -m training.understanding $(addprefix --others ,$(OTHERS))
OTHERS ?=

quality: seeded  ## measure the answers to seeds/questions.jsonl and seeds/conversation.jsonl against floors
	$(BIN)/newsdesk evaluate seeds/questions.jsonl --workers 2 $(addprefix --floor ,$(FLOORS))
	$(BIN)/newsdesk evaluate seeds/conversation.jsonl --workers 2 $(addprefix --floor ,$(CONVERSATION_FLOORS))
FLOORS := article_recall@1=0.82 article_recall@10=0.98 passage_contains_answer@5=0.92 \
  gold_sentence@1=0.69 gold_sentence@3=0.77 answer_contained=0.78 citation_recall=0.72 \
  alce_citation_recall=0.95 refusal_precision=0.37 refusal_recall=0.37 auroc_answerable=0.67
CONVERSATION_FLOORS := conversation_passed=0.69 confident_wrong=0.07 cites_questions=0.02 cites_headings=0.02 \
  cites_furniture=0.02 cites_fragments=0.02 cites_repeats=0.02

constraints: .venv/.dev  ## pin what .venv holds now
	$(BIN)/pip freeze --exclude-editable --exclude pip | sed s/+cpu$$// > constraints.txt

dist: .venv/.pip  ## build a wheel and try it in an empty environment
	@rm -rf dist build/clean
	@$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .
	@$(PYTHON) -m venv build/clean
	@build/clean/bin/pip install --quiet --constraint constraints.txt dist/newsdesk-*.whl
	@cd build/clean && NEWSDESK_DATA=$$PWD/data bin/newsdesk ingest $(CURDIR)/seeds && \
	  NEWSDESK_DATA=$$PWD/data bin/newsdesk ask "$$Q"
	@ls dist

docs: .venv/.installed  ## write the pages that come from the code, and build docs/ into site/
	@$(BIN)/python -m docs.generate
	@$(BIN)/pip install --quiet --constraint constraints.txt --group docs
	@$(BIN)/mkdocs build --strict --quiet

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
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[discord,evaluate,watch]'
	@touch $@

.venv/.dev: .venv/.installed
	@echo "== Installing the test tools into .venv"
	@$(BIN)/pip install --quiet --constraint constraints.txt --group dev
	@touch $@

.PHONY: seeded
seeded: .venv/.installed
	@if [ ! -e "$$NEWSDESK_DATA/.seeded" ] || [ -n "$$(find seeds -newer "$$NEWSDESK_DATA/.seeded")" ]; then \
	  echo "== Ingesting seeds/ into $$NEWSDESK_DATA"; \
	  $(BIN)/newsdesk ingest seeds && touch "$$NEWSDESK_DATA/.seeded"; \
	fi
