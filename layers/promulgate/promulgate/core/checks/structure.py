"""Structure: a draft renders to the tags of its source, so nothing is lost, split or joined."""

from collections import Counter

from promulgate.core.checks.pair import Finding
from promulgate.core.front_matter import body_of
from promulgate.core.rendering import skeleton

# Within a block, languages put what is emphasised or linked in another order.
INLINE = frozenset(
    """a abbr b br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time
    u var""".split()  # noqa: SIM905
)


def check(source_markdown: str, target_markdown: str) -> Finding | None:
    """Return an error that names the first block in which a draft differs from its source.

    Both are whole files. Raises AuthorError for text that is nested too deep.
    """
    before, after = _blocks(body_of(source_markdown)), _blocks(body_of(target_markdown))
    if before == after:
        return None
    place = next(
        (n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    tag = before[place][0] if place < len(before) else "the end"
    return Finding(
        name="structure",
        severity="error",
        message=f"the page's structure differs from the source, first at {tag} "
        f"(block {place + 1} of {len(before)})",
        parts=(tag,),
    )


def _blocks(body: str) -> list[tuple[str, Counter[str]]]:
    """Return each block's tag, in order, with the inline tags inside it, in any order."""
    blocks: list[tuple[str, Counter[str]]] = [("<body>", Counter())]
    for tag in skeleton(body):
        if _name(tag) in INLINE:
            blocks[-1][1][tag] += 1
        else:
            blocks.append((tag, Counter()))
    return blocks


def _name(tag: str) -> str:
    return tag.strip("</>").split(" ")[0]
