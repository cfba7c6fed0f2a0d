"""Where a local run listens."""

from pathlib import Path

from local.instance import Instance, recall, remember


def test_a_new_instance_listens_on_the_usual_ports(tmp_path: Path) -> None:
    assert recall(tmp_path) == Instance(directory=tmp_path, port=4566, engine_port=4567)


def test_a_later_command_finds_the_ports_of_the_first(tmp_path: Path) -> None:
    instance = Instance(directory=tmp_path, port=5001, engine_port=5002)
    remember(instance)
    assert recall(tmp_path) == instance


def test_a_port_that_is_given_comes_before_the_one_that_was_kept(tmp_path: Path) -> None:
    remember(Instance(directory=tmp_path, port=5001, engine_port=5002))
    assert recall(tmp_path, port=6001) == Instance(directory=tmp_path, port=6001, engine_port=5002)
