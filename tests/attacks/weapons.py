"""Texts that are written to hurt: what makes Markdown, YAML and XML readers explode."""

from collections.abc import Callable

HEAD = '---\ntitle: "Weapon"\ntranslationKey: weapon\nlanguages: [de]\n---\n\n'
# As much as an upload may have, and a size that a reviewer would not wonder at.
LARGEST, SMALL = 262_144, 10_000


def _nested(size: int) -> str:
    """Return lists within lists, each group as deep as Python-Markdown survives."""
    group = "".join("    " * depth + "- a\n" for depth in range(240))
    return group * (1 + size // len(group))


# Each is repeated as often as it fits. The first group takes Python-Markdown minutes, the second
# takes it past Python's recursion limit; the third hurts whoever reads, splits, masks or checks it.
TEXTS: dict[str, str | Callable[[int], str]] = {
    "brackets": "[",
    "images": "![",
    "cdata": "<![CDATA[",
    "references": "[a][",
    "image references": "![a][b]",
    "footnotes": "[^a]: x\n\n[^a]",
    "open tags": "<a ",
    "code": "`a ",
    "attribute lists": "# h {:   ",
    "autolinks": "<a@b",
    "admonitions": "!!! note\n",
    "backslashes": "\\",
    "headings": "# a\n",
    "tables": "|a|b\n|-|-\n",
    "one wide table": lambda size: f"|a|b\n|-|-\n{'|a|b\n' * (size // 5)}",
    "dashes": "- ",
    "quotes": ">",
    "terms": "term\n: text\n",
    "nested lists": _nested,
    "links": "[a](<",
    "emphasis": "*a **b ",
    "underscores": "_a __b ",
    "fences": "```a",
    "entities": "&amp;&#x26;",
    "tags": "<b><i>",
    "open divisions": "<div>\n",
    "open attributes": "<p title='",
    "comments": "<!--",
    "abbreviations": "*[a]: b\n",
    "numbers": "1. a\n",
    "one line": "a ",
    "no space": "a",
    "wide": "字",
    "combining": "e\u0301",
    "line separators": "\u2028",
    "carriage returns": "a\r",
    "ampersands": "&",
    "amounts": "EUR 1,000.00 not ",
}
FIERCEST = (
    *("brackets", "references", "attribute lists", "autolinks", "dashes", "nested lists"),
    *("links", "fences", "no space", "open divisions", "tables", "ampersands"),
)

YAML = {
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "anchors": "a: &x 1",
    "tags": "a: !!python/object/apply:os.system [x]",
    "deep lists": "a: " + "[" * 8_000,
    "deep mappings": "a: " + "{b: " * 3_000,
    "deep blocks": "".join(" " * depth + "a:\n" for depth in range(150)),
    "double keys": "type: a\ntype: b",
    "merge": "<<: {a: b}",
    "long": "a: " + "x" * 200_000,
    "nul": "a: \x00",
    "control": "a: \x1b[2J",
    "bidi": "a: \u202e",
    "escaped nul": 'a: "\\0"',
    "escaped surrogate": 'a: "\\ud800"',
    "many keys": "".join(f"k{n}: v\n" for n in range(3_000)),
}
# As a whole file, for the glossary and site.yaml.
YAML_FILES = {
    **YAML,
    "open brackets": "[" * 200_000,
    "open quotes": '"' * 200_000,
    "dashes": "- " * 100_000,
    "questions": "? " * 100_000,
    "colons": "a: " * 80_000,
    "documents": "---\n" * 60_000,
    "items": "terms:\n" + "- {en: a, de: b}\n" * 12_000,
    "names": "never_translate:\n" + "".join(f"- n{n}\n" for n in range(20_000)),
    "footer": "footer:\n  en:\n" + "  - {text: a, url: https://a.example}\n" * 6_000,
    "one line": "a" * 250_000,
}

_BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
XML = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{_BOMB}]><x>&l9;</x>',
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "external subset": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd">%e;]><x/>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]><x>{"&e;" * 10_000}</x>',
    "deep": "<x>" * 100_000,
    "wide": "<x/>" * 100_000,
    "attributes": f"<x {' '.join(f'a{n}="b"' for n in range(50_000))}/>",
    "processing": '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><x/>',
    "include": '<x xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="/etc/passwd"/></x>',
    "utf-7": '<?xml version="1.0" encoding="utf-7"?><x/>',
    "nul": "<x>\x00</x>",
}
JSON = {
    "deep": "[" * 100_000,
    "deep objects": '{"units":' * 50_000,
    "long number": "1" * 100_000,
    "infinity": '{"units": [{"id": Infinity, "target": NaN}]}',
    "lone surrogate": '{"units": [{"id": "u0001", "target": "\\ud800"}]}',
    "nul": '{"units": [{"id": "u0001", "target": "\\u0000"}]}',
    "override": '{"units": [{"id": "u0001", "target": "a\\u202eb"}]}',
    "many units": f"""{{"units": [{",".join(['{"id": "u0001", "target": "a"}'] * 20_001)}]}}""",
}


def weapon(name: str, size: int) -> str:
    """Return a text of at most ``size`` bytes in UTF-8."""
    piece = TEXTS[name]
    text = piece(size) if callable(piece) else piece * (size // len(piece.encode()))
    return text.encode()[:size].decode(errors="ignore")
