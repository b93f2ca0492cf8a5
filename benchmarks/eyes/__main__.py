"""Draws every trick, looks, reads, and tells where the two differ. Exit 1 where anything is stated wrongly or a
harmless document is refused."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from PIL import Image

from benchmarks.eyes import chromium, office, pdfium
from benchmarks.eyes.digits import read_digits
from benchmarks.eyes.judging import judge
from benchmarks.eyes.trick import Kind, Outcome, Trick, Verdict
from generator.inspection import load_resources

Pictures = Callable[[list[Trick]], Iterator[tuple[Trick, Image.Image | None]]]


def by_browser(tricks: list[Trick]) -> Iterator[tuple[Trick, Image.Image | None]]:
    with chromium.browser() as running:
        for trick in tricks:
            yield trick, chromium.cell_picture(running, trick.data)


def by_pdfium(tricks: list[Trick]) -> Iterator[tuple[Trick, Image.Image | None]]:
    for trick in tricks:
        yield trick, pdfium.cell_picture(trick.data)


def by_office(tricks: list[Trick]) -> Iterator[tuple[Trick, Image.Image | None]]:
    printed = office.as_pdf({f"{at}{trick.suffix}": trick.data for at, trick in enumerate(tricks)})
    for at, trick in enumerate(tricks):
        data = printed.get(f"{at}{trick.suffix}")
        yield trick, pdfium.cell_picture(data) if data else None


FORMATS: dict[str, Pictures] = {"html": by_browser, "xlsx": by_office, "docx": by_office, "pdf": by_pdfium}
"""Format → who renders it. Its tricks are those of ``tricks_<format>.tricks()``."""


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("format", nargs="*", choices=[*FORMATS, []])
    parser.add_argument("--kind", type=Kind, choices=tuple(Kind))
    parser.add_argument("--only", default="", help="only tricks whose name holds this")
    parser.add_argument("--keep", type=Path, help="keep documents and pictures of what is not right here")
    options = parser.parse_args(None if arguments is None else list(arguments))
    reader = load_resources().reader
    bad = 0
    for name in options.format or FORMATS:
        tricks = [
            trick
            for trick in import_module(f"benchmarks.eyes.tricks_{name}").tricks()
            if options.only in trick.name and options.kind in (None, trick.kind)
        ]
        outcomes: list[Outcome] = []
        for trick, picture in FORMATS[name](tricks):
            outcome = judge(trick, read_digits(picture) if picture else "", reader)
            outcomes.append(outcome)
            if options.keep and not _is_good(outcome):
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{name}-{trick.name}{trick.suffix}").write_bytes(trick.data)
                if picture:
                    picture.save(options.keep / f"{name}-{trick.name}.png")
        bad += _tell(name, outcomes)
    return 1 if bad else 0


def _is_good(outcome: Outcome) -> bool:
    refused = outcome.verdict is Verdict.REFUSED and outcome.trick.kind is not Kind.HARMLESS
    return outcome.verdict is Verdict.RIGHT or refused


def _tell(name: str, outcomes: list[Outcome]) -> int:
    for kind in Kind:
        counts = Counter(outcome.verdict.value for outcome in outcomes if outcome.trick.kind is kind)
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
        print(f"{name:5} {kind.value:9} {sum(counts.values()):4}: {told}")
    bad = [outcome for outcome in outcomes if not _is_good(outcome)]
    for outcome in bad:
        trick = outcome.trick
        print(f"  {outcome.verdict} {trick.kind} {trick.name}: seen {outcome.seen!r}, stated {outcome.stated!r}")
    return len(bad)


if __name__ == "__main__":
    sys.exit(main())
