"""An archive of any number of invented uploads (合成数据) as a folder of content, for measuring builds.

    python -m benchmarks.build_archive DIR [--count N] [--seed S]

Organs of real counties, three to six years each, filed as `gongkai add` does: county code, organ, year. Pages come from
benchmarks/corpus/pages (furniture, wordings, layouts of tables), their running text from benchmarks/archive_texts.py;
numbers follow from year to year, and in an eighth of the reports one of them was changed. Text, Markdown and web pages
mostly, one in fourteen a docx, xlsx or PDF. The same seed gives the same bytes, and a smaller archive is the beginning
of a larger one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.archive_texts import Library, draw_county, draw_library, draw_text, next_text
from benchmarks.corpus import writing_docx, writing_pdf, writing_xlsx
from benchmarks.corpus.document import Block, Document
from benchmarks.corpus.forms import COLUMNS, Address
from benchmarks.corpus.pages import printing
from benchmarks.corpus.pages.assembling import MARK, draw_frame, suffix, write_page
from benchmarks.corpus.pages.authors import DEPARTMENTS, Author
from benchmarks.corpus.pages.counts import Numbers, draw_numbers, printed
from benchmarks.corpus.pages.dating import Days, draw_days
from benchmarks.corpus.pages.furniture import draw_tail
from benchmarks.corpus.pages.make import FLOWS, LAYOUTS
from benchmarks.corpus.pages.naming import Naming, draw_naming
from benchmarks.corpus.pages.story import Story, compose
from benchmarks.corpus.pages.wording import narrative_facts
from benchmarks.corpus.places import Chain
from benchmarks.corpus.rows_text import Tear
from benchmarks.corpus.sheets import Sheet, Verdicts, draw_labels, sheets
from generator.places.gazetteer import Gazetteer, load
from generator.places.slugs import name_slug, place_slug

ORGANS = 18
"""Of one county: its first towns, and offices up to this number."""
YEARS = range(2019, 2026)
OFFICE_FORMATS = (("docx", 3), ("xlsx", 2), ("pdf", 2), ("", 93))
WRONG = 0.125
"""Share of reports with one number changed."""


@dataclass(frozen=True, slots=True)
class Upload:
    """``path`` is below content/reports, with forward slashes."""

    path: str
    data: bytes


def uploads(seed: int = 14) -> Iterator[Upload]:
    """Uploads without end, county by county."""
    library, gazetteer = draw_library(seed), load()
    for county in _counties(gazetteer, seed):
        random = Random(f"archive {seed}/{county[0].code[:6]}")
        template = draw_county(random, library)
        for folder, author in _organs(random, county):
            yield from _organ(Random(f"archive {seed}/{folder}"), folder, author, library, template)


def write_archive(reports: Path, count: int, seed: int = 14) -> Iterator[Path]:
    """Write the first ``count`` uploads below ``reports``; their files."""
    for upload in islice(uploads(seed), count):
        yield write_upload(reports, upload)


def write_upload(reports: Path, upload: Upload) -> Path:
    file = reports / upload.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(upload.data)
    return file


def _counties(gazetteer: Gazetteer, seed: int) -> Iterator[list[Chain]]:
    """The towns of each county that has six or more, in an order that is drawn."""
    codes = [
        county.code
        for province in gazetteer.children("")
        for prefecture in gazetteer.children(province.code)
        for county in gazetteer.children(prefecture.code)
        if len(county.code) == 6
    ]
    Random(f"counties {seed}").shuffle(codes)
    for code in codes:
        above = [division.name for division in gazetteer.chain(code)]
        towns = [
            one for one in gazetteer.children(code) if len(one.code) == 9 and one.name.endswith(("镇", "乡", "街道"))
        ]
        if len(above) == 3 and len(towns) >= 6:
            yield [Chain(above[0], above[1], above[2], town.name, town.code) for town in towns]


def _organs(random: Random, towns: list[Chain]) -> Iterator[tuple[str, Author]]:
    """(folder, author) of a county's organs."""
    chosen, taken = towns[: ORGANS - 4], set[str]()
    for chain in chosen:
        folder = f"{chain.code[:6]}/{place_slug(chain.town)}"
        yield (f"{folder}-{chain.code}" if folder in taken else folder), _town(chain)
        taken.add(folder)
    for ending, ours in random.sample(DEPARTMENTS[:20], ORGANS - len(chosen)):
        yield f"{towns[0].code[:6]}/{name_slug(ending)}", _office(towns[0], ending, ours)


def _town(chain: Chain) -> Author:
    street = chain.town.endswith("街道")
    seat = f"{chain.town}{'办事处' if street else '人民政府'}"
    name = f"{chain.county}{seat}"
    return Author(
        chain, "town", name, (seat, f"{chain.prefecture}{name}"), f"{chain.county}{chain.town}", (name,),
        f"我{chain.level_word}", "subdistrict_office" if street else "township_government", chain.code, False,
        f"{chain.county}人民政府",
    )  # fmt: skip


def _office(chain: Chain, ending: str, ours: str) -> Author:
    name = f"{chain.county}{ending}"
    above = f"{chain.county}人民政府"
    return Author(chain, "department", name, (), "", (), ours, "department", chain.code[:6], False, above)


