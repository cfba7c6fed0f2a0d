"""What no XML 1.0 document may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets"""

import re

# Those that are unfit, not those that fit: a class over all of Unicode takes 10 ms to compile.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
