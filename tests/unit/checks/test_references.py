"""References to sections and articles."""

import pytest

from promulgate.core.checks import references
from tests.unit.checks.pairs import pair, verdict


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "See Section 4.", "Siehe Abschnitt 5."),
        ("de", "under Article 6(1)(f)", "nach Artikel 6 Absatz 1 Buchstabe e"),
        ("fr", "under Article 6(1)(f)", "au titre de l'article 6, paragraphe 1, point e)"),
        ("pt-BR", "See clause 4.2.", "Ver cláusula 4.3."),
        ("es", "See Annex B.", "Véase el anexo C."),
        ("ja", "See Section 4.", "第5条をご覧ください。"),
        ("ja", "See Section 4.", "第五条をご覧ください。"),
        ("ar", "See Section 4.", "انظر القسم ٥."),
        ("he", "See Section 4.", "ראו בסעיף 5."),
        ("ko", "See Article 4.", "제5조를 참조하십시오."),
        ("de", "Pay within 30 days, see Section 4.", "Zahlen Sie in 4 Tagen, siehe Abschnitt 30."),
    ],
)
def test_another_section_is_an_error(language: str, source: str, target: str) -> None:
    assert verdict(references.check, pair(source, target, language)) == "error"


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("de", "under Article 6(1)(f)", "nach Art. 6 Abs. 1 lit. f"),
        ("de", "See Section 4.2.", "Siehe Ziffer 4.2."),
        ("de", "See Section 4.", "Siehe § 4."),
        ("fr", "under Article 6(1)(f)", "au titre de l'article 6, paragraphe 1, point f)"),
        ("ja", "See Article 12, paragraph 1.", "第十二条第1項をご覧ください。"),
        ("ja", "See Article IV.", "第4条をご覧ください。"),
        ("ar", "under Article 6(1)(f)", "بموجب المادة ٦ (١) (و)"),
        ("pt-BR", "See Section 5.", "Ver a quinta seção."),
        ("ja", "third parties under Section 5", "第5条の第三者"),
    ],
)
def test_the_same_section_is_not_however_it_is_called(
    language: str, source: str, target: str
) -> None:
    assert verdict(references.check, pair(source, target, language)) == ""
