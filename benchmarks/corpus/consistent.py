"""Reports in which everything agrees: with themselves, with the year before, and told in true sentences.

A family is one organ's report on two consecutive years. Its second year carries over what the first carried forward,
and its stock of documents and items follows on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from benchmarks.corpus import writing_docx, writing_html, writing_pdf, writing_xlsx
from benchmarks.corpus.document import Block, Document
from benchmarks.corpus.figures import Printed
from benchmarks.corpus.forms import BLOCKS, COLUMNS, DISCLOSURE, OUTSIDE, REQUESTS, Address
from benchmarks.corpus.identity import Identity, draw_identity
from benchmarks.corpus.layouts import Layout
from benchmarks.corpus.narrative import write
from benchmarks.corpus.places import CHAINS
from benchmarks.corpus.sheets import Verdicts, draw_labels, sheets
from benchmarks.corpus.side_by_side import two_columns
from benchmarks.corpus.writing_text import as_lines, deduplicated

Numbers = Mapping[Address, int]
RESULTS = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class Told:
    """One report before it is written: ``seed`` makes two writings of it differ in nothing but ``numbers``."""

    identity: Identity
    numbers: Numbers
    layout: Layout
    file_format: str
    seed: str

    def changed(self, address: Address, number: int) -> Told:
        """The same report with one printed number changed."""
        return replace(self, numbers={**self.numbers, address: number})


def family(seed: int, index: int, layout: Layout) -> tuple[Told, Told]:
    """One organ's reports on two consecutive years, the earlier first."""
    random = Random(f"family {seed}/{index}/{layout.name}")
    year = random.randint(2020, 2024)
    chain = CHAINS[index % len(CHAINS)]
    seat = "街道办事处" if chain.town.endswith("街道") else "人民政府"
    name = f"{chain.county}{chain.town.removesuffix('街道')}{seat}"
    told: list[Told] = []
    before: Numbers | None = None
    for one in (year - 1, year):
        drawn = draw_identity(random, one)
        identity = replace(
            drawn, chain=chain, name=name, short=f"{chain.county}{chain.town}", ours=f"我{chain.level_word}",
            title=(f"{name}{one}年政府信息公开工作年度报告",), signature=(name, f"{one + 1}年1月15日"),
        )  # fmt: skip
        numbers = _numbers(random, "2019" if one < 2021 else "2021", before)
        told.append(Told(identity, numbers, layout, random.choice(layout.formats), f"{seed}/{index}/{one}"))
        before = numbers
    return told[0], told[1]


def file_of(told: Told) -> tuple[str, bytes]:
    """The report as a file: its name and its bytes. Side by side it stands on the left, another organ's beside it."""
    random = Random(told.seed)
    document = printed(told, cells_of(told), random)
    layout, name = told.layout, f"{told.seed.replace('/', '-')}.{told.file_format}"
    if told.file_format == "docx":
        return name, writing_docx.as_docx(document, random)
    if told.file_format == "xlsx":
        return name, writing_xlsx.as_xlsx(document)
    if told.file_format == "pdf":
        return name, writing_pdf.as_pdf(document, random, Verdicts(), ruled=layout.ruled)
    if told.file_format == "html":
        return name, writing_html.as_html(document, random, "utf-8", random.choice(writing_html.STYLES)).encode()
    assert layout.tear is not None
    if layout.beside:
        seed, index, _ = map(int, told.seed.split("/"))
        other = family(seed, index + 1, layout)[0]
        right = printed(other, cells_of(other), Random(other.seed))
        lines = two_columns(document, right, random, (Verdicts(), Verdicts()))
    else:
        lines = as_lines(document, layout.tear, random, Verdicts(), markdown=told.file_format == "md")
    return name, "\n".join(deduplicated(lines) if layout.deduplicate else lines).encode() + b"\n"


def cells_of(told: Told) -> dict[Address, Printed]:
    """What is printed in the cells."""
    return {address: _printed(address, number) for address, number in told.numbers.items()}


def printed(told: Told, cells: dict[Address, Printed], random: Random) -> Document:
    """The report before it becomes a file, with ``cells`` in its tables."""
    form = "2019" if told.identity.year < 2021 else "2021"
    labels = draw_labels(random, told.identity.year, random.choice((0.0, 0.0, 0.2)))
    document = write(told.identity, sheets(cells, form, form, labels), random)
    return _with_sentences(document, told.numbers, random)


def _numbers(random: Random, form: str, before: Numbers | None) -> Numbers:
    return {
        **_requests(random, form, before),
        **{("disputes", block, result): n for block, _ in BLOCKS for result, n in _results(random).items()},
        **_disclosure(random, form, before),
    }


