"""Durations: days stay days, months stay months, and working days stay working days."""

import re
from functools import cache

from promulgate.core.checks import figures, wording
from promulgate.core.checks.pair import Finding, Pair

_UNITS = {
    "second": {
        "en": "second seconds sec secs",
        "de": "Sekunde Sekunden Sek.",
        "fr": "seconde secondes",
        "es": "segundo segundos",
        "pt": "segundo segundos",
        "it": "secondo secondi",
        "nl": "seconde seconden",
        "ja": "秒",
        "zh": "秒",
        "ko": "초",
        "ar": "ثانية ثواني ثوان",
        "he": "שנייה שניות",
        "ru": "секунд* сек.",
        "pl": "sekund* sek.",
        "tr": "saniye*",
    },
    "minute": {
        "en": "minute minutes min mins",
        "de": "Minute Minuten Min. minütige*",
        "fr": "minute minutes min",
        "es": "minuto minutos min",
        "pt": "minuto minutos min",
        "it": "minuto minuti min",
        "nl": "minuut minuten",
        "ja": "分",
        "zh": "分钟 分鐘",
        "ko": "분",
        "ar": "دقيقة دقائق",
        "he": "דקה דקות",
        "ru": "минут* мин.",
        "pl": "minut* min",
        "tr": "dakika*",
    },
    "hour": {
        "en": "hour hours hr hrs",
        "de": "Stunde Stunden Std. stündige*",
        "fr": "heure heures",
        "es": "hora horas",
        "pt": "hora horas",
        "it": "ora ore",
        "nl": "uur uren",
        "ja": "時間",
        "zh": "小时 小時",
        "ko": "시간",
        "ar": "ساعة ساعات",
        "he": "שעה שעות",
        "ru": "час часа часов часам",
        "pl": "godzin* godz.",
        "tr": "saat*",
    },
    "business day": {
        "en": "business_day business_days working_day working_days weekdays",
        "de": "Werktag Werktage Werktagen Werktages Arbeitstag Arbeitstage Arbeitstagen "
        "Geschäftstag Geschäftstage Geschäftstagen",
        "fr": "jour_ouvré jours_ouvrés jour_ouvrable jours_ouvrables",
        "es": "día_hábil días_hábiles día_laborable días_laborables día_laboral días_laborales",
        "pt": "dia_útil dias_úteis",
        "it": "giorno_lavorativo giorni_lavorativi giorno_feriale giorni_feriali",
        "nl": "werkdag werkdagen",
        "ja": "営業日 稼働日 平日",
        "zh": "个工作日 個工作日 工作日 个营业日 营业日 營業日",
        "ko": "영업일 근무일",
        "ar": "يوم_عمل يوما_عمل أيام_عمل أيام_العمل",
        "he": "יום_עסקים ימי_עסקים יום_עבודה ימי_עבודה",
        "ru": "рабочий_день рабочих_дня рабочих_дней рабочего_дня рабочие_дни",
        "pl": "dzień_roboczy dni_roboczych dni_robocze dniu_roboczym",
        "tr": "iş_günü iş_gününde iş_gününden iş_günlük",
    },
    "day": {
        "en": "day days",
        "de": "Tag Tage Tagen Tages Kalendertag Kalendertage Kalendertagen tägige*",
        "fr": "jour jours journées",
        "es": "día días",
        "pt": "dia dias",
        "it": "giorno giorni",
        "nl": "dag dagen kalenderdagen",
        "ja": "日",
        "zh": "天 日 个自然日",
        "ko": "일",
        "ar": "يوم يوما أيام يومًا يوماً",
        "he": "יום ימים ימי",
        "ru": "день дня дней дни дням сутки суток календарных_дней календарных_дня",
        "pl": "dzień dni dnia dniach dób doba",
        "tr": "gün* takvim_günü",
    },
    "week": {
        "en": "week weeks",
        "de": "Woche Wochen wöchige*",
        "fr": "semaine semaines",
        "es": "semana semanas",
        "pt": "semana semanas",
        "it": "settimana settimane",
        "nl": "week weken",
        "ja": "週",
        "zh": "周 週 个星期 個星期 星期",
        "ko": "주",
        "ar": "أسبوع أسبوعا أسابيع",
        "he": "שבוע שבועות",
        "ru": "неделя недели недель неделю",
        "pl": "tydzień tygodnie tygodni tygodnia",
        "tr": "hafta*",
    },
    "month": {
        "en": "month months",
        "de": "Monat Monate Monaten Monats monatige*",
        "fr": "mois",
        "es": "mes meses",
        "pt": "mês meses",
        "it": "mese mesi",
        "nl": "maand maanden",
        "ja": "か月 ヶ月 ヵ月 カ月 ケ月 箇月",
        "zh": "个月 個月",
        "ko": "개월 달",
        "ar": "شهر شهرا أشهر شهور شهراً شهرًا",
        "he": "חודש חודשים חודשי",
        "ru": "месяц месяца месяцев месяцам",
        "pl": "miesiąc miesiące miesięcy miesiąca",
        "tr": "ay aylık aydan ayda ayı ayın",
    },
    "year": {
        "en": "year years yr yrs",
        "de": "Jahr Jahre Jahren Jahres jährige*",
        "fr": "an ans année années",
        "es": "año años",
        "pt": "ano anos",
        "it": "anno anni",
        "nl": "jaar jaren",
        "ja": "年",
        "zh": "年 周年 岁",
        "ko": "년 세",
        "ar": "سنة سنوات عام عاما أعوام عاماً عامًا سنين",
        "he": "שנה שנים שנות",
        "ru": "год года лет годов годам",
        "pl": "rok lata lat roku",
        "tr": "yıl* yaş*",
    },
}

