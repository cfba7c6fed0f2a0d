"""Negation: what the source forbids or denies, the translation forbids or denies too."""

import re
from dataclasses import replace
from functools import lru_cache

from promulgate.core.checks import wording
from promulgate.core.checks.pair import Finding, Pair

# Phrases that look like a negation and deny nothing, or that other languages say without one.
_IDLE = {
    "en": "not_only no_later_than not_later_than no_less_than no_more_than no_matter "
    "whether_or_not not_limited_to do_not_hesitate not_just no. not_to_exceed not_until "
    "nothing_but no_longer_than not_less_than not_more_than not_exceeding do_not_track "
    "no_longer no_event without_limitation without_limiting without_delay "
    "without_undue_delay without_prejudice without_regard no_fewer_than no_doubt "
    "no_sooner no_one_other",
    "de": "nicht_nur nicht_später_als nicht_mehr_als nicht_zuletzt nicht_weniger_als "
    "ohne_Weiteres ohne_weiteres nichts_anderes",
    "ja": "なければなりません なければならない なければならず なくてはなりません "
    "なくてはならない ないといけません ないといけない なければいけません なければいけない "
    "かもしれ すみません だけでなく のみならず 少な 損な 行な に限らず 限りません "
    "できるだけ ねばなりません ねばならない 限らない とらわれ 不可抗力 を問わず "
    "の如何を問わず",
    "fr": "non_seulement n'hésitez_pas ne…que pas_plus_tard sans_délai sans_s'y_limiter "
    "sans_limitation",
    "es": "no_solo no_sólo no_obstante no_más_tarde no_dude sin_demora sin_limitación "
    "sin_embargo sin_perjuicio",
    "pt": "não_só não_apenas não_obstante não_somente não_hesite sem_demora sem_limitação "
    "sem_prejuízo",
    "it": "non_solo non_oltre nonostante non_esiti non_esitate senza_indugio senza_limitazioni "
    "senza_ritardo",
    "nl": "niet_alleen niet_later_dan niet_meer_dan aarzel_niet zonder_beperking",
    "ko": "뿐만_아니라 뿐_아니라 하지_않으면_안 지_않으면_안 안내 안전 안에 동안 방안 안건 대안 "
    "보안 안정 불가항력 끊임없이 틀림없이",
    "zh": "不仅 不僅 不断 不斷 不同 不久 不少 不动产 不動產 非常 除非 无论 無論 未来 未來 不论 "
    "不論 不但 不得不 是否 能否 与否 與否 不限于 不限於 无线 不管 未成年 差别 特别 个别 "
    "类别 类別 特別 個別 級別 别人 不可抗 识别 識別 辨别 性别 性別 级别 分别 分別 别名 "
    "別名 无误 無誤 不时 不時 不当 不當 非洲",
    "ar": "لا_سيما ليس_فقط ولا_سيما لا_بد بلا_شك لا_تتردد لا_تترددوا لا_يزال لا_تزال دون_تأخير "
    "بدون_تأخير دون_إبطاء",
    "ru": "не_только не_позднее не_более не_менее не_стесняйтесь без_промедления "
    "без_ограничений без_ограничения",
    "he": "לא_רק לא_יאוחר",
    "pl": "nie_tylko nie_później nie_więcej nie_mniej na_nie bez_ograniczeń bez_zbędnej "
    "bez_względu",
    "tr": "sadece_değil yalnızca_değil",
}
# Words that deny whatever they stand beside.
_CLEAR = {
    "en": "not never cannot can't don't doesn't won't isn't aren't shan't mustn't wouldn't "
    "shouldn't couldn't didn't wasn't weren't hasn't haven't nor neither no none nothing "
    "nobody without",
    "de": "nicht nie niemals kein* weder keinesfalls keineswegs niemand* nichts ohne",
    "ja": "ません ない なかった なく ず、 ずに ぬ 禁止 なし 不可",
    "fr": "pas jamais aucun aucune ni n'* sans rien",
    "es": "no nunca jamás ningún ninguna ninguno ni tampoco sin nada nadie",
    "pt": "não nunca jamais nenhum nenhuma nem tampouco sem nada ninguém",
    "it": "non mai nessun nessuna nessuno né neppure neanche senza niente nulla",
    "nl": "niet nooit geen noch geenszins niemand niets zonder",
    "ko": "않 없 아니 못 마십시오 마세요 불가 금지 _안_",
    "zh": "不 没 沒 无 無 未 勿 别 別 非 否 禁",
    "ar": "لا ألا لن لم ليس ليست ليسوا لست لسنا غير عدم دون بدون أبدا أبدًا أبداً بلا",
    "ru": "не никогда ни нельзя нет никак* запрещ* без",
    "he": "לא ולא שלא אין ואין שאין אינו אינה אינם אינן איננו איננה אינכם אינך איני אינני מעולם "
    "בלי ללא מבלי",
    "pl": "nie nigdy żaden żadna żadne żadnego żadnej żadnych nikt nikogo nikomu bez nic niczego",
    "tr": "değil* hiçbir asla yok yoktur",
}
# What also denies, in one language or the other, without being a plain "not".
_ALSO = {
    "en": "prohibit* forbid* forbidden refus* declin* fail fails failed failure unless unable "
    "unlawful* invalid* impossible illegal* incorrect* incomplete unauthori* inaccurate "
    "unavailable unknown unused exclu* except lack* avoid* refrain* only stop stops free "
    "deny denied denies ban banned non",
    "de": "verboten untersag* verbiet* ausgeschlossen ausschließ* ablehn* nichts niemand "
    "*unfähig unzulässig* ungültig* unmöglich* unrichtig* unvollständig* unberechtigt* "
    "unbefugt* unwirksam* *los *lose *frei nur verweiger* unterlass* entfällt außer statt "
    "solange unbegründet* grundlos*",
    "ja": "不 無 未 非 禁 拒 除 のみ 限り",
    "fr": "personne ne non interdi* refus* impossible* invalide* illégal* inexact* incompl* "
    "sauf exclu* seul seule seulement uniquement nul nulle qu' manqu* dépourvu* infondé*",
    "es": "prohib* imposible* inválid* ilegal* inexact* incomplet* excepto exclu* solo sólo "
    "únicamente negar* niega* salvo deja dejar dejamos dejará dejado cesa* cese",
    "pt": "proib* vedad* impossível inválid* ilega* inexat* incomplet* exceto exclu* somente só "
    "apenas recus* negar* salvo deixa deixar deixamos deixará cessa*",
    "it": "viet* proib* impossibil* invalid* illegal* inesatt* incomplet* esclu* solo soltanto "
    "rifiut* salvo smett* cessa* privi privo prive priva",
    "nl": "verboden verbied* niets niemand onmogelijk* ongeldig* onjuist* onvolledig* "
    "onrechtmatig* *loos uitgesloten alleen weiger* tenzij onthou* ontbreekt ontbreken",
    "ko": "불가 무효 무료 거부 제외 불법 미만 뿐",
    "zh": "仅 僅 只 拒 除 免 毋 莫",
    "ar": "يحظر محظور ممنوع يمنع يُمنع يُحظر إلا سوى فقط رفض نرفض يرفض",
    "ru": "отказ* только исключ* кроме невозмож* недейств* незакон* неверн* неполн* недоступ* "
    "недопуст* бесплат* необязательно беспрепятств*",
    "he": "אל אסור* שום בלתי אי רק בלבד למעט אלא חסר* מנוע* נמנע* להימנע סירב* לסרב מחוץ בטל* "
    "פסול* נאסר* איסור",
    "pl": "ani nigdzie zakaz* zabron* zabrania* odmaw* odmów* brak* wyłącz* tylko jedynie "
    "niemożl* niemożl* niewyk* niedozw* niezgodn* nieważn* nielegal* nieupraw* "
    "nieautoryz* nieprawid* niewłaśc* nieodpow* niepełn* niedost* niedokł* nieogran* "
    "nieodwoł* niezbyw* niekomerc* nieopłac* unik* zaprzest*",
    "tr": "*maz* *mez* *mam* *mem* *mıyor* *miyor* *muyor* *müyor* *madı* *medi* *mayacak* "
    "*meyecek* *mayacağ* *meyeceğ* *mayan* *meyen* *madan *meden *maksızın *meksizin "
    "*mayın* *meyin* *sız *siz *suz *süz hariç dışında yasak* sadece yalnızca",
}