def _organ(
    random: Random, folder: str, author: Author, library: Library, template: tuple[str, ...]
) -> Iterator[Upload]:
    """An organ's uploads, the earliest year first."""
    text = draw_text(random, library, template)
    rewritten = random.choice((0.02, 0.3))
    before: Numbers = {}
    length = random.randint(3, 6)
    first = random.choice(YEARS[: len(YEARS) - length + 1])
    for year in range(first, first + length):
        numbers = _following(draw_numbers(random, _form(year)), before, _form(year))
        ending, data = _report(random, author, year, _with_slip(random, numbers), text)
        yield Upload(f"{folder}/{year}.{ending}", data)
        text, before = next_text(random, text, rewritten), numbers


def _form(year: int) -> str:
    return "2019" if year < 2021 else "2021"


def _following(numbers: Numbers, before: Numbers, form: str) -> Numbers:
    """``numbers`` with what the year before carried forward; all sums stay right."""
    found = dict(numbers)
    carried = ("requests", "carried_over")
    for column, _ in COLUMNS[:-1] if before else ():
        come = before["requests", "carried_forward", column]
        change = come - found[*carried, column]
        new = ("requests", "new_requests", column)
        found[*carried, column] = come
        found[new] -= change
        if found[new] < 0:  # what came must have been done
            for row in ("granted", "results_total"):
                found["requests", row, column] -= found[new]
            found[new] = 0
    for row in ("carried_over", "new_requests", "granted", "results_total"):
        found["requests", row, "total"] = sum(found["requests", row, column] for column, _ in COLUMNS[:-1])
    documents = ("disclosure", "normative_documents")
    if form == "2021" and (*documents, "in_force") in before:
        stock = before[*documents, "in_force"] + found[*documents, "made"]
        found[*documents, "repealed"] = min(found[*documents, "repealed"], stock)
        found[*documents, "in_force"] = stock - found[*documents, "repealed"]
    return found


def _with_slip(random: Random, numbers: Numbers) -> Numbers:
    if random.random() >= WRONG:
        return numbers
    address: Address = random.choice([one for one in numbers if one[0] != "disclosure"])
    return {**numbers, address: numbers[address] + random.choice((1, 2, 10))}


def _report(random: Random, author: Author, year: int, numbers: Numbers, text: tuple[str, ...]) -> tuple[str, bytes]:
    """The ending of the file's name, and its bytes."""
    form = _form(year)
    days = draw_days(random, year, author.late)
    naming = draw_naming(random, author, days)
    while naming.verdict != "yes" or naming.implied:  # most that are filed by organ do say who wrote them
        naming = draw_naming(random, author, days)
    layout, tear, _ = random.choices(LAYOUTS, [weight for _, _, weight in LAYOUTS])[0]
    tables = sheets(printed(random, numbers, form, False), form, form, draw_labels(random, year, 0.0))
    story = compose(random, author, naming, days, narrative_facts(random, numbers), tables, frozenset())
    _tell(random, story, text)
    ending = random.choices([one for one, _ in OFFICE_FORMATS], [weight for _, weight in OFFICE_FORMATS])[0]
    if ending:
        return ending, _office_file(random, ending, naming, story)
    return _page(random, author, naming, story, layout, tear, days)


def _tell(random: Random, story: Story, text: tuple[str, ...]) -> None:
    """Put the organ's running text into the story: two thirds under the first heading, the rest under the fifth."""
    cut = 2 * len(text) // 3
    for section, sentences in ((story.sections[0], text[:cut]), (story.sections[4], text[cut:])):
        paragraphs = ["".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
        section.parts = [*section.parts[:1], *paragraphs, *section.parts[1:]]


def _page(
    random: Random, author: Author, naming: Naming, story: Story, layout: str, tear: Tear | None, days: Days
) -> tuple[str, bytes]:
    frame, facts = draw_frame(random, author, naming, days, False)
    body = printing.story_segments(story, tear, random, Verdicts())
    if naming.inline:
        body[-1] = replace(body[-1], text=f"{body[-1].text}{naming.inline}")
    flow = random.choices([name for name, _ in FLOWS], [weight for _, weight in FLOWS])[0]
    data, _ = write_page(random, body, naming, frame, facts, draw_tail(random, facts), flow, layout == "html", False)
    return suffix(layout == "html", flow), data


def _office_file(random: Random, ending: str, naming: Naming, story: Story) -> bytes:
    document = _document(naming, story)
    if ending == "docx":
        return writing_docx.as_docx(document, random)
    if ending == "xlsx":
        return writing_xlsx.as_xlsx(document)
    return writing_pdf.as_pdf(document, random, Verdicts(), ruled=True)


def _document(naming: Naming, story: Story) -> Document:
    blocks = [Block("title", line) for line in naming.title]
    blocks += [Block("p", text) for text in story.opening]
    for section in story.sections:
        blocks.append(Block("heading", section.heading))
        for part in section.parts:
            blocks.append(Block("sheet", sheet=part) if isinstance(part, Sheet) else Block("p", part))
    blocks += [Block("sign", line) for line in (*naming.signature, naming.inline) if line]
    return Document((*blocks, Block("p", MARK)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Write an archive of invented uploads.")
    parser.add_argument("folder", type=Path, help="becomes a folder of content: reports/ and pages/")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=14)
    options = parser.parse_args()
    start = time.monotonic()
    files = list(write_archive(options.folder / "reports", options.count, options.seed))
    print(f"{len(files)} uploads, {sum(file.stat().st_size for file in files)} bytes, {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
