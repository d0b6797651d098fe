# pullquote: `make run` opens the sample article, `make test` checks everything.
# All that is needed is Python >= 3.11 (3.11 to 3.13), make and git; the rest goes into .venv/.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet
ARTICLES ?= seeds
SPLIT ?= dev
SCORER ?= ../shared/bench/score_quotes.py

.PHONY: run test check soak format bench bench-quotes pictures cheat-sheet loss-table clean help

help: ## Say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.installed ## Read the sample article (ARTICLES=folder for others)
	@$(BIN)/pullquote read $(ARTICLES)

test: $(VENV)/.installed-dev ## Formatting, lint, types, import contracts, tests: all that CI checks
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest

check: test ## The same as test

soak: $(VENV)/.installed-dev ## Kill and disturb the program a thousand times, and count what was lost (Linux)
	@$(BIN)/python -m tests.soak

format: $(VENV)/.installed-dev ## Put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev ## Measure start, keys and saves, as ratios in one run
	@$(BIN)/python -m tests.bench

bench-quotes: $(VENV)/.installed-dev ## Score the quotes found in a corpus (GOLD=folder, SPLIT, SCORER, MODEL)
	@test -n "$(GOLD)" || { echo 'a corpus in the layout of PolNeAR is needed: make bench-quotes GOLD=folder [SPLIT=dev] [SCORER=program] [MODEL=name]' >&2; exit 2; }
	@$(BIN)/python -m tests.bench.bench_quotes --gold "$(GOLD)" --split "$(SPLIT)" \
		--scorer "$(SCORER)" $(if $(MODEL),--model "$(MODEL)")

pictures: $(VENV)/.installed-dev ## Draw the README's picture anew
	$(BIN)/python -m tests.screenshots --readme screenshot.svg

cheat-sheet: $(VENV)/.installed-dev ## Write the keys into the README anew
	$(BIN)/python -m tests.cheat_sheet README.md

loss-table: $(VENV)/.installed-dev ## Measure what formats lose, and write it into the README anew
	$(BIN)/python -m tests.loss_table README.md

clean: ## Remove what make made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo 'pullquote needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=/path/to/python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'no virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo 'Installing pullquote into $(VENV)/ (once, about a minute)'
	@$(PIP) --editable .
	@$(BIN)/python -m compileall -q tui
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed tests/readers.txt
	@echo 'Installing the tools that check the code'
	@$(PIP) --editable '.[dev]'
	@$(PIP) --no-deps --requirement tests/readers.txt
	@touch $@
