# Everything runs in the virtual environment .venv, made from pyproject.toml at first use.
PYTHON ?= python3.11
VENV := .venv
RUN := $(VENV)/bin/python
# Whatever the machine says: commands in processes of their own, and each worker, read what was compiled once.
export PYTHONDONTWRITEBYTECODE :=
# Schema of METS and rules of CSIP as others ship them: files that tests read. It is never imported, and it asks for an
# lxml we do not use, so it comes alone.
JUDGED_BY := 'eark-validator==1.1.2'

.PHONY: demo test quick lint bench faults coverage setup system clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps $(JUDGED_BY)
	touch $@

system:
	@PYTHON=$(PYTHON) sh tests/support/system-packages.sh

demo: system setup
	$(RUN) -m tests.support.demo demo-office

test: system setup
	$(RUN) -m pytest -n 3 --dist loadgroup

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

# Branches taken by the tests: nine in ten of all, and all of those that file, number and audit. Tests that limit file
# sizes or count seconds are left out: the measurement itself writes files and takes time.
MEASURED := docgen/archive/*,docgen/paperwork/filing.py,docgen/paperwork/receiving.py,docgen/workflows/keep_registers.py,$\
docgen/workflows/register_papers.py,registry/rules/numbering.py,registry/rulesets/numbering.py,registry/store/journal.py,$\
registry/store/new_documents.py,registry/store/proving.py,registry/store/received.py,registry/store/registers.py,$\
registry/store/reserving.py,registry/store/sealing.py

coverage: system setup
	rm -f .coverage .coverage.*
	COVERAGE_FILE=$(CURDIR)/.coverage COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml $(RUN) -m pytest -q -n 2 --dist loadgroup \
		-k 'not test_no_flood and not test_full_disk'
	$(RUN) -m coverage combine -q
	$(RUN) -m coverage report --fail-under=90
	$(RUN) -m coverage report --fail-under=100 --include='$(MEASURED)'

clean:
	rm -rf $(VENV) demo-office demo-office-ben-ngoai
