# Two commands: `make site` builds the site, `make test` checks everything. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

.DEFAULT_GOAL := help
.PHONY: help site draft serve test quick lint types unit coverage mutants browser python clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

site: $(VENV)/installed  ## Build the site into site/ (installs what it needs into .venv first)
	@$(BIN)/gongkai build
	@printf '\nTo look at it:  %s/gongkai serve\nand open the address that it prints.\n' "$(BIN)"

draft: $(VENV)/installed  ## Fetch what checks drafts in the browser (/draft/), with npm and pip; the next build takes it in
	@$(BIN)/python -m scripts.draft_engine

serve: $(VENV)/installed  ## Show the built site under the headers of the real host
	@$(BIN)/gongkai serve

test: lint types unit  ## Run everything: ruff, mypy, and pytest with the journey in a real browser

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/pytest -q tests/test_complexity.py

types: $(VENV)/installed-test
	$(BIN)/mypy

unit: $(VENV)/installed-test browser
	$(BIN)/pytest -n auto --dist worksteal

quick: $(VENV)/installed-test  ## Run the tests that take about a second at most, without a browser
	$(BIN)/pytest -q -n auto --dist worksteal -m 'not slow'

# A full path: tests that work in a folder of their own look what is left there.
coverage: $(VENV)/installed-test  ## Compare which lines the tests reach with the floor of each room
	@rm -rf .cache/coverage && mkdir -p .cache/coverage
	COVERAGE_FILE="$(CURDIR)/.cache/coverage/data" $(BIN)/python -m coverage run -m pytest -q -n auto --dist worksteal -m 'not browser'
	@$(BIN)/python -m coverage combine -q && $(BIN)/python -m coverage json -q -o .cache/coverage/lines.json
	$(BIN)/python -m benchmarks.coverage .cache/coverage/lines.json

mutants: $(VENV)/installed-test  ## Break a fixed sample of rules and see whether the tests notice
	$(BIN)/python -m benchmarks.mutants --sample

$(VENV)/installed: pyproject.toml constraints.txt | python
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(PIP_INSTALL) -e .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@echo "Installing what the tests need ..."
	@$(PIP_INSTALL) -e '.[test]'
	@touch $@

# Only asked while there is no environment yet: afterwards the environment's own Python counts.
python:
	@$(BIN)/python -c '' 2>/dev/null || { \
	  command -v $(PYTHON) >/dev/null 2>&1 || { \
	    echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not there." \
	      "On Debian: apt-get install python3 python3-venv" >&2; exit 1; }; \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." \
	      "Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }; \
	  $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "Python's module venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }; }

# The browser journey is never skipped: without a browser the tests stop and say what to install.
browser:
	@have() { for name in $(BROWSERS); do command -v $$name >/dev/null 2>&1 && return 0; done; return 1; }; \
	install='apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk'; \
	have && exit 0; \
	if [ "$$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; then \
	  echo "No browser yet: $$install"; \
	  DEBIAN_FRONTEND=noninteractive sh -c "$$install" && have && exit 0; \
	fi; \
	echo "The tests drive a real browser and found none ($(BROWSERS))." >&2; \
	echo "Install one, on Debian with:  sudo sh -c '$$install'" >&2; \
	exit 1

clean:  ## Remove what was built and installed here
	rm -rf site site.new-* site.old-* .draft .cache $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find generator tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
