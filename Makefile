# SPDX-License-Identifier: GPL-3.0-or-later
# A newcomer needs two of these: make run and make test. Both prepare all they need.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

NO_PYTHON = Jiaozi needs Python 3.11, 3.12 or 3.13, and none is on the PATH. \
	Debian, Ubuntu: sudo apt-get install python3 (python3.11 where python3 is older); \
	elsewhere: https://www.python.org/downloads/. \
	Or name yours: make $(MAKECMDGOALS) PYTHON=/path/to/python3

# Without bytecode, every process that a test or a bench starts compiles the program anew.
unexport PYTHONDONTWRITEBYTECODE

prepare = @$(or $(PYTHON),$(error $(NO_PYTHON))) packaging/prepare.py
bin = @.venv/bin

# What stands behind `make bench` names benches, which are no targets of their own.
ifeq ($(firstword $(MAKECMDGOALS)),bench)
benches := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
$(benches): bench
	@:
endif

help: ## Show these targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

run: ## Start Jiaozi on the sample (without a display: its main job, without a window)
	$(prepare)
	$(bin)/python packaging/demo.py

# What fails beside others is run once more by itself; both results are shown.
again = || .venv/bin/pytest --last-failed --last-failed-no-failures none

test: lint ## Run the linters, then the tests (a quarter of an hour at most)
	$(bin)/pytest -m alone tests/end2end $(again)
	$(bin)/pytest --numprocesses 3 --dist worksteal -m "not alone" $(again)

quick: ## Between two edits: lint what changed, run unit and property tests (a minute)
	$(prepare) dev
	@changed="$$(git diff --name-only --diff-filter=d HEAD -- '*.py'; \
	git ls-files --others --exclude-standard -- '*.py')"; \
	test -z "$$changed" || { .venv/bin/ruff check --quiet $$changed \
	&& .venv/bin/ruff format --check --quiet $$changed \
	&& .venv/bin/mypy --no-error-summary $$changed; }
	$(bin)/pytest --numprocesses 2 -m "not long" tests/unit tests/property

long: ## What finds more the longer it runs: kills, random events, cuts, fuzz (an hour at most)
	$(prepare) dev fuzz
	$(bin)/pytest --kills 400 --events 20000 tests/end2end/test_kill_window.py \
	tests/end2end/test_random_events.py
	$(bin)/pytest --cuts 1000 --hypothesis-profile thorough tests/property
	$(bin)/python tests/fuzz/run.py --seconds 120

lint: ## Check style, types and layers
	$(prepare) dev
	$(bin)/ruff check --quiet
	$(bin)/ruff format --check --quiet
	$(bin)/mypy --no-error-summary
	$(bin)/lint-imports --no-logo

bench: ## Measure speed and quality: all, or those named (make bench start peaks)
	$(prepare) dev bench
	$(bin)/python tests/bench/run.py $(benches)

ear: ## Try the ear on real speech, beside another engine: make ear SPEECH=DIR (docs/ear.md)
	$(prepare) dev
	@OPENBLAS_NUM_THREADS=1 .venv/bin/python -m tests.ear.run \
	$(or $(SPEECH),$(error Name a folder of speech: make ear SPEECH=DIR)) $(parts) \
	$(if $(GOLD),--gold $(GOLD))

fuzz: ## Throw inputs at all that reads files (a minute each; Linux)
	$(prepare) dev fuzz
	$(bin)/python tests/fuzz/run.py

screenshots: ## Take pictures of the window at work: build/screenshots/
	$(prepare) dev
	$(bin)/python -m tests.screenshots

package: ## Build the program that needs no Python, and try it out
	$(prepare) package
	$(bin)/python packaging/build.py

windows: ## Build the Windows program, install and try it under Wine (Debian): build/windows/
	$(prepare) dev windows
	$(bin)/python packaging/make_windows.py $(steps)

release: ## Make a release of a clean main: make release VERSION=1.2.3
	$(prepare) dev
	$(bin)/python packaging/release.py $(VERSION)

macos: ## Check, without a Mac, what the macOS program is made of (1 GB): build/macos/
	$(prepare) dev
	$(bin)/python packaging/macos/wheels.py build/macos

.PHONY: help run test quick long lint bench ear fuzz screenshots package windows macos release $(benches)
