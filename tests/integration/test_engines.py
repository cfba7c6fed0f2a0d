"""Many texts through one engine: in batches, in parallel, nothing asked twice, nothing swapped."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import pytest

from promulgate.adapters.engines import (
    CONCURRENCY,
    Engine,
    EngineOptions,
    EngineRefused,
    EngineUnavailable,
    Patience,
    first_to_answer,
    open_engine,
)
from promulgate.core.drafting import UNTRANSLATED, Translated, translate_units
from promulgate.core.masks import STYLES
from tests.integration.engine_server import (
    Asked,
    Reply,
    Server,
    engine_server,
    translated,
    upper,
)

QUICK = Patience(attempts=2, first_wait=0.01, longest_wait=0.02, budget=5.0)
SECTION = "Section {}: you may return a book within 30 days of the day on which it reached you. "
LANGUAGES = ("de", "es", "fr", "ja", "pt-BR", "ar", "zh-Hans", "it")


def options(server: Server, concurrency: int = CONCURRENCY) -> EngineOptions:
    return EngineOptions(url=server.url, patience=QUICK, concurrency=concurrency)


def libre(server: Server, target: str = "de", concurrency: int = CONCURRENCY) -> Engine:
    return open_engine("libre", source="en", target=target, options=options(server, concurrency))


def one_by_one(behave: Callable[[str], Reply]) -> Callable[[Asked], Reply]:
    """Answer joined texts with one line, so that only single texts get an answer."""
    return lambda asked: translated("x") if "\n" in asked.text else behave(asked.text)


def test_several_texts_travel_in_one_request() -> None:
    with engine_server() as server:
        assert libre(server).ask(["Returns", "Refunds"]) == ["RETURNS", "REFUNDS"]
        assert [asked.text for asked in server.asked] == ["Returns\nRefunds"]


def test_the_same_text_is_asked_once() -> None:
    with engine_server() as server:
        assert libre(server).ask(["Returns"] * 3) == ["RETURNS"] * 3
        assert server.asked[0].text == "Returns"


def test_a_text_without_letters_is_not_sent() -> None:
    with engine_server() as server:
        assert libre(server).ask(["30", "", " ", "[900]"]) == ["30", "", " ", "[900]"]
        assert server.asked == []


def test_white_space_around_a_text_is_kept() -> None:
    with engine_server() as server:
        assert libre(server).ask([" Returns  ", "Refunds"]) == [" RETURNS  ", "REFUNDS"]


def test_no_request_is_longer_than_servers_take() -> None:
    texts = [f"{number}: 書籍は三十日以内であれば返品することができます。" for number in range(300)]
    with engine_server() as server:
        engine = open_engine("libre", source="ja", target="en", options=options(server))
        assert engine.ask(texts) == [text.upper() for text in texts]
        assert len(server.asked) > 1
        assert max(asked.line for asked in server.asked) < 8_000


def test_a_text_too_long_for_a_request_is_not_sent() -> None:
    long = "word " * 2_000
    with engine_server() as server:
        assert libre(server).ask([long, "Returns"]) == [None, "RETURNS"]
        assert [asked.text for asked in server.asked] == ["Returns"]


def test_parts_that_cannot_be_told_apart_are_asked_one_by_one() -> None:
    with engine_server(one_by_one(lambda text: translated(text.upper()))) as server:
        assert libre(server).ask(["Returns", "Refunds"]) == ["RETURNS", "REFUNDS"]
        assert len(server.asked) == 3


def test_swapped_parts_are_asked_one_by_one() -> None:
    def swap(asked: Asked) -> Reply:
        return translated("\n".join(reversed(asked.text.upper().split("\n"))))

    with engine_server(swap) as server:
        texts = ["Return within 30 days", "Delivery takes 5 days"]
        assert libre(server).ask(texts) == ["RETURN WITHIN 30 DAYS", "DELIVERY TAKES 5 DAYS"]


def test_a_server_with_a_limit_of_its_own_gets_one_text_at_a_time() -> None:
    def limited(asked: Asked) -> Reply:
        if len(asked.text) > 10:
            return Reply(b'{"error": "request (15) exceeds text limit (10)"}', status=400)
        return upper(asked)

    with engine_server(limited) as server:
        assert libre(server).ask(["Returns", "Refunds"]) == ["RETURNS", "REFUNDS"]


def test_a_text_that_gets_no_usable_answer_does_not_cost_the_others_theirs() -> None:
    def balk(text: str) -> Reply:
        return translated(None if "cursed" in text else text.upper())

    with engine_server(one_by_one(balk)) as server:
        assert libre(server).ask(["Returns", "cursed"]) == ["RETURNS", None]


def test_a_single_text_without_answer_is_to_blame_if_the_engine_answers_another() -> None:
    def balk(asked: Asked) -> Reply:
        return translated(None) if "cursed" in asked.text else upper(asked)

    with engine_server(balk) as server:
        known = {"Returns": "RETURNS"}
        assert libre(server).ask(["Returns", "cursed"], known=known) == ["RETURNS", None]


def test_an_engine_that_no_longer_answers_what_it_answered_is_to_blame() -> None:
    with (
        engine_server(lambda _asked: translated(None)) as server,
        pytest.raises(EngineUnavailable),
    ):
        libre(server).ask(["Returns", "Refunds"], known={"Returns": "RETURNS"})


def test_a_known_text_is_not_asked_again() -> None:
    with engine_server() as server:
        answers = libre(server).ask(["Returns", "Refunds"], known={"Returns": "Retouren"})
        assert answers == ["Retouren", "REFUNDS"]
        assert [asked.text for asked in server.asked] == ["Refunds"]


def test_the_answers_of_a_request_are_handed_over_together_to_be_kept() -> None:
    kept: list[Mapping[str, str]] = []
    with engine_server() as server:
        libre(server).ask(["Returns", "30", "Refunds"], keep=kept.append)
    assert kept == [{"Returns": "RETURNS", "Refunds": "REFUNDS"}]


def test_an_answer_is_kept_before_the_next_request_leaves() -> None:
    kept: list[str] = []
    kept_at_request: list[int] = []

    def note(asked: Asked) -> Reply:
        kept_at_request.append(len(kept))
        return upper(asked)

    texts = [SECTION.format(number) * 60 for number in range(4)]
    with engine_server(note) as server:
        libre(server, concurrency=1).ask(texts, keep=kept.extend)
    assert kept_at_request == [0, 1, 2, 3]


def test_after_a_crash_nothing_is_asked_twice() -> None:
    kept: dict[str, str] = {}
    texts = [SECTION.format(number) * 60 for number in range(6)]

    def fail_at_fourth(asked: Asked) -> Reply:
        return Reply(status=403) if len(server.asked) == 4 else upper(asked)

    with engine_server(fail_at_fourth) as server:
        with pytest.raises(EngineRefused):
            libre(server, concurrency=1).ask(texts, keep=kept.update)
        answers = libre(server, concurrency=1).ask(texts, known=kept, keep=kept.update)
        assert answers == [text.upper() for text in texts]
        answered = [asked.text for asked in server.asked[:3] + server.asked[4:]]
        assert sorted(answered) == sorted(text.strip() for text in texts)


def test_a_failure_to_keep_ends_the_asking() -> None:
    def full(_answers: Mapping[str, str]) -> None:
        raise OSError("the table is full")

    with engine_server() as server, pytest.raises(OSError, match="the table is full"):
        libre(server).ask(["Returns"], keep=full)


def test_answers_are_kept_by_one_thread_at_a_time() -> None:
    busy = threading.Lock()
    together = []

    def keep(_answers: Mapping[str, str]) -> None:
        together.append(not busy.acquire(blocking=False))
        time.sleep(0.001)
        busy.release()

    with engine_server() as server:
        libre(server).ask([SECTION.format(number) * 30 for number in range(40)], keep=keep)
    assert not any(together)


def test_threads_do_not_swap_answers() -> None:
    with engine_server(lambda asked: translated(f"answer to {asked.text}")) as server:
        engine = libre(server)
        questions = [f"question {number}" for number in range(300)]
        with ThreadPoolExecutor(32) as threads:
            answers = list(threads.map(lambda question: engine.ask([question]), questions))
        assert answers == [[f"answer to {question}"] for question in questions]


def test_drafting_flags_a_unit_that_the_engine_has_no_answer_to() -> None:
    def balk(text: str) -> Reply:
        return translated(None if "cursed" in text else text.upper())

    with engine_server(one_by_one(balk)) as server:
        engine = libre(server)
        drafted = translate_units(
            ["Returns", "A cursed unit"],
            engine.ask,
            styles=[STYLES[name] for name in engine.style_names],
            limit=engine.limit,
        )
    assert drafted == (Translated("RETURNS"), Translated("A cursed unit", (UNTRANSLATED,)))


def test_languages_in_parallel_do_not_mix() -> None:
    with engine_server(lambda asked: translated(f"{asked.params['target']} text")) as server:
        with ThreadPoolExecutor(8) as threads:
            answers = threads.map(lambda tag: libre(server, tag).ask(["Returns"]), LANGUAGES)
        assert [answer[0] for answer in answers] == [
            "de text",
            "es text",
            "fr text",
            "ja text",
            "pt text",
            "ar text",
            "zh text",
            "it text",
        ]


def test_no_more_requests_are_under_way_than_the_concurrency() -> None:
    def slow(asked: Asked) -> Reply:
        return Reply(upper(asked).body, wait=0.02)

    with engine_server(slow) as server:
        with ThreadPoolExecutor(4) as threads:
            list(
                threads.map(
                    lambda tag: libre(server, tag, concurrency=3).ask(
                        [SECTION.format(number) * 60 for number in range(4)]
                    ),
                    ("de", "fr", "es", "it"),
                )
            )
        assert server.most_at_once == 3


@pytest.mark.parametrize(("sections", "latency"), [(48, 0.5), (400, 0.2)])
def test_a_policy_in_eight_languages_takes_little_longer_than_the_engine_does(
    sections: int, latency: float
) -> None:
    texts = [SECTION.format(number) for number in range(sections)]

    def fixed(asked: Asked) -> Reply:
        return Reply(upper(asked).body, wait=latency)

    with engine_server(fixed) as server:
        libre(server).ask(["Returns"])
        before = len(server.asked)
        with ThreadPoolExecutor(len(LANGUAGES)) as threads:
            begun = time.monotonic()
            answers = list(threads.map(lambda tag: libre(server, tag).ask(texts), LANGUAGES))
            wall = time.monotonic() - begun
        requests = len(server.asked) - before
        assert answers == [[text.upper() for text in texts]] * len(LANGUAGES)
        assert wall <= 1.25 * latency * ceil(requests / CONCURRENCY)


def test_when_one_batch_is_refused_the_waiting_ones_are_not_sent() -> None:
    with engine_server(lambda _asked: Reply(status=403)) as server:
        with pytest.raises(EngineRefused):
            libre(server, concurrency=1).ask([SECTION.format(n) * 60 for n in range(6)])
        assert len(server.asked) == 1


def test_every_style_an_engine_prefers_is_one_that_masks_have() -> None:
    with engine_server() as server:
        assert libre(server).style_names[0] == "bracket"
        assert set(libre(server).style_names) <= set(STYLES)


@pytest.mark.parametrize(
    ("name", "target", "reason"),
    [
        ("gogle", "de", "there is no such engine"),
        ("papago", "ja", "Naver closed"),
        ("deepl", "de", "needs its key in the engines' secret"),
        ("baidu", "de", "needs its appid and appkey"),
        ("libre", "de", "needs its address in EngineUrl"),
        ("google", "tlh", "does not translate tlh"),
        ("google", "no language", "does not translate no language"),
        ("google", "en-GB", "does not tell en-GB from en"),
    ],
)
def test_an_engine_that_cannot_serve_says_why(name: str, target: str, reason: str) -> None:
    with pytest.raises(EngineRefused, match=reason):
        open_engine(name, source="en", target=target, options=EngineOptions())


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "127.0.0.1:5000", "file:///etc/passwd", "/"])
def test_an_address_that_is_not_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(EngineRefused, match="http:// or https://"):
        open_engine("libre", source="en", target="de", options=EngineOptions(url=url))


@pytest.mark.parametrize("ending", ["", "/", "/mt", "/mt/"])
def test_an_address_may_end_in_a_slash_or_not(ending: str) -> None:
    with engine_server() as server:
        given = EngineOptions(url=server.url + ending)
        open_engine("libre", source="en", target="de", options=given).ask(["Returns"])
        assert server.asked[0].path == f"{ending.rstrip('/')}/translate"


def test_the_next_engine_does_all_of_the_work_of_one_that_fails() -> None:
    with engine_server() as server:
        done = first_to_answer(
            ["deepl", "libre"],
            lambda engine: (engine.name, engine.ask(["Returns"])),
            source="en",
            target="de",
            options=options(server),
        )
        assert done == ("libre", ["RETURNS"])


def test_without_a_failure_the_first_engine_is_the_only_one() -> None:
    with engine_server() as server:
        first_to_answer(
            ["libre", "deepl"],
            lambda engine: engine.ask(["Returns"]),
            source="en",
            target="de",
            options=options(server),
        )
        assert len(server.asked) == 1


def test_when_one_of_the_engines_may_do_later_the_work_waits_for_it() -> None:
    throttled = Reply(status=429, headers={"Retry-After": "600"})
    with engine_server(lambda _asked: throttled) as server:
        with pytest.raises(EngineUnavailable) as unavailable:
            first_to_answer(
                ["deepl", "libre"],
                lambda engine: engine.ask(["Returns"]),
                source="en",
                target="de",
                options=options(server),
            )
        assert unavailable.value.retry_after == 600


def test_when_every_engine_refuses_the_first_says_why() -> None:
    with pytest.raises(EngineRefused, match="deepl: needs its key"):
        first_to_answer(
            ["deepl", "libre"],
            lambda engine: engine.ask(["Returns"]),
            source="en",
            target="de",
            options=EngineOptions(),
        )
