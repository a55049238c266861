# Everything runs in the virtual environment .venv, made from pyproject.toml at first use.
PYTHON ?= python3.11
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: demo test quick lint bench faults setup system clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

system:
	@PYTHON=$(PYTHON) sh tests/support/system-packages.sh

demo: system setup
	$(RUN) -m tests.support.demo demo-office

test: system setup
	$(RUN) -m pytest -n 2 --dist loadgroup

quick: setup
	$(RUN) -m pytest -q -n 2 --dist loadgroup -m 'not slow and not pdf and not postgresql and not faults'

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: setup
	$(RUN) -m bench

faults: setup
	$(RUN) -m pytest -m faults -rP

clean:
	rm -rf $(VENV) demo-office demo-office-ben-ngoai
