from dataclasses import replace

from promulgate.core.history import Event, broken_at, chained

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
