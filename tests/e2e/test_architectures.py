"""What is built for a processor runs on it, whatever the machine that built it has."""

from pathlib import Path

import pytest

from local import stack
from local.instance import Instance

# The field e_machine in the head of an ELF file: https://refspecs.linuxfoundation.org/elf/gabi4+/
MACHINES = {"x86_64": 62, "arm64": 183}


# This machine's own is what all the other tests here run on.
@pytest.mark.parametrize("processor", MACHINES.keys() - {stack.architecture()})
def test_every_compiled_module_is_of_the_chosen_processor(tmp_path: Path, processor: str) -> None:
    built = stack.build(Instance(directory=tmp_path), processor).parent
    found = {
        path.relative_to(built).as_posix(): int.from_bytes(path.read_bytes()[18:20], "little")
        for path in built.rglob("*.so")
    }
    assert {name for name, machine in found.items() if machine != MACHINES[processor]} == set()
    assert {"nh3", "markupsafe", "yaml", "pydantic_core"} <= {
        part for name in found for part in name.split("/")
    }
