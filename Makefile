# `make help` lists what there is. Everything installs without root into .tools/ and .venv/.
.DEFAULT_GOAL := help
.PHONY: help check test unit e2e lock clean

UV := .tools/uv/bin/uv
SYNCED := .venv/.synced
RUN := .venv/bin/

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 24

$(UV):
	@local/install-uv

$(SYNCED): pyproject.toml uv.lock .python-version | $(UV)
	@$(UV) sync --quiet --locked --group dev --python "$$(local/find-python)"
	@touch $@

check: $(SYNCED) ## format, lint, types, arrows between the floors
	@$(RUN)ruff format --quiet --check .
	@$(RUN)ruff check --quiet .
	@$(RUN)mypy
	@cd layers/promulgate && ../../$(RUN)lint-imports --config ../../pyproject.toml --no-cache

unit: $(SYNCED) ## unit and integration tests
	@$(RUN)pytest tests/unit tests/integration

test: check ## everything: checks, unit, integration and end-to-end tests
	@$(RUN)pytest
