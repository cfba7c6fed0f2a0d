"""What fuzzing begins with: honest files, the texts of known attacks, and every find."""

import random
from collections.abc import Iterator
from pathlib import Path

from local.instance import CONTENT
from promulgate.core import xliff
from tests.attacks.weapons import JSON, TEXTS, XML, YAML_FILES, weapon
from tests.fuzz.targets import DOCUMENT, HEAD, SOURCE
from tests.unit.test_rendering_sanitising import ATTACKS

CORPUS = Path(__file__).with_name("corpus")
SMALL = 300
XLIFF = xliff.write(DOCUMENT, (), approved=False)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z" fill="#7a1f3d"/></svg>'
BODY = b'{"units": [{"id": "u0001", "target": "x"}], "overrides": [{"unit": "", "check": "a"}]}'

_TEXTS = [*ATTACKS, *(weapon(name, SMALL) for name in TEXTS)]
_YAML = [text[:SMALL].encode() for text in YAML_FILES.values()]
SEEDS: dict[str, list[bytes]] = {
    "page": [SOURCE.encode(), *(f"{HEAD}{text}\n".encode() for text in _TEXTS)],
    "units": [SOURCE.encode(), *(text.encode() for text in _TEXTS)],
    "edit": [text.encode() for text in _TEXTS],
    "returned": [SOURCE.removeprefix(HEAD).encode(), *(text.encode() for text in _TEXTS)],
    "translated": [XLIFF, *(text[:SMALL].encode() for text in XML.values())],
    "terms": [(CONTENT / "glossary.yaml").read_bytes(), *_YAML],
    "brand": [b'name: Halden\ncolours: {light: "#7a1f3d", dark: "#f0a8c0"}\n', *_YAML],
    "drawing": [LOGO, *(text[:SMALL].encode() for text in XML.values())],
    "body": [BODY, *(text[:SMALL].encode() for text in JSON.values())],
}
TOKENS = [
    *(
        "[",
        "](",
        "![",
        "[^a]",
        "<",
        ">",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#x26;",
        "{: ",
        "}",
        "`",
        "|",
    ),
    *("\n", "\n\n", "\r", "\t", "  \n", "    ", "\\", "- ", "1. ", "> ", "# ", "!!! note\n", ": "),
    *(
        "*[a]: ",
        "---\n",
        '"',
        "'",
        "&x",
        "*x",
        "!!",
        "? ",
        "%",
        "\x00",
        "\ufeff",
        "\u202e",
        "\u2028",
    ),
    *(
        "<a href=",
        "javascript:",
        "<pc id='1'>",
        "<ph id='1'/>",
        "<cp hex='D800'/>",
        "]]>",
        "é",
        "字",
    ),
    *(
        '{"units":[',
        "1e999",
        "\\ud800",
        "null",
        "url(#",
        "xlink:href=",
        "title: ",
        "date: 2026-1-1",
    ),
]


def corpus(name: str) -> list[bytes]:
    """Return what fuzzing has found for a target, mended since."""
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]


def mutations(name: str, count: int) -> Iterator[bytes]:
    """Yield ``count`` seeds of a target, each damaged at random; always the same ones."""
    chance = random.Random(name)  # noqa: S311 - no secret is drawn
    seeds = [*SEEDS[name], *corpus(name)]
    for _ in range(count):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 8)):
            at = chance.randint(0, len(data))
            other = chance.choice(seeds)
            piece = chance.choice([chance.choice(TOKENS).encode(), other[: chance.randint(0, 40)]])
            data[at : at + chance.choice([0, 0, 1, 8])] = piece * chance.choice([1, 1, 1, 3, 30])
        yield bytes(data)
