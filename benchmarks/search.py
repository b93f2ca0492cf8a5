"""Search over an invented archive in a real browser: what it finds, what it loads, how long it takes.

    .venv/bin/python -m benchmarks.search [--count 1000] [--shard-size 1000] [--each 24] [--speed-only] [--keep DIR]
    .venv/bin/python -m benchmarks.search --simulate 100000

With ``--keep`` the site is left there, and one of an earlier run with the same count and seed is used again.
``--simulate`` makes only what stands above the shards, from what these would tell, and prints what a visitor loads
first.

Prints, for one archive: the time and memory of indexing, recall and precision by kind of query, how many excerpts hold
the whole phrase, and bytes and times of cold and warm first queries. Exits with 1 where recall is below 1, precision
below 0.98, excerpts below 0.99, or absent text is found. The queries and the page are those of tests/browser.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search_archive import synthetic_archive
from generator import serve
from generator.checks.catalogue import load_catalogue
from generator.forms.loader import load_forms
from generator.search.documents import SearchDocument
from generator.search.folding import folded
from generator.search.guide import vocabulary
from generator.search.indexing import build_top_level
from generator.search.joined import holding, joined_reports
from generator.search.positions import packed_positions
from generator.search.postings import packed_postings
from generator.search.shard_building import HASH_LENGTH
from generator.search.shards import shards
from generator.search.summary import Pieces, summarised
from generator.search.words import words_of

ROOT = Path(__file__).parents[1]
# The harness is the tests' own: what is measured here is what they hold to.
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from search_driver import in_module  # noqa: E402
from search_queries import Query, drawn  # noqa: E402
from search_site import write_site  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COMMON = "合成数据"
WARM = 10


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--shard-size", type=int, default=1000)
    arguments.add_argument("--each", type=int, default=24)
    arguments.add_argument("--seed", type=int, default=6)
    arguments.add_argument("--speed-only", action="store_true")
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--simulate", type=int)
    chosen = arguments.parse_args()
    if chosen.simulate:
        simulated(chosen.simulate, chosen.seed, chosen.shard_size)
        return 0
    reports = synthetic_archive(chosen.count, chosen.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        if not (folder / "search" / "index.html").exists():
            began = time.monotonic()
            write_site(folder, reports, chosen.shard_size)
            spent, memory = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"{chosen.count} reports, shards of {chosen.shard_size}: {spent:.1f} s to index and write,")
            print(f"  with {memory / 1024:.0f} MiB, all files of the site among them")
        executable = next(path for name in BROWSERS if (path := shutil.which(name)))
        with serve.running(folder, ROOT / "netlify.toml") as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            good = chosen.speed_only or quality(browser, url, reports, chosen.seed, chosen.each)
            speed(browser, url, reports)
            browser.close()
    return 0 if good else 1


def simulated(count: int, seed: int, shard_size: int) -> None:
    """Prints the sizes of what stands above the shards of an archive that is never indexed."""
    groups = shards(synthetic_archive(count, seed), shard_size)
    told = []
    for name, group in groups.items():
        words = joined_reports(map(words_of, group))
        counts = {word: holding(own) for word, own in words.told.items()}
        pieces = Pieces(len(packed_postings(words)), len(packed_positions(words)))
        # Not indexed: a name as long as a shard's own.
        folder = hashlib.sha256(name.encode()).hexdigest()[:HASH_LENGTH] + "/"
        told.append(summarised(group, counts, folder, pieces))
    began = time.monotonic()
    index = build_top_level(told, vocabulary(load_forms(), load_catalogue(), ""))
    print(
        f"{count} reports, simulated: {len(told)} shards, {time.monotonic() - began:.1f} s for what stands above them"
    )
    sizes: dict[str, list[int]] = defaultdict(list)
    for path, data in index.files.items():
        sizes[re.split("[./]", path)[0]].append(len(gzip.compress(data, 6)))
    for kind, own in sizes.items():
        print(f"  {kind}: {len(own)} files, {sum(own) / 1000:.1f} kB, the largest {max(own) / 1000:.1f}")
    first = sum(len(gzip.compress(index.files[path], 6)) for path in index.first)
    print(f"  loaded first: {first / 1000:.1f} kB")


def quality(browser: Browser, url: str, reports: Sequence[SearchDocument], seed: int, each: int) -> bool:
    """Prints recall, precision and excerpts by kind; whether all are good enough."""
    queries = drawn(reports, seed, each)
    page = browser.new_page()
    page.goto(f"{url}/search/")
    good = True
    by_kind: dict[str, list[Query]] = defaultdict(list)
    for query in queries:
        by_kind[query.kind].append(query)
    for kind, own in by_kind.items():
        answers = in_module(
            page,
            """const answers = [];
            for (const query of argument) answers.push((await module.search(query)).map((hit) => hit.url));
            return answers;""",
            [query.text for query in own],
        )
        recall = mean(len(q.urls & set(a)) / len(q.urls) for q, a in zip(own, answers, strict=True) if q.urls)
        precision = mean(len(q.urls & set(a)) / len(a) for q, a in zip(own, answers, strict=True) if a)
        print(f"  {kind:22} {len(own):4} queries  recall {recall:.3f}  precision {precision:.3f}")
        good &= recall == 1 and precision >= 0.98
    single = [q.text for q in queries if q.urls and " " not in q.text and "　" not in q.text]
    whole, shown = excerpts(page, single)
    print(f"  excerpts with the whole phrase: {whole} of {shown}")
    page.close()
    return good and whole >= 0.99 * shown


def excerpts(page: Page, queries: Sequence[str]) -> tuple[int, int]:
    """Of the first hits of each query, how many show the whole phrase marked (in text or in title and place)."""
    answers = in_module(
        page,
        """const answers = [];
        for (const query of argument) {
            for (const hit of (await module.search(query)).slice(0, 3)) {
                const cuts = await module.excerptsOf(query, hit);
                const head = [hit.title, hit.organ, hit.places.join("")].join("\\n");
                answers.push([query, head, cuts.map((cut) => cut.pieces)]);
            }
        }
        return answers;""",
        list(queries),
    )
    whole = 0
    for query, head, cuts in answers:
        phrase = " ".join(folded(query))
        marks = {" ".join(folded(words)) for cut in cuts for words, hit in cut if hit}
        whole += marks == {phrase} if marks else f" {phrase} " in f" {' '.join(folded(head))} "
    return whole, len(answers)


def speed(browser: Browser, url: str, reports: Sequence[SearchDocument]) -> None:
    """Prints bytes and times of a first query in a fresh browser, start-up included, and of later ones."""
    rare, scattered = rarest(reports), rarest(reports, 10**9)
    largest = max(sorted({d.province for d in reports}), key=lambda code: sum(d.province == code for d in reports))
    local = rarest([document for document in reports if document.province == largest])
    for name, query, address in (
        ("an empty box", "", ""),
        ("rare phrase", rare[0], ""),
        ("in some reports", scattered[0], ""),
        ("in every report", COMMON, ""),
        (f"rare, province {largest}", local[1], f"&province={largest}"),
    ):
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        asked: list[str] = []
        context.on("request", partial(_noted, asked))
        page.add_init_script(OBSERVED)
        # A new window of this browser loads parts of its own interface first; that is not the site's doing.
        page.wait_for_timeout(SETTLING)
        page.goto(f"{url}/search/?q={query}{address}")
        if query:
            page.locator("[data-search-status]", has_text=re.compile("找到")).wait_for()
        else:
            page.locator("[data-facet=year] input").first.wait_for()
        page.wait_for_load_state("networkidle")
        spent = page.evaluate("(window.answered ?? performance.now()) / 1000")
        sizes = transferred(page, context.request, asked)
        warm = []
        for phrase in rare[2 : 2 + WARM]:
            warm.append(in_module(page, TIMED, phrase))
        print(
            f"  cold, {name}: {spent:.2f} s, {sum(sizes.values()) / 1000:.0f} kB in {len(sizes)} requests;"
            f" then new rare phrases {min(warm):.0f}–{max(warm):.0f} ms"
        )
        parts: dict[str, list[int]] = defaultdict(list)
        for address_, size in sizes.items():
            parts[part(address_)].append(size)
        print("    " + ", ".join(f"{key} {sum(own) / 1000:.0f} in {len(own)}" for key, own in sorted(parts.items())))
        context.close()


OBSERVED = """
    new MutationObserver(() => {
        const told = document.querySelector("[data-search-status]")?.textContent;
        if (/找到/.test(told)) window.answered ??= performance.now();
    }).observe(document, { subtree: true, childList: true, characterData: true });"""
"""Notes when the page has told its first answer, in milliseconds since it was asked for."""
SETTLING = 3000

TIMED = """
    const began = performance.now();
    await module.search(argument);
    return performance.now() - began;"""


def _noted(asked: list[str], request: Any) -> None:
    asked.append(request.url)


def transferred(page: Page, request: Any, asked: Sequence[str]) -> dict[str, int]:
    """Address → bytes as they travel. Asked again, since a worker's requests tell the page nothing of their size."""
    sizes = {}
    for address in dict.fromkeys(asked):
        answer = request.head(address, headers={"accept-encoding": "gzip"})
        length = answer.headers.get("content-length")
        sizes[address] = int(length) if length else len(answer.body())
    return sizes


PARTS = (
    *("texts/", "words/", "positions/", "names/", "presence/", "regions/"),
    *("table", "fold", "guide", "manifest"),
)


def part(address: str) -> str:
    for name in PARTS:
        if name in address:
            return name
    return "page and scripts"


def rarest(reports: Sequence[SearchDocument], most: int = 3) -> list[str]:
    """Phrases that stand in few reports, in ``most`` at most: names of villages with what follows."""
    bodies = ["\n".join(passage.text for passage in document.passages) for document in reports]
    found: list[str] = []
    for document in reports:
        for line in document.passages[1].text.split("\n"):
            at = line.find("村")
            phrase = line[at - 2 : at + 5].strip("，。；")
            if at >= 2 and len(phrase) >= 5 and phrase not in found and len(found) < 2 * (WARM + 2):
                if sum(phrase in body for body in bodies) <= most:
                    found.append(phrase)
                break
    return found


def mean(values: Any) -> float:
    held = list(values)
    return sum(held) / len(held) if held else 1.0


if __name__ == "__main__":
    sys.exit(main())
