"""Who may do what: the groups of the user pool, and the rule of four eyes."""

from dataclasses import dataclass

from promulgate.core.errors import PromulgateError

PUBLISHER = "publisher"


class ForbiddenError(PromulgateError):
    """This person may not do this; the message says why and who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A signed-in person: the user pool's name for them, and their groups."""

    name: str
    groups: frozenset[str]


def approvers(language: str, source_language: str) -> str:
    """Return the group that approves texts in ``language``."""
    return PUBLISHER if language == source_language else reviewers(language)


def reviewers(language: str) -> str:
    """Return the group that reviews ``language``."""
    return f"reviewer-{language}"


def require_reviewer(person: Person, language: str) -> None:
    """Raise ForbiddenError unless ``person`` reviews ``language``."""
    group = reviewers(language)
    if group not in person.groups:
        raise ForbiddenError(f"only members of the group {group} may change drafts in {language}")


def require_publisher(person: Person) -> None:
    """Raise ForbiddenError unless ``person`` is a publisher."""
    if PUBLISHER not in person.groups:
        raise ForbiddenError(f"only members of the group {PUBLISHER} may do this")


def four_eyes_for(language: str, setting: str) -> bool:
    """Return whether ``language`` needs a second person.

    ``setting`` is ``on``, ``off``, or the comma-separated languages that are excepted, each with
    a minus: ``-ja,-de``.
    """
    if setting in {"on", "off"}:
        return setting == "on"
    return f"-{language}" not in {part.strip() for part in setting.split(",")}


def require_second_person(person: Person, changed_by: str) -> None:
    """Raise ForbiddenError if ``person`` is the one who last changed what is to be approved."""
    if person.name == changed_by:
        raise ForbiddenError(
            "you made the last change to this draft; four eyes: another reviewer must approve it"
        )
