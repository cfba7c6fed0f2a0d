"""XLIFF 2.1: a draft as a file for translators' tools, and their work back.

https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from promulgate.core.xliff.reading import LARGEST, read
from promulgate.core.xliff.writing import write

__all__ = ["LARGEST", "read", "write"]
