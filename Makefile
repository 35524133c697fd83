# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PAGE := api/static/index.html
PAGE_SOURCES := $(shell find api/page -name node_modules -prune -o -type f -print 2>/dev/null)
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help
help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

.PHONY: run
run: install ## Build the graph from seeds/, check it, serve it at http://127.0.0.1:8000
	$(BIN)/ostrakon build
	$(BIN)/ostrakon check
	$(BIN)/ostrakon serve --host $(HOST) --port $(PORT)

.PHONY: test
test: install ## Run every test
	$(BIN)/pytest --numprocesses 2 --dist loadfile

.PHONY: fuzz
fuzz: install ## Read ten thousand spoiled documents on every core; some minutes
	$(BIN)/pytest -m fuzz

.PHONY: check
check: install ## Lint, type-check and hold the architecture; change nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: fmt
fmt: install ## Format the code; check nothing
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: build
build: install ## Build the wheel and the source archive into dist/
	$(BIN)/python -m build --no-isolation --outdir dist .

.PHONY: serve
serve: install ## Serve the store as it is
	$(BIN)/ostrakon serve --host $(HOST) --port $(PORT)

.PHONY: bench
bench: install ## Measure the build, the queries, the reading of many documents and the import of records
	$(BIN)/python benchmarks/main_job.py
	$(BIN)/python benchmarks/reading.py $(BENCH_READING)
	$(BIN)/python benchmarks/records.py $(BENCH)

.PHONY: clean
clean: ## Remove what was built; keep the installed packages, so that no network is needed afterwards
	rm -rf dist api/static ostrakon-store .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

.PHONY: lock
lock: install ## Choose the versions anew and write their hashes to constraints.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-emit-index-url --no-annotate \
		--no-header --group dev pyproject.toml --output-file constraints.txt

.PHONY: install
install: $(READY) $(PAGE)

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Ostrakon needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(PAGE): $(READY) $(PAGE_SOURCES)
	$(BIN)/python api/page/build.py
