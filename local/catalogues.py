"""``python -m local.catalogues``: compile the page's catalogues, ``.po`` to ``.mo``."""

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from promulgate.core.page.catalogue import CATALOGUES


def compiled(po: Path) -> bytes:
    """Return what the catalogue ``po`` compiles to; equal catalogues give equal bytes."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.stem)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    for po in sorted(CATALOGUES.glob("*.po")):
        po.with_suffix(".mo").write_bytes(compiled(po))
