# Needs python3 (3.11 to 3.13, with venv) and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
HOST ?=
PORT ?=
BENCH ?=

.PHONY: serve test check static bench clean

serve: $(VENV)/.run-stamp
	$(BIN)/suoyin index
	$(BIN)/suoyin serve $(if $(HOST),--host '$(HOST)') $(if $(PORT),--port '$(PORT)')

test: $(VENV)/.dev-stamp
	$(BIN)/python -m pytest

check: static
	@$(MAKE) --no-print-directory test

static: $(VENV)/.dev-stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Minutes, and nothing to download but one optional package; see benchmarks/README.md for the rest.
bench: $(VENV)/.bench-stamp
	$(BIN)/python -m benchmarks compare $(BENCH)

clean:
	rm -rf $(VENV) index build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON). Suoyin needs Python 3.11, 3.12 or 3.13." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Suoyin needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is $$($(PYTHON) -V 2>&1)." \
	      "Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) can't make environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.run-stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install -r requirements.lock
	$(PIP) install --no-deps -e .
	@touch $@

# Without the peer that has no wheel for this Python or machine, the others are measured.
$(VENV)/.bench-stamp: requirements-bench.lock $(VENV)/.dev-stamp
	-$(PIP) install -r requirements-bench.lock
	@touch $@

$(VENV)/.dev-stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install -r requirements-dev.lock
	$(PIP) install --no-deps -e .
	@touch $(VENV)/.run-stamp $@
