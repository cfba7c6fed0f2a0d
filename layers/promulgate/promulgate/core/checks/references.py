"""References: a pointer to a section or an article points to the same one."""

import re
from collections.abc import Iterator
from functools import cache

from promulgate.core.checks import figures, wording
from promulgate.core.checks.pair import Finding, Pair

# What stands before the number of a section, an article, a paragraph.
_WORDS = {
    "en": "section sections sec. article articles art. clause clauses paragraph paragraphs "
    "para. subsection subsections chapter chapters annex annexes appendix schedule "
    "part point points item items recital recitals rule rules",
    "de": "Abschnitt Abschnitte Abschnitten Abschnitts Ziffer Ziffern Ziff. Artikel "
    "Artikeln Art. Absatz Absätze Abs. Satz Klausel Klauseln Nummer Nummern Nr. Punkt "
    "Punkte Kapitel Anhang Anlage Teil Buchstabe lit. Erwägungsgrund Paragraf "
    "Paragraph Unterabschnitt",
    "fr": "section sections article articles art. clause clauses paragraphe paragraphes "
    "par. alinéa alinéas al. chapitre chapitres annexe annexes partie point points "
    "titre considérant rubrique numéro",
    "es": "sección secciones artículo artículos art. arts. cláusula cláusulas párrafo "
    "párrafos apartado apartados capítulo capítulos anexo anexos parte punto puntos "
    "título considerando letra inciso numeral número",
    "pt": "seção seções secção secções artigo artigos art. arts. cláusula cláusulas "
    "parágrafo parágrafos subseção capítulo capítulos anexo anexos parte ponto pontos "
    "título item itens considerando alínea inciso letra número",
    "it": "sezione sezioni articolo articoli art. artt. clausola clausole paragrafo "
    "paragrafi comma commi capitolo capitoli capo allegato allegati parte punto punti "
    "titolo considerando lettera lett. numero",
    "nl": "sectie secties artikel artikelen art. clausule clausules paragraaf paragrafen "
    "lid leden alinea hoofdstuk hoofdstukken bijlage bijlagen deel punt punten "
    "rubriek onderdeel overweging nummer nr.",
    "ar": "المادة مادة المواد القسم قسم الأقسام البند بند البنود الفقرة فقرة الفقرات الفصل "
    "فصل الملحق ملحق الجزء النقطة الفرع الحيثية",
    "he": "סעיף סעיפים סעיפי מאמר פסקה פסקאות פרק פרקים נספח נספחים חלק תקנה תת-סעיף סעיף_קטן",
    "ru": "раздел* стать* ст. пункт* п. подпункт* параграф* абзац* глав* приложени* част* "
    "положени* подраздел*",
    "pl": "sekcj* rozdział* artykuł* art. klauzul* paragraf* akapit* ustęp* ust. punkt* pkt "
    "załącznik* część części tytuł* motyw* lit. punkcie",
    "tr": "bölüm* madde* md. fıkra* bent* bend* paragraf* kısım* ek ekler altbölüm* cümle*",
}
# What stands before a single letter.
_LETTER_WORDS = (
    "Buchstabe Buchst. lit. litera lettera lett. letra lettre letter alínea point bent bend"
)
# 第6条第1項, 제6조, 第十二條; but 第三者 is a third party.
_SIGNS = re.compile(
    r"(?:第|제|セクション|섹션)?\s?(?P<number>\d{1,4}(?:[.-]\d{1,3}){0,4}|[一二三四五六七八九十百]{1,5})\s?"
    r"(?:条|條|項|项|号|號|章|節|节|款|조|항|호|장|절)"
)
_LABEL = (
    r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?(?!\w)|[IVX]{1,6}(?!\w)|[A-Z](?!\w|\.\w))"
    r"(?P<more>(?:\s?\([A-Za-z0-9]{1,4}\)){0,4})"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def check(pair: Pair) -> Finding | None:
    """Return an error if the translation refers to another section than the source.

    One that only one side seems to have is left alone: "Section 5" may well be "the fifth one".
    """
    before = dict(_labels(pair.source, pair.source_language))
    if not before:
        return None
    after = dict(_labels(pair.target, pair.target_language))
    lost = tuple(said for label, said in before.items() if label not in after)
    won = tuple(said for label, said in after.items() if label not in before)
    if not lost or not won:
        return None
    return Finding(
        name="references",
        severity="error",
        message=f"the source refers to {_listed(lost)}, this to {_listed(won)}",
        parts=(*lost, *won),
    )


def _listed(said: tuple[str, ...]) -> str:
    return ", ".join(f"“{text}”" for text in dict.fromkeys(said))


def _labels(text: str, tag: str) -> Iterator[tuple[str, str]]:
    """Yield each number or letter that names a place, and how it is referred to.

    "Article 6(1)(f)" names 6, 1 and f, as "Artikel 6 Absatz 1 Buchstabe f" does.
    """
    text = figures.folded(wording.plain(text))
    if wording.language_of(tag) in {"ja", "zh", "ko"}:
        for found in _SIGNS.finditer(text):
            yield _canonical(found["number"]), found[0].strip()
    for found in _pattern(wording.language_of(tag)).finditer(text):
        if found["letter"]:
            yield found["letter"], found[0].strip()
            continue
        yield _canonical(found["number"]), found[0].strip()
        for more in re.findall(r"\w+", found["more"]):
            yield more, found[0].strip()


def _canonical(number: str) -> str:
    if set(number) <= _ROMAN.keys():
        values = [_ROMAN[sign] for sign in number]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-value if value < after else value for value, after in pairs))
    if not number[0].isascii():
        return str(figures.kanji(number))
    return number


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = f"§ §§ {_WORDS.get(language, '')}"
    # Arabic and Hebrew join particles to the word: בסעיף, للمادة.
    prefix = {"ar": "[وفبكل]{0,2}", "he": "[ושהבכלמ]{0,3}"}.get(language, "")
    return re.compile(
        rf"(?<!\w)(?:(?i:{prefix}(?:{wording.alternatives(words)}))\s{{0,2}}{_LABEL}"
        rf"|(?i:{wording.alternatives(_LETTER_WORDS)})\s{{1,2}}[\"“«]?(?P<letter>[a-z])(?!\w))"
    )