_UNSPACED = frozenset({"ja", "zh"})
# Between number and unit: the end of "thirty (30) days", "30 (thirty) days", "30 calendar days".
_GAP = r"[\s-]{0,2}\)?\s{0,2}(?:\([^()\d]{1,24}\)\s{0,2})?(?:[^\W\d]{2,16}\s{1,2})??"
_UNSPACED_GAP = r"\s{0,2}(?:[個个ヶか]\s?)?"
# Arabic vowel signs and the stretching stroke: writers set them or not.
_OPTIONAL_SIGNS = re.compile("[\u064b-\u0652\u0640]")
# A larger number of years is a date.
MOST_YEARS = 1000


def check(pair: Pair) -> Finding | None:
    """Return an error if a number of the source counts another unit of time in the translation.

    A number that is lost or changed is not looked at: that is what ``numbers`` finds.
    """
    before = _durations(pair.source, pair.source_language)
    after = _durations(pair.target, pair.target_language)
    for number, units in before.items():
        others = after.get(number, {})
        if others and units.keys().isdisjoint(others):
            said, says = next(iter(units.values())), next(iter(others.values()))
            return Finding(
                name="durations",
                severity="error",
                message=f"the source says “{said}”, this says “{says}”",
                parts=(said, says),
            )
    return None


def _durations(text: str, tag: str) -> dict[str, dict[str, str]]:
    """Return for each number the units of time that it counts, and how that is written."""
    found: dict[str, dict[str, str]] = {}
    pattern = _pattern(wording.language_of(tag))
    if pattern is None:
        return found
    text = _OPTIONAL_SIGNS.sub("", figures.folded(wording.plain(text)))
    for each in pattern.finditer(text):
        number, unit = each["number"].replace(",", "."), _unit(each)
        is_date = text[: each.start()].rstrip().endswith(("月", "월"))
        if not is_date and not (unit == "year" and float(number) > MOST_YEARS):
            found.setdefault(number, {}).setdefault(unit, each[0])
    return found


def _unit(found: re.Match[str]) -> str:
    return next(name for name, said in found.groupdict().items() if said and name != "number")


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Return what finds a number and its unit, a named group for each unit, the longest first."""
    units = {unit: lists[language] for unit, lists in _UNITS.items() if language in lists}
    if not units:
        return None
    named = "|".join(
        f"(?P<{unit.replace(' ', '_')}>{wording.alternatives(words)})"
        for unit, words in units.items()
    )
    gap = _UNSPACED_GAP if language in _UNSPACED else _GAP
    # Korean puts particles right behind; a third is 三分の一, no minutes.
    end = {"ja": "(?!の)", "zh": "", "ko": ""}.get(language, r"(?!\w)")
    return re.compile(
        rf"(?<![\d.,/:])(?P<number>\d{{1,4}}(?:[.,]\d)?)(?!\d){gap}(?:{named}){end}", re.IGNORECASE
    )
