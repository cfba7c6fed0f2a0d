"""A draft that comes back as a file: which of its units a person changed in it."""

from collections.abc import Mapping, Sequence

from promulgate.core.alignment import align_translation
from promulgate.core.errors import PromulgateError
from promulgate.core.front_matter import FrontMatter
from promulgate.core.units import Unit

BYTE_ORDER_MARK = "\ufeff"


class UnalignedError(PromulgateError):
    """A file has not the draft's units; taking in the rest would lose what its author wrote.

    ``missing`` are the texts of the source that it does not clearly translate, ``unknown`` those of
    the file that belong to none.
    """

    def __init__(self, missing: Sequence[Unit], unknown: Sequence[Unit]) -> None:
        """Keep both for the answer."""
        super().__init__(
            "the file's headings, paragraphs, lists and tables are not those of the source; "
            "nothing was taken in"
        )
        self.missing = tuple(missing)
        self.unknown = tuple(unknown)


class FieldsError(PromulgateError):
    """A file's front matter says otherwise what a translation cannot change."""


# A file may leave one out, as an uploaded translation may; another value would be lost.
FIXED = ("translation_key", "date", "lastmod", "effective_date", "type", "change", "change_note")


def require_fields(present: FrontMatter, returned: FrontMatter) -> None:
    """Raise FieldsError where ``returned`` has another value of what is not translated."""
    for name in FIXED:
        value = getattr(returned, name)
        if value and value != getattr(present, name):
            raise FieldsError(
                f"the front matter's {name} is the source's and cannot be changed in a translation"
            )


def targets(source_text: str, markdown: str, returned: str) -> Mapping[str, str]:
    """Return the translations by unit id that differ in ``returned`` from the draft's ``markdown``.

    An unchanged file changes nothing, so that nobody becomes a draft's editor by sending it back.
    Line ends and a byte order mark, which an editor may add, do not count. Raises UnalignedError,
    or AuthorError as ``split`` does.
    """
    text = returned.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    found = align_translation(source_text, text)
    if found.unaligned_source or found.unaligned_translation:
        raise UnalignedError(found.unaligned_source, found.unaligned_translation)
    present = align_translation(source_text, markdown).targets
    return {
        unit_id: target
        for unit_id, target in found.targets.items()
        if target != present.get(unit_id)
    }
