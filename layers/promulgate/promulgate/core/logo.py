"""A company's logo: which files may be one."""

from xml.parsers import expat

from promulgate.core.errors import AuthorError

LIGHT, DARK = ("logo.svg", "logo.png"), ("logo-dark.svg", "logo-dark.png")
NAMES = (*LIGHT, *DARK)
"""The names that a logo is uploaded by: for light paper, and for dark."""
MAX_BYTES = 65_536

_SVG = "http://www.w3.org/2000/svg"
_PNG_START = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
# https://www.w3.org/TR/SVG2/eltindex.html, what draws and what drawings are made of.
_ELEMENTS = frozenset(
    """circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon
    polyline radialGradient rect stop svg symbol text textPath title tspan use
    """.split()  # noqa: SIM905
)


def check(name: str, data: bytes) -> None:
    """Raise AuthorError, with the line, unless ``data`` may be the logo called ``name``.

    An SVG may draw and nothing else: no script, no style, nothing from elsewhere, since readers
    can open it by its address, too. It is refused and not mended: what is served is what the
    company's designer made.
    """
    if len(data) > MAX_BYTES:
        raise AuthorError("the logo is too large", f"at most {MAX_BYTES // 1024} kB")
    if name.endswith(".png"):
        if not data.startswith(_PNG_START):
            raise AuthorError("the logo is no PNG", "a PNG file, as its name says")
    else:
        try:
            _check_svg(data)
        except (ValueError, LookupError) as error:
            raise AuthorError("the logo's encoding is unknown", "an SVG in UTF-8", 1) from error


def path(name: str, data_digest: str) -> str:
    """Return the path of a logo on the site, named by its content: permanent copies show it."""
    return f"/logo-{data_digest[:16]}.{name.rpartition('.')[2]}"


def media_type(name: str) -> str:
    """Return what a logo is served as, by its name or path."""
    return "image/png" if name.endswith(".png") else "image/svg+xml"


def _check_svg(data: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def refuse(reason: str, expected: str) -> AuthorError:
        return AuthorError(reason, expected, parser.CurrentLineNumber)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        namespace, _, tag = name.rpartition(" ")
        if namespace != _SVG or tag not in _ELEMENTS or (depth == 0) != (tag == "svg"):
            raise refuse(f"the logo has the element {tag!r}", "a plain SVG of shapes and text")
        depth += 1
        for key, value in attributes.items():
            _check_attribute(key.rpartition(" ")[2], value, parser.CurrentLineNumber)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def instruction(_target: str, _data: str) -> None:
        raise refuse("the logo has a processing instruction", "a plain SVG of shapes and text")

    def doctype(_name: str, _system: str | None, _public: str | None, declares: int) -> None:
        if declares:
            raise refuse("the logo declares entities", "a plain SVG of shapes and text")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.ProcessingInstructionHandler = instruction
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = expat.errors.messages[error.code]
        raise AuthorError(f"the logo is no SVG: {message}", "an SVG file", error.lineno) from error


def _check_attribute(name: str, value: str, line: int) -> None:
    compact = "".join(value.split()).lower()
    if name.lower().startswith("on"):
        raise AuthorError(f"the logo has a script in {name!r}", "an SVG without scripts", line)
    if name == "style":
        raise AuthorError("the logo has a style", 'colours as attributes, such as fill="…"', line)
    if name in {"href", "src"} and not compact.startswith("#"):
        raise AuthorError("the logo refers to something else", "an SVG that is whole", line)
    if compact.count("url(") != compact.count("url(#"):
        raise AuthorError("the logo refers to something else", "an SVG that is whole", line)