def _results(random: Random) -> dict[str, int]:
    most = random.choice((0, 0, 1, 3, 12))
    parts = {result: random.randint(0, most) for result in RESULTS}
    return {**parts, "total": sum(parts.values())}


def _requests(random: Random, form: str, before: Numbers | None) -> dict[Address, int]:
    size = random.choice((0, 1, 3, 30, 900))
    columns = [column for column, _ in COLUMNS[:-1]]
    rows = [row.id for row in REQUESTS[form]]
    outcomes = [row for row in rows if row not in OUTSIDE and row != "results_total"]
    table: dict[tuple[str, str], int] = {}
    for column in columns:
        carried = before["requests", "carried_forward", column] if before else random.randint(0, min(size, 2))
        for row in outcomes:
            table[row, column] = random.randint(0, size) if random.random() < 0.22 else 0
        forward = random.randint(0, size) if random.random() < 0.3 else 0
        table["granted", column] += max(0, carried - forward - sum(table[row, column] for row in outcomes))
        done = sum(table[row, column] for row in outcomes)
        table |= {
            ("results_total", column): done,
            ("carried_forward", column): forward,
            ("carried_over", column): carried,
            ("new_requests", column): done + forward - carried,
        }
    for row in rows:
        table[row, "total"] = sum(table[row, column] for column in columns)
    return {("requests", *at): number for at, number in table.items()}


def _disclosure(random: Random, form: str, before: Numbers | None) -> dict[Address, int]:
    cells: dict[Address, int] = {}
    for block in DISCLOSURE[form]:
        for row, _ in block.rows:
            for column, _ in block.columns:
                cells["disclosure", row, column] = 0 if row == "rules" else random.choice((0, 0, 1, 2, 15, 98, 320))
    known = before or {}
    documents = ("disclosure", "normative_documents")
    if form == "2019":
        made = random.choice((0, 1, 2, 10))
        cells |= {(*documents, "made"): made, (*documents, "newly_published"): made}
        cells[*documents, "total_public"] = made + random.randint(0, 50)
        for _, row, column in list(cells):
            if column == "previous_year_items":
                at = ("disclosure", row, column)
                change = ("disclosure", row, "net_change")
                cells[at] = known.get(at, cells[at]) + known.get(change, 0)
                cells[change] = random.choice((0, 0, 1, 7, -min(1, cells[at])))
        procured = ("disclosure", "government_procurement")
        cells[*procured, "amount"] = 251000 if cells[*procured, "projects"] else 0
    else:
        stock = known.get((*documents, "in_force"), random.randint(0, 40))
        made, repealed = random.randint(0, 5), random.randint(0, min(stock, 2))
        cells |= {(*documents, "made"): made, (*documents, "repealed"): repealed}
        cells[*documents, "in_force"] = stock + made - repealed
    return cells


def _printed(address: Address, number: int) -> Printed:
    if address[1:] == ("government_procurement", "amount") and number:
        return Printed(f"{number}元", "stated", str(number), "元")
    return Printed(str(number), "stated", str(number))


SENTENCES = (
    "全年共收到政府信息公开申请{new}件，上年结转{carried}件，办结{done}件，结转下年度继续办理{forward}件。",
    "本年度新收政府信息公开申请{new}件，办结政府信息公开申请{done}件。",
    "因政府信息公开工作被申请行政复议{review}件。",
    "因政府信息公开工作被提起行政诉讼{suits}件。",
    "主动公开政府信息{sum}条，分别为：机构职能类信息{a}条，政策法规类信息{b}条，工作动态类信息{c}条。",
    "接受群众咨询{asked}人次，其中电话咨询{phone}人次，当面咨询{desk}人次。",
)


def _with_sentences(document: Document, numbers: Numbers, random: Random) -> Document:
    """With true sentences behind the first heading's first paragraph."""
    a, b, c, phone, desk = (random.randint(1, 90) for _ in range(5))
    true = {
        "new": numbers["requests", "new_requests", "total"],
        "carried": numbers["requests", "carried_over", "total"],
        "done": numbers["requests", "results_total", "total"],
        "forward": numbers["requests", "carried_forward", "total"],
        "review": numbers["disputes", "reconsideration", "total"],
        "suits": sum(numbers["disputes", block, "total"] for block, _ in BLOCKS[1:]),
        "a": a, "b": b, "c": c, "sum": a + b + c, "phone": phone, "desk": desk, "asked": phone + desk,
    }  # fmt: skip
    said = [Block("p", text.format(**true)) for text in random.sample(SENTENCES, random.randint(0, 3))]
    at = next(i for i, block in enumerate(document.blocks) if block.kind == "heading") + 2
    return Document((*document.blocks[:at], *said, *document.blocks[at:]))
