"""Money: euros stay euros."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from promulgate.core.checks import figures, wording
from promulgate.core.checks.pair import Finding, Pair

# By ISO 4217 code; $ stands for whichever dollar (or peso) it is, ¥ for yen and yuan.
_SIGNS = {
    "€": "EUR", "£": "GBP", "R$": "BRL", "US$": "USD", "$": "$", "¥": "¥", "₩": "KRW", "₹": "INR",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "zł": "PLN", "₫": "VND", "฿": "THB", "₴": "UAH",
}  # fmt: skip
_CODES = (
    "AED|ARS|AUD|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MAD|MXN|"
    "MYR|NOK|NZD|PLN|RON|RUB|SAR|SEK|SGD|THB|TRY|UAH|USD|VND|ZAR"
)
_ANY = {"$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"}),
        "¥": frozenset({"JPY", "CNY"})}  # fmt: skip
_WORDS = {
    "EUR": {
        "en": "euro euros",
        "de": "Euro Euros",
        "fr": "euro euros",
        "es": "euro euros",
        "pt": "euro euros",
        "it": "euro",
        "nl": "euro euro's",
        "ja": "ユーロ",
        "zh": "欧元 歐元",
        "ko": "유로",
        "ar": "يورو",
        "he": "אירו יורו",
        "ru": "евро",
        "pl": "euro",
        "tr": "euro* avro*",
    },
    "USD": {
        "en": "dollar dollars",
        "de": "Dollar Dollars US-Dollar",
        "fr": "dollar dollars",
        "es": "dólar dólares",
        "pt": "dólar dólares",
        "it": "dollaro dollari",
        "nl": "dollar dollars",
        "ja": "ドル 米ドル",
        "zh": "美元",
        "ko": "달러",
        "ar": "دولار دولارا دولارات دولاراً",
        "he": "דולר דולרים",
        "ru": "доллар*",
        "pl": "dolar*",
        "tr": "dolar*",
    },
    "GBP": {
        "en": "pound_sterling pounds_sterling pounds",
        "de": "Pfund",
        "fr": "livre livres",
        "es": "libra libras",
        "pt": "libra libras",
        "it": "sterlina sterline",
        "nl": "pond",
        "ja": "ポンド",
        "zh": "英镑 英鎊",
        "ko": "파운드",
        "ar": "جنيه_إسترليني جنيها_إسترلينيا جنيهات_إسترلينية",
        "he": "ליש לירות_שטרלינג פאונד",
        "ru": "фунт*",
        "pl": "funt*",
        "tr": "sterlin*",
    },
    "JPY": {
        "en": "yen",
        "de": "Yen",
        "fr": "yen yens",
        "es": "yen yenes",
        "pt": "iene ienes",
        "it": "yen",
        "nl": "yen",
        "ja": "円",
        "zh": "日元 日圆 日圓",
        "ko": "엔",
        "ar": "ين ينا",
        "he": "ין",
        "ru": "иен* йен*",
        "pl": "jen*",
        "tr": "yen*",
    },
    "BRL": {
        "en": "real reais reals",
        "de": "Real Reais",
        "fr": "réal réaux reais",
        "es": "real reales",
        "pt": "real reais",
        "it": "real reais",
        "ja": "レアル",
    },
    "CHF": {
        "en": "franc francs",
        "de": "Franken",
        "fr": "franc francs",
        "es": "franco francos",
        "pt": "franco francos",
        "it": "franco franchi",
        "nl": "frank franken",
        "ja": "フラン",
        "zh": "瑞士法郎",
        "ko": "프랑",
        "ar": "فرنك فرنكا فرنكات",
        "ru": "франк*",
        "pl": "frank*",
        "tr": "frang*",
    },
    "CNY": {
        "en": "yuan renminbi",
        "de": "Yuan Renminbi",
        "fr": "yuan yuans renminbi",
        "es": "yuan yuanes renminbi",
        "pt": "yuan yuans renminbi",
        "it": "yuan renminbi",
        "nl": "yuan renminbi",
        "ja": "元 人民元",
        "zh": "人民币 人民幣 元",
        "ko": "위안",
        "ru": "юан*",
    },
    "INR": {
        "en": "rupee rupees",
        "de": "Rupie Rupien",
        "fr": "roupie roupies",
        "es": "rupia rupias",
        "pt": "rúpia rúpias",
        "it": "rupia rupie",
        "ja": "ルピー",
    },
    "KRW": {
        "en": "won",
        "de": "Won",
        "fr": "won wons",
        "es": "won wones",
        "pt": "won wons",
        "it": "won",
        "nl": "won",
        "ja": "ウォン",
        "zh": "韩元 韓元",
        "ko": "원",
    },
    "RUB": {
        "en": "ruble rubles rouble roubles",
        "de": "Rubel",
        "fr": "rouble roubles",
        "es": "rublo rublos",
        "pt": "rublo rublos",
        "it": "rublo rubli",
        "nl": "roebel roebels",
        "ja": "ルーブル",
        "zh": "卢布 盧布",
        "ko": "루블",
        "ru": "рубл* руб.",
        "pl": "rubl*",
    },
    "AED": {
        "ar": "درهم درهما دراهم",
    },
    "SAR": {
        "ar": "ريال ريالا ريالات",
    },
    "EGP": {
        "ar": "جنيه_مصري جنيهات_مصرية",
    },
    "ILS": {
        "he": 'ש"ח שקל שקלים שקל_חדש שקלים_חדשים',
    },
    "PLN": {
        "pl": "złot* zł",
    },
    "TRY": {
        "tr": "lira* tl",
    },
}


def check(pair: Pair) -> Finding | None:
    """Return an error if an amount of the source is in another currency in the translation.

    A currency that only one side seems to name may be written in words that are not known here.
    """
    said_before = list(_currencies(pair.source, pair.source_language))
    if not said_before:
        return None
    said_after = list(_currencies(pair.target, pair.target_language))
    before, after = dict(said_before), dict(said_after)
    lost = [said for code, said in before.items() if not _is_in(code, after.keys())]
    won = [said for code, said in after.items() if not _is_in(code, before.keys())]
    if not won and len(said_after) >= len(said_before):
        # Every amount has its currency, but one has that of another.
        won = list(after.values())
    if not lost or not won:
        return None
    return Finding(
        name="money",
        severity="error",
        message=f"the source says “{lost[0]}”, this says “{won[0]}”",
        parts=(*lost, *won),
    )


def _is_in(code: str, others: Iterable[str]) -> bool:
    return any(
        code == other or code in _ANY.get(other, ()) or other in _ANY.get(code, ())
        for other in others
    )


def _currencies(text: str, tag: str) -> Iterator[tuple[str, str]]:
    """Yield the currency of each amount in ``text`` and how the amount is written."""
    text = figures.folded(wording.plain(text))
    for found in _pattern(wording.language_of(tag)).finditer(text):
        said = next(name for name, part in found.groupdict().items() if part)
        sign = found[said]
        yield (said[1:] if said.startswith("c") else _SIGNS.get(sign, sign)), found[0].strip()


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what finds an amount: a sign or a code on either side of it, or a word behind it."""
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    sign = rf"{signs}|(?<![A-Za-z])(?:{_CODES})(?![A-Za-z])"
    number = r"\d[\d.,٫٬]{0,20}"
    listed = {code: lists[language] for code, lists in _WORDS.items() if language in lists}
    words = "|".join(f"(?P<c{code}>{wording.alternatives(each)})" for code, each in listed.items())
    scale = r"\s{0,2}(?:[万億亿萬千]|[^\W\d]{2,10}\.?\s)?\s?"
    end = "" if language in {"ja", "zh", "ko"} else r"(?!\w)"
    return re.compile(
        rf"(?P<before>{sign})\s{{0,2}}{number}"
        rf"|{number}(?:\s{{0,2}}(?P<after>{sign})|{scale}(?:{words or '(?!)'}){end})"
    )
