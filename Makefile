# `make demo` shows what refextract does, `make test` checks everything. Both set up what they need
# in .venv from pyproject.toml and the versions in constraints.txt: Python 3.11 or later is enough.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/ready

.PHONY: demo test clean

demo: $(READY)
	$(VENV)/bin/refextract --format table fixtures/hoi-nghi-tinh-uy.txt
	@echo
	$(VENV)/bin/refextract --format jsonl --columns type,number,issuer,date fixtures/hoi-nghi-tinh-uy.txt

test: $(READY)
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -q

# The two variables pin what builds the package as well; which one counts depends on pip's age.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
