"""A draft that comes back as a file: which of its units a person changed in it."""

from collections.abc import Mapping

from promulgate.core.alignment import align_translation
from promulgate.core.front_matter import FrontMatter
from promulgate.core.refusals import FieldsError, UnalignedError

BYTE_ORDER_MARK = "\ufeff"


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
