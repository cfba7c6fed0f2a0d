"""Units by exact spans: ``split`` finds them, ``assemble`` replaces them and no other byte.

markdown-it-py, with the rules listed in ``dialect``, says where the text of a page is; the rules
follow Python-Markdown, which renders it, wherever the two read a file differently.
"""

from promulgate.core.units.assembling import assemble
from promulgate.core.units.splitting import split
from promulgate.core.units.unit import Unit

__all__ = ["Unit", "assemble", "split"]
