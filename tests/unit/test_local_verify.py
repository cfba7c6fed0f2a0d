"""`make verify`, on a folder and over HTTP."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from local.__main__ import main
from local.instance import LocalError
from local.verify import lines, verify
from promulgate.core import digest
from promulgate.core.verification import Verdict
from tests.unit.proven_site import evidence_key, site

END = {
    policy: digest.of_bytes(site()[evidence_key("ja", "2.1", policy)])
    for policy in ("returns", "terms")
}
WHOLE = [
    f"{policy}: 6 copies in 3 languages, chain whole, its end is {end}"
    for policy, end in END.items()
]


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the site's files and return where they are."""
    for key, data in files.items():
        file = folder / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@contextmanager
def served(files: Mapping[str, bytes], otherwise: int = 404) -> Iterator[str]:
    """Serve the site's files on this machine and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = files.get(self.path.lstrip("/"))
            self.send_response(otherwise if data is None else 200)
            self.end_headers()
            self.wfile.write(data or b"<p>This page does not exist.</p>")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing: the tests look at verdicts, not at requests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_each_policy_of_a_whole_folder_has_a_line(tmp_path: Path) -> None:
    assert lines(verify(str(written(tmp_path, site())))) == WHOLE


def test_one_of_each_is_said_in_the_singular() -> None:
    one = Verdict(policy="terms", copies=1, languages=1, end="f1", misfits=())
    assert lines([one]) == ["terms: 1 copy in 1 language, chain whole, its end is f1"]


def test_what_does_not_fit_is_a_line_in_the_place_of_its_policys(tmp_path: Path) -> None:
    folder = written(tmp_path, site())
    (folder / "ja/terms/v1/index.html").unlink()
    assert lines(verify(str(folder))) == [WHOLE[0], "ja/terms/v1/index.html is missing"]


def test_a_copy_that_nothing_names_is_seen_in_a_folder(tmp_path: Path) -> None:
    extra = {
        key.replace("/v2/", "/v3/"): data
        for key, data in site().items()
        if key.startswith("en/terms/v2/")
    }
    folder = written(tmp_path, {**site(), **extra})
    assert "en/terms/versions.json does not list /en/terms/v3/" in lines(verify(str(folder)))


@pytest.mark.parametrize("flaw", ["", "ja/terms/v2/index.html"])
def test_the_exit_code_says_whether_all_fits(
    tmp_path: Path, flaw: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, {key: data for key, data in site().items() if key != flaw})
    assert main(["verify", "--site", str(folder)]) == (1 if flaw else 0)
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize("place", ["", "{here}", "{here}/gone"])
def test_where_there_is_nothing_to_verify_the_command_fails(tmp_path: Path, place: str) -> None:
    assert main(["verify", "--site", place.format(here=tmp_path)]) == 1


@pytest.mark.parametrize("path", ["", "/", "/ja/"])
def test_a_sites_address_leads_to_every_policy(path: str) -> None:
    with served(site()) as address:
        assert lines(verify(address + path)) == WHOLE


@pytest.mark.parametrize(
    "path", ["/en/terms/", "/ja/terms/v1/", "/pt-BR/terms/v2/index.html", "/en/terms/versions.json"]
)
def test_the_address_of_a_policy_leads_to_all_of_that_policy(path: str) -> None:
    with served(site()) as address:
        assert lines(verify(address + path)) == [WHOLE[1]]


def test_a_policys_address_is_enough_where_there_is_no_sitemap() -> None:
    files = {key: data for key, data in site().items() if not key.startswith("sitemap")}
    with served(files, otherwise=403) as address:
        assert lines(verify(f"{address}/ja/terms/v2.1/")) == [WHOLE[1]]


def test_what_does_not_fit_is_seen_over_http() -> None:
    files = site()
    files["en/terms/v1/index.md"] += b"\n"
    with served(files) as address:
        assert lines(verify(f"{address}/ja/terms/")) == [
            (
                "en/terms/v1/index.md has changed: its bytes are not those named by "
                "en/terms/v1/evidence.json"
            )
        ]


def test_a_copy_that_a_server_does_not_have_is_missing() -> None:
    with served(site()) as address:
        assert lines(verify(f"{address}/en/terms/v9/"))[0] == (
            "en/terms/v9/ is missing; it is named by nothing"
        )


def test_a_server_that_fails_is_no_verdict() -> None:
    with served({}, otherwise=500) as address, pytest.raises(LocalError, match="answers 500"):
        verify(f"{address}/en/terms/")


def test_the_emulators_site_is_found_by_a_name_that_only_browsers_know() -> None:
    with served(site()) as address:
        named = address.replace("127.0.0.1", "halden.cloudfront.localhost")
        assert lines(verify(f"{named}/ja/terms/")) == [WHOLE[1]]