# English words that another language may well put as a negation: "only" as "nothing but", "free" as
# "without cost". They excuse a negation in a translation, but prove none in an English one.
_PUT_OTHERWISE = (
    "inalienable unless except exception* exclud* exclusion* exclusive* other_than rather_than "
    "instead in_lieu only solely merely otherwise until before prior_to hardly barely rarely "
    "seldom fail* refus* reject* declin* deny denies denied denial prohibit* forbid* forbidden "
    "banned prevent* avoid* lack* absence absent missing void null free regardless irrespective "
    "independent* despite notwithstanding unable inability unaware unlawful* illegal* invalid* "
    "unenforceable incomplete incorrect* inaccura* inappropriate* inadequate* insufficient* "
    "inconsistent* incompatib* unauthori* unavailab* unpaid unused unopened undamaged unfair* "
    "unlimited unsuccessful* unsolicited unknown unnecessary unreasonabl* unusual* "
    "uninterrupted unrelated unwanted unintended unsafe insecure unencrypted unidentif* "
    "unchanged unaffected unlike unclear uncertain* unexpected* unforeseen unsubscrib* undue "
    "unduly unacceptable indirect* impossible irrevocabl* irregular* non non-* nonprofit "
    "nonexclusive disagree* dissatisf* disclaim* disabl* disregard* disput* harmless useless "
    "opt_out opt-out opting_out oppos* revok* withhold* ceas* waive* waiver* exempt* anonym* "
    "de-identif* deidentif* beyond outside against lose loses lost loss less_than exceed* "
    "unfounded out to_see_if rather infring* breach* violat* stop* end ends terminat* cancel* "
    "delet* remov* bypass* at_most up_to under below minor minors secret confidential* private "
    "third-party third_party third_parties any_other_such"
)


