# Needs python3 (3.11 to 3.13, with venv) and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
HOST ?=
PORT ?=
BENCH ?=
ATTACK ?=
SBOM := build/sbom

# Every package is what its lock says, to the byte. What builds packages is locked too, so nothing is fetched for a build alone.
INSTALL := $(PIP) install --require-hashes --no-build-isolation
INSTALL_US := $(PIP) install --no-deps --no-build-isolation -e .

.PHONY: serve test check static bench attack sbom clean

serve: $(VENV)/.run-stamp
	$(BIN)/suoyin index
	$(BIN)/suoyin serve $(if $(HOST),--host '$(HOST)') $(if $(PORT),--port '$(PORT)')

test: $(VENV)/.dev-stamp
	$(BIN)/python -m pytest -n auto --dist loadfile

check: static
	@$(MAKE) --no-print-directory test

static: $(VENV)/.dev-stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Minutes, and nothing to download but one optional package; see benchmarks/README.md for the rest.
bench: $(VENV)/.bench-stamp
	$(BIN)/python -m benchmarks compare $(BENCH)

# Hours at full size; writes benchmarks/runs/<date>-attack.*. A part at a hundredth: make attack ATTACK='--only queries --scale 0.01'
attack: $(VENV)/.dev-stamp
	$(BIN)/python -m tests.hostile.attack $(ATTACK)

# What requirements.lock ships, with licences, as CycloneDX; the tool stands in an environment of its own.
sbom: $(VENV)/.run-stamp $(SBOM)/tool/.stamp
	rm -rf $(SBOM)/wheels $(SBOM)/shipped
	$(PIP) wheel --require-hashes --no-build-isolation -r requirements.lock -w $(SBOM)/wheels
	$(BIN)/python -m venv --without-pip $(SBOM)/shipped
	sed -n '/^[a-z]/s/ \\$$//p' requirements.lock >$(SBOM)/shipped.txt
	$(PIP) --python $(SBOM)/shipped/bin/python install --no-deps --no-index --find-links $(SBOM)/wheels -r $(SBOM)/shipped.txt
	@mkdir -p dist
	$(SBOM)/tool/bin/cyclonedx-py environment $(SBOM)/shipped --pyproject pyproject.toml \
	  --output-reproducible --of JSON -o dist/suoyin.cdx.json

$(SBOM)/tool/.stamp: requirements-sbom.lock | $(VENV)/bin/python
	$(BIN)/python -m venv --clear $(SBOM)/tool
	$(SBOM)/tool/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --only-binary :all: \
	  -r requirements-sbom.lock
	@touch $@

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

$(VENV)/.build-stamp: requirements-build.lock | $(VENV)/bin/python
	$(INSTALL) --only-binary :all: -r requirements-build.lock
	@touch $@

$(VENV)/.run-stamp: requirements.lock pyproject.toml $(VENV)/.build-stamp
	$(INSTALL) -r requirements.lock
	$(INSTALL_US)
	@touch $@

# Without the peer that has no wheel for this Python or machine, the others are measured.
$(VENV)/.bench-stamp: requirements-bench.lock $(VENV)/.dev-stamp
	-$(INSTALL) -r requirements-bench.lock
	@touch $@

$(VENV)/.dev-stamp: requirements-dev.lock pyproject.toml $(VENV)/.build-stamp
	$(INSTALL) -r requirements-dev.lock
	$(INSTALL_US)
	@touch $(VENV)/.run-stamp $@
