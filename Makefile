# `make demo` shows what refextract does, `make test` checks it, but for what needs a program of the
# system: `make test-spark` (Java), `make test-browser` (chromium) and `make test-doc` (antiword,
# LibreOffice) install that where apt-get can do so. `make bench` measures speed, `make bench-peers`
# that of others. All set up what they need in .venv from pyproject.toml and the versions in
# constraints.txt: Python 3.11 or later is enough.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/ready
SPARK_READY := $(VENV)/ready-spark
DOCS_READY := $(VENV)/ready-docs
BROWSER_READY := $(VENV)/ready-browser
PEERS := .venv-peers

.PHONY: demo test test-browser test-doc test-spark docs bench bench-peers clean

demo: $(READY)
	$(VENV)/bin/refextract --format table fixtures/hoi-nghi-tinh-uy.txt
	@echo
	$(VENV)/bin/refextract --format jsonl --columns type,number,issuer,date fixtures/hoi-nghi-tinh-uy.txt

test: $(READY)
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -q

# A browser comes from the system.
test-browser: $(BROWSER_READY)
	@command -v chromium >/dev/null || { apt-get update --quiet=2 && \
		apt-get install --yes --quiet=2 --no-install-recommends chromium; } || true
	@if command -v chromium >/dev/null; then \
		$(VENV)/bin/pytest -q -m browser tests/test_annotate_browser.py; \
	else \
		echo 'test-browser: SKIPPED: it needs chromium, and apt-get could not install it here' >&2; \
	fi

test-spark: $(SPARK_READY)
	@command -v java >/dev/null || { apt-get update --quiet=2 && \
		apt-get install --yes --quiet=2 --no-install-recommends default-jre-headless; } || true
	@if command -v java >/dev/null; then \
		$(VENV)/bin/pytest -q -m spark tests/test_spark.py; \
	else \
		echo 'test-spark: SKIPPED: Spark needs Java, and apt-get could not install one here' >&2; \
	fi

# What reads DOC files comes from the system: antiword is small, LibreOffice is not.
test-doc: $(READY)
	{ command -v antiword && command -v soffice; } || { apt-get update && \
		apt-get install --yes --no-install-recommends antiword libreoffice-writer-nogui; }
	$(VENV)/bin/pytest -q -rs tests/test_readers_doc.py

bench: $(READY)
	$(VENV)/bin/python bench/speed.py

# Extractors for other languages, for comparison; they are no part of this project.
bench-peers: $(PEERS)/ready
	$(PEERS)/bin/python bench/peers.py

$(PEERS)/ready: Makefile
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check \
		eyecite==2.7.8 legal-reference-extraction==0.5.5
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check hyperscan || \
		echo 'bench-peers: no Hyperscan here; eyecite runs without' >&2
	touch $@

# The two variables pin what builds the package as well; which one counts depends on pip's age.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,parquet]'
	touch $@

$(DOCS_READY): $(READY)
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,documentation,parquet]'
	touch $@

$(BROWSER_READY): $(READY)
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser,parquet]'
	touch $@

$(SPARK_READY): $(READY)
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,spark]'
	touch $@

docs: $(DOCS_READY)
	$(VENV)/bin/sphinx-build --quiet --fail-on-warning --keep-going -b html docs docs/_build/html
	$(VENV)/bin/sphinx-build --quiet --fail-on-warning --keep-going -b man docs docs/_build/man
	@echo 'docs/_build/html/index.html and docs/_build/man/refextract.1 are made'

clean:
	rm -rf $(VENV) $(PEERS) build dist docs/_build .mypy_cache .pytest_cache .ruff_cache .hypothesis