# Where negation is a syllable of the verb, words cannot be counted.
_UNCOUNTED = frozenset({"tr"})
# The end of a sentence or of a clause that could be one.
_END = re.compile(r"(?<=[.!?;:])\s+|(?<=[。！？；：])")


def check(pair: Pair) -> Finding | None:
    """Return a finding if what the source denies is not denied here, or the other way round.

    Of real translations of legal texts, two in a thousand are called an error, half of them for a
    defect; words that only may stand for a negation make a warning, for two in a hundred.
    """
    if any(
        wording.language_of(tag) not in _CLEAR
        for tag in (pair.source_language, pair.target_language)
    ):
        return None
    if not _said(pair.source, pair.source_language):
        return _won(pair)
    sentences = _sentences(pair)
    for part in (pair, *sentences):
        if finding := _lost(part, pair.target):
            return finding
    if wording.language_of(pair.target_language) in _UNCOUNTED:
        return None
    return next(filter(None, map(_fewer, sentences or [pair])), None)


def _sentences(pair: Pair) -> list[Pair]:
    """Return the sentences side by side, if there are as many of them here as in the source."""
    before, after = (_END.split(text.strip()) for text in (pair.source, pair.target))
    if len(before) != len(after) or len(before) == 1:
        return []
    return [
        replace(pair, source=source, target=target)
        for source, target in zip(before, after, strict=True)
    ]


def _lost(pair: Pair, whole_target: str) -> Finding | None:
    """Return a finding for a plain negation of the source without any counterpart.

    An error, if the target is recognisably in its language; else its words may be unknown here.
    """
    said = _denied_only_in(pair.source, pair.source_language, pair.target, pair.target_language)
    if not said:
        return None
    sure = wording.is_recognised(whole_target, pair.target_language)
    return _finding(f"the source says “{said}”, but nothing here denies or forbids", said, sure)


def _won(pair: Pair) -> Finding | None:
    """Return a finding for a plain negation that the source has no counterpart of.

    An error, if the source is English and has no word either that others put as a negation.
    """
    said = _denied_only_in(pair.target, pair.target_language, pair.source, pair.source_language)
    if not said:
        return None
    sure = wording.is_recognised(pair.target, pair.target_language) and _denies_nothing(
        pair.source, pair.source_language
    )
    return _finding(f"“{said}” denies or forbids something; the source does not", said, sure)


def _fewer(pair: Pair) -> Finding | None:
    """Return a warning if the source denies more often than the translation may.

    What may deny, such as "only", is taken for the counterpart of what may in the source.
    """
    clear, maybe = _counts(pair.source, pair.source_language)
    others, other_maybe = _counts(pair.target, pair.target_language)
    if len(clear) <= len(others) + max(0, len(other_maybe) - len(maybe)):
        return None
    said = "”, “".join(clear)
    return _finding(f"the source says “{said}”: is all of that denied here?", clear[0], sure=False)


def denies(text: str, tag: str) -> bool:
    """Say whether anything in ``text`` denies or forbids, in whatever words."""
    language = wording.language_of(tag)
    if language not in _CLEAR:
        return False
    both = f"{_CLEAR[language]} {_ALSO[language]}"
    if wording.pattern(language, both).search(_serious(text, language)):
        return True
    # "No longer" may well be put as a negation. 〜なければならない, "must", is never one.
    return language == "en" and bool(
        wording.pattern(language, _IDLE[language]).search(wording.plain(text))
    )


def _denied_only_in(text: str, tag: str, other: str, other_tag: str) -> str:
    """Return the word that denies in ``text`` if none does in ``other``, else nothing."""
    said = _said(text, tag)
    return "" if not said or denies(other, other_tag) else said


def _said(text: str, tag: str) -> str:
    """Return the first word in ``text`` that plainly denies, or nothing."""
    language = wording.language_of(tag)
    found = wording.pattern(language, _CLEAR[language]).search(_serious(text, language))
    return found[0].strip() if found else ""


def _denies_nothing(text: str, tag: str) -> bool:
    """Say whether no language has reason to put any part of ``text`` as a negation."""
    language = wording.language_of(tag)
    if language != "en":
        return False
    return wording.pattern(language, _PUT_OTHERWISE).search(wording.plain(text)) is None


def _finding(message: str, part: str, sure: bool) -> Finding:
    severity = "error" if sure else "warning"
    return Finding(name="negation", severity=severity, message=message, parts=(part,))


def _counts(text: str, tag: str) -> tuple[list[str], list[str]]:
    """Return what denies in ``text``, and what may."""
    language = wording.language_of(tag)
    serious = _serious(text, language)
    maybe = f"{_ALSO[language]} {_PUT_OTHERWISE if language == 'en' else ''}"
    return (
        wording.pattern(language, _CLEAR[language]).findall(serious),
        wording.pattern(language, maybe).findall(serious),
    )


@lru_cache(maxsize=256)
def _serious(text: str, language: str) -> str:
    return wording.pattern(language, _IDLE[language]).sub("~", wording.plain(text))
