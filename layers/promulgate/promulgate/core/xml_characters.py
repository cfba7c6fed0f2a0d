"""What no XML 1.0 document may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets"""

import re

UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
