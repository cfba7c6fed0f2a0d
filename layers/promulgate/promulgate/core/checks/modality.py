"""Modality: a duty stays a duty, and what one may do stays a choice."""

from promulgate.core.checks import negation, wording
from promulgate.core.checks.pair import Finding, Pair

_DUTY = {
    "en": "must shall required_to have_to has_to obliged_to obligated_to",
    "de": "muss müssen musst müsst verpflichtet ist_zu sind_zu zwingend haben…zu hat…zu",
    "ja": "なければなり なければなら なくてはなり なくてはなら 必要があり 必要がある 必要です 義務 "
    "ものとし ものとする ねばなり ねばなら てください 必須 いただきます",
    "fr": "doit doivent devez devons dois doivent obligé* obligatoire* tenu tenus tenue faut devra "
    "devrez devront",
    "es": "debe deben debemos debes deberá deberán tiene_que tienen_que obligad* obligatori* "
    "obligación preciso necesario",
    "pt": "deve devem devemos deverá deverão tem_de tem_que têm_de têm_que precisa precisam "
    "obrigad* obrigatóri* necessário",
    "it": "deve devono dobbiamo devi dovete dovrà dovranno tenuto tenuti tenuta obbligat* "
    "obbligatori* necessario",
    "nl": "moet moeten dient dienen verplicht verplichte hoeft",
    "ko": "해야 하여야 어야 아야 의무 필요 주십시오 주세요 바랍니다",
    "zh": "必须 必須 应 應 须 須 需 务必 請 请 要 义务 義務",
    "ar": "يجب يتعين ينبغي ملزم ملزمة ملزمون يلزم تلتزم يلتزم نلتزم عليك علينا بد",
    "ru": "должен должна должны должно обязан* необходимо следует нужно требуется",
}
_CHOICE = {
    "en": "may can allowed_to permitted_to entitled_to able_to",
    "de": "kann können kannst könnt darf dürfen darfst dürft berechtigt möglich erlaubt",
    "ja": "できます できる ことがあり ことがある 場合があり 場合がある 可能 てもよい てもかまい "
    "かもしれ 得る いただけます られます",
    "fr": "peut peuvent pouvez pouvons peux pourra pourrez pourront possible permis autorisé*",
    "es": "puede pueden podemos puedes podrá podrán posible permitid* autorizad*",
    "pt": "pode podem podemos poderá poderão possível permitid* autorizad*",
    "it": "può possono possiamo puoi potete potrà potranno possibile permesso autorizzat*",
    "nl": "mag mogen kan kunnen kunt mogelijk toegestaan",
    "ko": "수_있 가능 됩니다 허용",
    "zh": "可 能 允许 允許 有权 有權",
    "ar": "يمكن يمكنك يمكننا يجوز قد نستطيع تستطيع يحق يسمح",
    "ru": "может могут можете можем можно вправе возможно разреш*",
}


def check(pair: Pair) -> Finding | None:
    """Return a warning if a duty became a choice, or a choice a duty.

    Texts with both, or with neither in plain words, are left alone: "shall" has many translations,
    "must" has few that are also those of "may". So are texts that deny: "no one shall" and "no one
    may" forbid alike.
    """
    if negation.denies(pair.source, pair.source_language) or negation.denies(
        pair.target, pair.target_language
    ):
        return None
    before = _modality(pair.source, pair.source_language)
    after = _modality(pair.target, pair.target_language)
    if not before or not after or before[0] == after[0]:
        return None
    (kind, said), (other, says) = before, after
    return Finding(
        name="modality",
        severity="warning",
        message=f"the source tells of a {kind} (“{said}”), this of a {other} (“{says}”)",
        parts=(said, says),
    )


def _modality(text: str, tag: str) -> tuple[str, str] | None:
    """Return ``duty`` or ``choice`` and the first words that say so; None if not just one does."""
    duties, choices = wording.of_language(_DUTY, tag), wording.of_language(_CHOICE, tag)
    if duties is None or choices is None:
        return None
    text = wording.plain(text)
    duty, choice = duties.search(text), choices.search(text)
    if duty and not choice:
        return "duty", duty[0]
    if choice and not duty:
        return "choice", choice[0]
    return None
