"""XLIFF 2.1: a draft as a file for translators' tools, and their work back.

https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from promulgate.core.xliff.reading import LARGEST, XliffError, read
from promulgate.core.xliff.writing import MEDIA_TYPE, write

__all__ = ["LARGEST", "MEDIA_TYPE", "XliffError", "read", "write"]
