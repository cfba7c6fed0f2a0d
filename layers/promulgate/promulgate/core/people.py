"""Who may do what: the groups of the user pool, and the rule of four eyes."""

from dataclasses import dataclass

from promulgate.core.errors import PromulgateError

PUBLISHER = "publisher"
REVIEWER = "reviewer-"


class ForbiddenError(PromulgateError):
    """This person may not do this; the message says why and who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A signed-in person: the name that people know them by, and their groups.

    ``id`` is the user pool's ``sub``: it stays theirs when their name or address changes.
    """

    name: str
    groups: frozenset[str]
    id: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that they review."""
        return tuple(
            sorted(
                group.removeprefix(REVIEWER) for group in self.groups if group.startswith(REVIEWER)
            )
        )

    @property
    def is_publisher(self) -> bool:
        """Return whether they approve sources, withdraw and restore."""
        return PUBLISHER in self.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What a person may do to a draft now; ``reason`` says why not what they may not."""

    edit: bool
    approve: bool
    reason: str


def approvers(language: str, source_language: str) -> str:
    """Return the group that approves texts in ``language``."""
    return PUBLISHER if language == source_language else reviewers(language)


def reviewers(language: str) -> str:
    """Return the group that reviews ``language``."""
    return f"{REVIEWER}{language}"


def require_reviewer(person: Person, language: str) -> None:
    """Raise ForbiddenError unless ``person`` reviews ``language``."""
    group = reviewers(language)
    if group not in person.groups:
        raise ForbiddenError(f"only members of the group {group} may change drafts in {language}")


def require_publisher(person: Person) -> None:
    """Raise ForbiddenError unless ``person`` is a publisher."""
    if not person.is_publisher:
        raise ForbiddenError(f"only members of the group {PUBLISHER} may do this")


def four_eyes_for(language: str, setting: str) -> bool:
    """Return whether ``language`` needs a second person.

    ``setting`` is ``on``, ``off``, or the comma-separated languages that are excepted, each with
    a minus: ``-ja,-de``.
    """
    if setting in {"on", "off"}:
        return setting == "on"
    return f"-{language}" not in {part.strip() for part in setting.split(",")}


def require_second_person(person: Person, changed_by: str, changed_by_id: str = "") -> None:
    """Raise ForbiddenError if ``person`` is the one who last changed what is to be approved.

    A name is the person's to change; an id is not.
    """
    if is_same(person.name, person.id, changed_by, changed_by_id):
        raise ForbiddenError(
            "you made the last change to this draft; four eyes: another reviewer must approve it"
        )


def is_same(name: str, person_id: str, other: str, other_id: str) -> bool:
    """Return whether two names are one person's; ids decide where both are known."""
    if person_id and other_id:
        return person_id == other_id
    return name.casefold() == other.casefold()
