"""The API's description in the repository is the code's."""

from local import openapi


def test_the_description_in_the_repository_is_what_the_code_says() -> None:
    assert openapi.FILE.read_text(encoding="utf-8") == openapi.text(), "run: make openapi"


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [
        operation["operationId"] for _, _, operation in openapi.operations(openapi.generated())
    ]
    assert len(set(names)) == len(names)
