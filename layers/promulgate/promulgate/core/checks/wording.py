"""Wording: lists of words of a language, as one pattern, and whether a text is in the language."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

# Languages whose words are not parted by spaces, or carry prefixes and endings: a listed piece
# counts wherever it stands.
_PIECES = frozenset({"ja", "zh", "ko"})

# Very frequent words. Without one, no list of words can say anything about a text.
_FREQUENT = {
    "en": "the of and to in is you we for or our your this that with be are it by not from as a an",
    "de": "der die das und in zu den von mit für ist sie wir ihr ihre ihren auf ein eine oder im "
    "es bei nach dem des werden nicht uns unsere",
    "ja": "の に を は が と で し す る い な",
    "fr": "le la les l de des d du et à en un une vous nous pour que qui est sur ou par votre vos "
    "nos notre ne pas ce cette",
    "es": "el la los las de del y en a un una que para por con su sus es o no nos usted al se",
    "pt": "o a os as de do da dos das e em no na um uma que para por com seu sua é ou não nos você "
    "ao se nós",
    "it": "il lo la i gli le di del della dei e in a un una che per con suo sua è o non ci al si l",
    "nl": "de het een en van in op te dat voor met is u wij we uw of niet door bij om ons onze",
    "ko": "은 는 이 가 을 를 의 에 다 로",
    "zh": "的 我 您 你 是 在 和 不 會 会 有 为 為 以 本",
    "ar": "من في على إلى أن لا ما هذا هذه أو التي الذي عن مع لن لم إذا كل قد نحن",
    "he": "של את על עם או זה זו כי אם גם כל אנו אנחנו אתה אתם לא הוא היא שלך שלכם שלנו",
    "pl": "i w z na do nie się że o jest są oraz lub przez dla od po jak co za ich nasze",
    "tr": "ve bir bu için ile de da veya ya olan olarak bizim sizin gibi her en siz biz",
    "ru": "и в не на с что по для к от вы мы или это из вас ваш ваши наш как о при если у",
}  # fmt: skip


# An address has words too, which say nothing: …/how-do-i-turn-do-not-track-feature.
_GOAL = re.compile(r"\]\([^()\s]{0,2000}|https?://[^\s()<>]{1,2000}")


def language_of(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    return tag.partition("-")[0].lower()


@cache
def pattern(language: str, words: str) -> re.Pattern[str]:
    """Return what finds any of ``words`` in a text of ``language``.

    Words are parted by spaces; ``_`` in one stands for white space, ``*`` for any further letters,
    ``…`` for up to three words in between.
    """
    body = alternatives(words)
    if language in _PIECES:
        return re.compile(body, re.IGNORECASE)
    # Arabic writes "and" and "so" as one letter at the beginning of the next word.
    prefix = "[وف]?" if language == "ar" else ""
    return re.compile(rf"(?<!\w){prefix}(?:{body})(?!\w)", re.IGNORECASE)


def alternatives(words: str) -> str:
    """Return ``words``, written as for ``pattern``, as its inside: the longest first."""
    forms = [_form(word) for word in sorted(words.split(), key=len, reverse=True)]
    return "|".join(forms) or r"(?!)"


def of_language(lists: Mapping[str, str], tag: str) -> re.Pattern[str] | None:
    """Return the pattern of the list for ``tag``'s language, or None where there is no list."""
    language = language_of(tag)
    return pattern(language, lists[language]) if language in lists else None


def is_recognised(text: str, tag: str) -> bool:
    """Return whether a very frequent word shows that ``text`` is in the language of ``tag``."""
    frequent = of_language(_FREQUENT, tag)
    return frequent is not None and frequent.search(text) is not None


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Return the words of ``text``: one kind of apostrophe, no emphasis, nowhere that links go."""
    return _GOAL.sub(" ", text).replace("’", "'").replace("*", "")


def _form(word: str) -> str:
    return (
        re.escape(word)
        .replace("_", r"\s{1,3}")
        .replace(r"\*", r"\w{0,12}")
        .replace("…", r"\s(?:[\w']{1,20}\s){0,3}?")
    )
