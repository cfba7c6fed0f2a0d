"""Atheris at one target, guided by which lines its bytes reach: ``guided.py TARGET [OPTION …]``."""

import sys

import atheris


def main(name: str, options: list[str]) -> None:
    """Strike until something is found or the time is up; never returns."""
    # Imported here, and nowhere before: what is loaded already is not watched.
    with atheris.instrument_imports(include=["promulgate", "markdown", "markdown_it"]):
        from tests.fuzz import targets

    atheris.Setup([sys.argv[0], *options], lambda data: targets.strike(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
