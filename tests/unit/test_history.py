from dataclasses import replace

from promulgate.core.history import Event, broken_at, broken_in, chained
from promulgate.core.records import Policy

EVENTS = [
    Event(at="2026-03-01T08:00:00Z", by="upload:terms.md", action="uploaded", version=1),
    Event(at="2026-03-02T09:30:00Z", by="mika", action="edited", version=1, language="ja"),
    Event(at="2026-03-02T10:00:00Z", by="sora", action="approved", version=1, language="ja"),
]


def test_each_entry_carries_the_digest_of_the_one_before() -> None:
    first, second, third = chained(EVENTS, after=0, previous="")
    assert (first.previous, second.previous, third.previous) == ("", first.digest, second.digest)


def test_a_chain_continued_later_is_the_chain_written_at_once() -> None:
    whole = chained(EVENTS, after=0, previous="")
    head = chained(EVENTS[:1], after=0, previous="")
    assert head + chained(EVENTS[1:], after=1, previous=head[-1].digest) == whole


def test_a_whole_chain_has_no_break() -> None:
    assert broken_at(chained(EVENTS, after=0, previous="")) is None


def test_an_altered_entry_is_noticed() -> None:
    first, second, third = chained(EVENTS, after=0, previous="")
    assert broken_at([first, replace(second, by="someone else"), third]) == 2


def test_a_deleted_entry_is_noticed() -> None:
    first, _, third = chained(EVENTS, after=0, previous="")
    assert broken_at([first, third]) == 2


def test_an_entry_rewritten_with_its_own_digest_breaks_the_next() -> None:
    first, _, third = chained(EVENTS, after=0, previous="")
    (forged,) = chained([replace(EVENTS[1], by="mallory")], after=1, previous=first.digest)
    assert broken_at([first, forged, third]) == 3


WHOLE = chained(EVENTS, after=0, previous="")
HEAD = Policy(
    policy="terms",
    source_language="en",
    key="terms.md",
    sequence=3,
    history_digest=WHOLE[-1].digest,
)


def test_a_page_of_a_whole_chain_has_no_break_wherever_it_begins() -> None:
    assert broken_in(WHOLE, HEAD, first=1, last=3) is None
    assert broken_in(WHOLE[1:], HEAD, first=2, last=50) is None


def test_a_page_from_which_the_last_entry_was_cut_off_is_broken_there() -> None:
    assert broken_in(WHOLE[:2], HEAD, first=1, last=50) == 3


def test_a_last_entry_that_is_not_the_one_the_head_names_is_broken() -> None:
    (forged,) = chained([EVENTS[0]], after=2, previous=WHOLE[1].digest)
    assert broken_in((*WHOLE[:2], forged), HEAD, first=1, last=50) == 3


def test_behind_the_end_of_the_chain_nothing_is_broken() -> None:
    assert broken_in((), HEAD, first=4, last=50) is None
