"""Masks: what an engine must not touch becomes tokens, and comes back unharmed or not at all.

``mask`` finds everything in a unit that must survive translation; ``unmask`` puts it back into the
engine's answer. Each family of masked things is one module with one function ``find``; the lists
``MARKDOWN`` and ``PLAIN`` in ``masking`` show them in order.
"""

from promulgate.core.defined import Definitions, assumed_in, defined_in
from promulgate.core.masks.masking import Masked, Token, mask, spans_of, terms_in
from promulgate.core.masks.spans import Role, Span, Term
from promulgate.core.masks.styles import (
    BRACKET,
    DOUBLE,
    SPACED_BRACKET,
    STYLES,
    UNDERSCORE,
    XML,
    Style,
)
from promulgate.core.masks.unmasking import TokenDamage, put_together, unmask

__all__ = [
    "BRACKET",
    "DOUBLE",
    "SPACED_BRACKET",
    "STYLES",
    "UNDERSCORE",
    "XML",
    "Definitions",
    "Masked",
    "Role",
    "Span",
    "Style",
    "Term",
    "Token",
    "TokenDamage",
    "assumed_in",
    "defined_in",
    "mask",
    "put_together",
    "spans_of",
    "terms_in",
    "unmask",
]
