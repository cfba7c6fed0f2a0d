import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promulgate.core import digest, evidence
from promulgate.core.verification import Misfit, verify
from tests.unit.proven_site import evidence_key, rewritten, site, told

COPY = "ja/terms/v2/"
PERMANENT = sorted(key for key in site() if re.search("/v[0-9.]+/", key))


def misfits(files: dict[str, bytes], *paths: str) -> list[str]:
    """Return all that does not fit, line by line; known are ``paths``, else all files."""
    verdicts = verify(files.get, paths or files)
    return [str(misfit) for verdict in verdicts for misfit in verdict.misfits]


def without(files: dict[str, bytes], *prefixes: str) -> dict[str, bytes]:
    return {key: data for key, data in files.items() if not key.startswith(prefixes)}


def listing(files: dict[str, bytes], language: str = "ja", **changed: object) -> dict[str, bytes]:
    """Return the site with other values in one list of versions."""
    key = f"{language}/terms/versions.json"
    said = {**json.loads(files[key]), **changed}
    return {**files, key: digest.canonical_json(said)}


def test_a_site_as_it_was_published_fits() -> None:
    verdicts = verify(site().get, site())
    assert [(one.policy, one.copies, one.languages, one.misfits) for one in verdicts] == [
        ("returns", 6, 3, ()),
        ("terms", 6, 3, ()),
    ]


def test_a_verdict_names_the_evidence_in_which_the_chain_ends() -> None:
    (verdict,) = verify(site().get, ["ja/terms/versions.json"])
    assert verdict.end == digest.of_bytes(site()[evidence_key("ja", "2.1")])


def test_one_copy_leads_to_all_before_it() -> None:
    (verdict,) = verify(site().get, ["/ja/terms/v2.1/"])
    assert (verdict.copies, verdict.languages, verdict.misfits) == (6, 3, ())


def test_files_that_belong_to_no_policy_are_nothing_to_verify() -> None:
    assert verify(site().get, ["sitemap.xml", "ja/feed.xml", "404.html", "../../etc/passwd"]) == ()


@pytest.mark.parametrize("name", ["index.html", "index.md"])
def test_a_changed_byte_is_told_with_its_file(name: str) -> None:
    files = site()
    files[COPY + name] = files[COPY + name].replace(b"2", b"3", 1)
    assert misfits(files) == [
        f"{COPY}{name} has changed: its bytes are not those named by {COPY}evidence.json"
    ]


def test_evidence_that_was_changed_is_told_once() -> None:
    files = site()
    changed = replace(told(files, "ja", "2"), published_at="2026-02-01T08:59:59Z")
    files[evidence_key("ja", "2")] = evidence.encode(changed)
    assert misfits(files) == [
        (
            "ja/terms/v2/evidence.json has changed: its bytes are not those named by "
            "ja/terms/versions.json and pt-BR/terms/v2/evidence.json"
        )
    ]


def test_evidence_that_is_garbage_is_told_with_the_reason() -> None:
    files = {**site(), COPY + "evidence.json": b"\x00{"}
    assert misfits(files) == ["ja/terms/v2/evidence.json is not JSON"]


def test_a_missing_copy_is_told_with_those_that_name_it() -> None:
    assert misfits(without(site(), COPY)) == [
        (
            "ja/terms/v2/ is missing; it is named by "
            "ja/terms/versions.json and pt-BR/terms/v2/evidence.json"
        )
    ]


@pytest.mark.parametrize("name", ["index.html", "index.md", "evidence.json"])
def test_a_missing_file_of_a_copy_is_told(name: str) -> None:
    assert misfits(without(site(), COPY + name)) == [f"{COPY}{name} is missing"]


def test_swapped_approvals_are_told_at_both_copies() -> None:
    files = site()
    ours, theirs = told(files, "ja", "2"), told(files, "pt-BR", "2")
    for here, other in ((ours, theirs), (theirs, ours)):
        files = rewritten(files, replace(here, approvals=other.approvals))
    assert misfits(files)[:2] == [
        "ja/terms/v2/evidence.json has an approval that was given for another document",
        "pt-BR/terms/v2/evidence.json has an approval that was given for another document",
    ]


def test_swapped_approvals_that_claim_to_be_for_the_right_documents_break_the_chain() -> None:
    files = site()
    ours, theirs = told(files, "ja", "2"), told(files, "pt-BR", "2")
    for here, other in ((ours, theirs), (theirs, ours)):
        approval = replace(other.approvals[0], document=here.document)
        files = rewritten(files, replace(here, approvals=(approval,)))
    assert misfits(files) == [
        (
            "pt-BR/terms/v2/evidence.json names other bytes of ja/terms/v2/evidence.json "
            "than there are"
        ),
        (
            "ja/terms/v2.1/evidence.json names other bytes of pt-BR/terms/v2/evidence.json "
            "than there are"
        ),
    ]


def test_an_approval_taken_out_is_told() -> None:
    files = rewritten(site(), replace(told(site(), "ja", "2.1"), approvals=()))
    assert misfits(files) == ["ja/terms/v2.1/evidence.json names no approval"]


def test_a_chain_cut_by_taking_out_a_copy_and_its_line_is_told() -> None:
    files = without(site(), "pt-BR/terms/")
    assert misfits(files) == [
        "pt-BR/terms/v2/ is missing; it is named by ja/terms/v2.1/evidence.json",
        "pt-BR/terms/versions.json is missing",
    ]


