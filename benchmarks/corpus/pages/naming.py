"""Every way in which a page tells who wrote it, and what a careful person makes of each."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.corpus.pages.authors import Author
from benchmarks.corpus.pages.dating import Days, signature_day, year_words

WAYS: tuple[tuple[str, int, bool], ...] = (
    # name, weight, needs an author whom the bare name of a place means
    ("title_full", 24, False),
    ("title_split", 9, False),
    ("title_year_first", 6, False),
    ("title_place", 22, True),
    ("title_place_split", 4, True),
    ("title_place_signed", 8, True),
    ("title_place_compiled", 5, True),
    ("title_place_body", 4, True),
    ("bare_title_sentence", 8, False),
    ("bare_title_place_sentence", 4, True),
    ("no_title_sentence", 8, False),
    ("bare_title_signed", 7, False),
    ("bare_title_signed_in_line", 6, False),
    ("bare_title_publisher", 3, False),
    ("untold", 4, False),
)
NOUNS: tuple[tuple[str, int], ...] = (
    ("政府信息公开工作年度报告", 74),
    ("政府信息公开年度报告", 14),
    ("信息公开工作年度报告", 3),
    ("政府信息公开工作报告", 3),
    ("政府信息公开工作年报", 3),
    ("政府信息公开年报", 3),
)
VERBS: tuple[tuple[str, str], ...] = (
    ("现公布", "。"), ("现向社会公布", "。"), ("编制", "。"), ("现编制并公布", "。"), ("特向社会公布", "。"),
    ("特向社会公开", "。"), ("现发布", "。"), ("现将", "予以公布。"), ("现将", "公布如下。"),
    ("特编制", "，并向社会公布。"), ("现面向社会公开", "。"), ("公布", "如下。"),
)  # fmt: skip
"""How a self-naming sentence begins and ends; between stand the organ and the report."""
GROUNDS = (
    "根据《中华人民共和国政府信息公开条例》规定，",
    "根据《中华人民共和国政府信息公开条例》和上级有关要求，",
    "依据《中华人民共和国政府信息公开条例》（国务院令第711号），",
    "按照《中华人民共和国政府信息公开条例》第五十条规定，",
)
OLD_GROUNDS = ("根据《中华人民共和国政府信息公开条例》规定，", "按照条例和省、市有关规定，")
PLAIN = ("编制本报告。", "结合工作实际，编制本年度报告。", "现将{ours}有关情况报告如下。")


@dataclass(frozen=True, slots=True)
class Naming:
    """``told``: the author's name as printed, None where only ``implied`` or nothing tells; ``also`` are right, too.

    ``verdict`` is yes, arguable (told, implied and null are all fine) or no (null is owed). ``from_end`` says that
    the name stands at the very end, where a cut takes it away. ``title`` has the printed title's lines.
    """

    way: str
    title: tuple[str, ...]
    opening: str
    mention: str
    signature: tuple[str, ...]
    inline: str
    told: str | None
    also: tuple[str, ...]
    implied: tuple[str, ...]
    verdict: str
    year_told: bool
    from_end: bool
    complete: bool

    @property
    def whole_title(self) -> str:
        return "".join(self.title)


def draw_naming(random: Random, author: Author, days: Days) -> Naming:
    """A way of naming ``author`` and the texts that do it."""
    ways = [(way, weight) for way, weight, place in WAYS if author.place or not place]
    way = random.choices([one for one, _ in ways], [weight for _, weight in ways])[0]
    year = year_words(random, days.year)
    noun = random.choices([one for one, _ in NOUNS], [weight for _, weight in NOUNS])[0]
    title = _title(random, way, author, year, noun)
    by_place = way.startswith(("title_place", "bare_title_place"))
    told: str | None = None if way in ("title_place", "title_place_split", "bare_title_place_sentence", "untold") \
        else author.name  # fmt: skip
    verdict = {"untold": "no", "title_place_body": "arguable", "bare_title_publisher": "arguable"}.get(way, "yes")
    signer = author.name if way.endswith(("_signed", "_in_line")) else ""
    if not signer and told and random.random() < 0.35:
        signer = random.choice((author.name, *author.also)) if way.startswith("title") else author.name
    opening, in_sentence = _opening(random, way, author, days.year)
    signature, inline = _signature(random, way, signer, days)
    return Naming(
        way, title, opening, f"{author.name}把信息公开列入年度重点工作，" if way == "title_place_body" else "",
        signature, inline, told, author.also, author.implied if by_place else (), verdict,
        bool(title) or in_sentence, way in ("title_place_signed", "bare_title_signed", "bare_title_signed_in_line"),
        bool(title) and not way.startswith("bare") and way != "untold" and noun.endswith("报告"),
    )  # fmt: skip


def _title(random: Random, way: str, author: Author, year: str, noun: str) -> tuple[str, ...]:
    if way == "no_title_sentence":
        return ()
    if way.startswith("bare") or way == "untold":
        return (random.choice((f"{year}{noun}", f"{year}{noun}", f"关于{year}{noun[:-4]}的{noun[-4:]}"))
                if noun.endswith("年度报告") else f"{year}{noun}",)  # fmt: skip
    if way == "title_year_first":
        return (f"{year}{author.name}{noun}",)
    subject = author.place if way.startswith("title_place") else author.name
    if way in ("title_split", "title_place_split"):
        half = noun.index("公开") + 2
        return random.choice(
            ((subject, f"{year}{noun}"), (f"{subject}{year}{noun[:half]}", noun[half:]), (f"{subject}{year}", noun))
        )
    return (f"{subject}{year}{noun}",)


def _opening(random: Random, way: str, author: Author, year: int) -> tuple[str, bool]:
    ground = random.choice(GROUNDS if year >= 2019 else OLD_GROUNDS)
    if way in ("bare_title_sentence", "no_title_sentence", "bare_title_place_sentence") or (
        way.startswith("title_full") and random.random() < 0.4
    ):
        subject = author.place if way == "bare_title_place_sentence" else author.name
        verb, end = random.choice(VERBS)
        when = random.choice((f"{year}年", f"{year}年", f"{year}年度"))
        noun = random.choice(("政府信息公开工作年度报告", "政府信息公开工作年度报告", "政府信息公开年度报告"))
        what = f"{subject}{when}{noun}" if random.random() < 0.75 else f"{when}{subject}{noun}"
        return f"{ground}{verb}{what}{end}", True
    if way == "title_place_compiled" or (way == "title_split" and random.random() < 0.4):
        told = random.choice(("由{name}编制", "由{name}办公室汇总、{name}编制"))
        told = told.format(name=author.name) if not author.name.endswith("办公室") else f"由{author.name}编制"
        return f"本年度报告{ground[:-1]}，{told}。", False
    return ground + random.choice(PLAIN).format(ours=author.ours), False


def _signature(random: Random, way: str, signer: str, days: Days) -> tuple[tuple[str, ...], str]:
    """The last lines, or what is glued to the last paragraph."""
    day = signature_day(random, days.signed)
    if way.endswith("_in_line"):
        return (), f"{signer}{day}"
    if not signer:
        return ((day,), "") if random.random() < 0.12 and way != "untold" else ((), "")
    if random.random() < 0.12:
        return (f"{signer}　　{day}",), ""
    return (signer, f"（{day}）" if random.random() < 0.1 else day), ""
