"""The translation memory in the table: approved pairs of source unit and translation."""

from collections.abc import Mapping, Sequence

from promulgate.adapters.buckets import Bucket
from promulgate.adapters.table import Table
from promulgate.core.documents import Text
from promulgate.core.masks import defined_in
from promulgate.core.memory import memory_key
from promulgate.core.records import Draft
from promulgate.stations import glossaries


def teach(table: Table, drafts: Bucket, draft: Draft, text: Text) -> None:
    """Remember every unit of an approved draft; teaching the same again changes nothing."""
    document = text.document
    if document.language == document.source_language or draft.approval is None:
        return
    terms = glossaries.terms_of(drafts, document, text.source_text)
    definitions = defined_in(text.source_text)
    table.put_many(
        {
            "pk": _pk(
                memory_key(
                    unit.source,
                    document.source_language,
                    document.language,
                    terms,
                    definitions=definitions,
                )
            ),
            "sk": "MEMORY",
            "source": unit.source,
            "target": unit.target,
            "policy": draft.policy,
            "version": draft.version,
            "by": draft.approval.by,
            "at": draft.approval.at,
        }
        for unit in document.units
    )


def recall(table: Table, memory_keys: Sequence[str]) -> Mapping[str, str]:
    """Return the approved translation for each of ``memory_keys`` that has one."""
    found = table.get_many([(_pk(key), "MEMORY") for key in memory_keys])
    return {pk.removeprefix("MEMORY#"): item["target"] for (pk, _), item in found.items()}


def _pk(memory_key: str) -> str:
    return f"MEMORY#{memory_key}"