def test_a_copy_taken_out_with_a_bridge_over_it_leaves_a_gap() -> None:
    files = without(site(), "pt-BR/terms/")
    before = evidence.Before(
        path="/ja/terms/v2/evidence.json", digest=digest.of_bytes(files[evidence_key("ja", "2")])
    )
    files = rewritten(files, replace(told(files, "ja", "2.1"), previous=before))
    assert misfits(files) == [
        "ja/terms/v2.1/evidence.json is number 6 of the chain, but number 5 is not there"
    ]


def test_a_chain_whose_link_was_cut_is_told() -> None:
    nothing = evidence.Before(path="", digest="")
    files = rewritten(site(), replace(told(site(), "ja", "2.1"), previous=nothing))
    assert misfits(files) == [
        (
            "ja/terms/v2.1/evidence.json follows nothing, but number 5 is "
            "pt-BR/terms/v2/evidence.json: the chain is cut"
        )
    ]


def test_a_chain_that_lost_its_beginning_is_told() -> None:
    nothing = evidence.Before(path="", digest="")
    files = rewritten(site(), replace(told(site(), "ja", "2.1"), previous=nothing))
    files = listing(
        files, publications=json.loads(files["ja/terms/versions.json"])["publications"][:1]
    )
    files = without(files, "en/terms/", "pt-BR/terms/", "ja/terms/v1/", "ja/terms/v2/")
    assert misfits(files) == [
        "ja/terms/v2.1/evidence.json is number 6 of the chain, but number 5 is not there"
    ]


def test_two_copies_cannot_have_one_place_in_the_chain() -> None:
    files = rewritten(site(), replace(told(site(), "ja", "2.1"), sequence=5))
    assert misfits(files)[-1] == (
        "pt-BR/terms/v2/evidence.json claims to be number 5 of the chain, which "
        "ja/terms/v2.1/evidence.json is"
    )


def test_evidence_in_the_place_of_another_is_told() -> None:
    files = site()
    files[evidence_key("ja", "2")] = files[evidence_key("ja", "1")]
    assert misfits(files)[0] == (
        "ja/terms/v2/evidence.json is the evidence of another copy: /ja/terms/v1/evidence.json"
    )


def test_another_source_for_one_language_is_told() -> None:
    ours = told(site(), "ja", "2.1")
    files = rewritten(site(), replace(ours, source=replace(ours.source, object_version="other")))
    assert misfits(files) == [
        (
            "ja/terms/v2.1/evidence.json names another source of version 2 than "
            "en/terms/v2/evidence.json"
        )
    ]


def test_a_list_that_leaves_a_copy_out_is_told() -> None:
    files = site()
    lines = json.loads(files["ja/terms/versions.json"])["publications"]
    assert misfits(listing(files, publications=[lines[0], lines[2]])) == [
        "ja/terms/versions.json does not list /ja/terms/v2/"
    ]


def test_a_list_that_names_a_copy_twice_is_told() -> None:
    files = site()
    lines = json.loads(files["ja/terms/versions.json"])["publications"]
    assert misfits(listing(files, publications=[*lines, lines[1]])) == [
        "ja/terms/versions.json lists /ja/terms/v2/ more than once"
    ]


def test_a_list_that_tells_another_date_than_the_evidence_is_told() -> None:
    files = site()
    lines = json.loads(files["ja/terms/versions.json"])["publications"]
    lines[1]["effective"] = "2026-01-01"
    assert misfits(listing(files, publications=lines)) == [
        "ja/terms/versions.json says something else of v2 than its evidence: effective"
    ]


def test_a_list_of_another_edition_is_told() -> None:
    files = site()
    files["ja/terms/versions.json"] = files["ja/returns/versions.json"]
    assert misfits(files, "ja/terms/v2.1/") == [
        "ja/terms/versions.json is the list of another edition"
    ]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"7", b'{"publications":[{}]}', b"[" * 100_000]
)
def test_a_list_that_is_garbage_is_told(data: bytes) -> None:
    files = {**site(), "ja/terms/versions.json": data}
    assert misfits(files) == ["ja/terms/versions.json is no list of publications"]


def test_a_text_in_force_that_nobody_approved_is_told() -> None:
    files = {**site(), "ja/terms/index.md": b"# Terms\n\nAll sales are final.\n"}
    assert misfits(files) == [
        "ja/terms/index.md is not the text of /ja/terms/v2.1/, which is in force"
    ]


def test_what_is_in_force_must_be_listed() -> None:
    assert misfits(listing(site(), in_force="3")) == [
        "ja/terms/versions.json has 3 in force, but does not list it"
    ]


def test_a_withdrawn_edition_has_nothing_in_force() -> None:
    files = listing({**site(), "ja/terms/index.md": b"withdrawn\n"}, in_force=None)
    assert misfits(files) == []


def test_a_policy_without_a_copy_is_told() -> None:
    files = {
        "en/terms/versions.json": listing(site(), "en", publications=[], in_force=None)[
            "en/terms/versions.json"
        ]
    }
    assert misfits(files) == ["terms has no permanent copy"]


def test_what_a_stranger_wrote_stays_on_one_line() -> None:
    assert str(Misfit("a.json", "is \x1b[2J\nfine")) == "a.json is \ufffd[2J\ufffdfine"


@given(st.sampled_from(PERMANENT), st.integers(0), st.integers(1, 255))
def test_any_flip_of_any_byte_in_any_permanent_file_is_noticed(
    key: str, place: int, flip: int
) -> None:
    files = site()
    data = bytearray(files[key])
    data[place % len(data)] ^= flip
    assert misfits({**files, key: bytes(data)})


@given(st.sampled_from(PERMANENT), st.binary() | st.none())
def test_any_other_bytes_in_any_permanent_file_are_noticed(key: str, data: bytes | None) -> None:
    files = without(site(), key)
    assert misfits(files if data is None else {**files, key: data})
