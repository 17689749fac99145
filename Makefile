# Every verb is bootstrap.py; this file only saves typing.
PYTHON ?= python3
.PHONY: setup run seed test lint fmt check bench screenshots
.DEFAULT_GOAL := run

setup run seed test lint fmt check bench screenshots:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
