"""The report itself: its sections with headings, sentences and tables, before anyone prints or cuts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.corpus.identity import HEADINGS
from benchmarks.corpus.pages import wording
from benchmarks.corpus.pages.authors import Author, home
from benchmarks.corpus.pages.dating import PERIODS, Days
from benchmarks.corpus.pages.naming import Naming
from benchmarks.corpus.sheets import Sheet

DECLARED = (
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
    "全文包括总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，"
    "存在的主要问题及改进情况，其他需要报告的事项等六个部分。",
)
CONTACTS = (
    "如对本报告有疑问，请与{contact}联系（电话：0000-0000000）。",
    "如有疑问,请联系{contact}，联系电话：0000-0000000。",
    "本报告电子版可在{superior}网站下载，有疑问请与{contact}联系，邮编000000。",
)
ELSEWHERE = ("见附件。", "（表格见附件）", "[图片]", "详见附件1。", "image.png")


@dataclass
class Section:
    """A heading and what stands under it, in order: paragraphs and at most one table."""

    heading: str
    parts: list[str | Sheet] = field(default_factory=list)


@dataclass
class Story:
    """Everything between title and signature. ``period`` says whether the text tells the statistics period."""

    opening: list[str]
    sections: list[Section]
    period_year: int
    period: bool
    declared: bool
    contact: str


def fill(author: Author, days: Days) -> dict[str, object]:
    return {
        "y": days.year, "n": days.year + 1, "before": days.year - 1, "ours": author.ours, "superior": author.superior,
        "home": home(author), "province": author.chain.province,
    }  # fmt: skip


def compose(
    random: Random,
    author: Author,
    naming: Naming,
    days: Days,
    facts: Mapping[str, int],
    tables: Sequence[Sheet],
    say: frozenset[str],
) -> Story:
    """A whole report of 2019 or later. ``say`` names topics that must be told; ``tables`` may be empty."""
    shares = {f"share_{one}": f"{100 * facts[one] / facts['ab']:.1f}" for one in ("a", "b")}
    words = {**fill(author, days), **facts, **shares}
    headings = [random.choice(choices) if random.random() < 0.2 else choices[0] for choices in HEADINGS]
    opening, period, declared, contact = opening_of(random, author, naming, days, DECLARED, "period" in say)
    if declared or headings[0].startswith("1"):
        headings[0] = HEADINGS[0][0]  # what was announced stands there under the same name
    sections = [Section(heading) for heading in headings]
    sections[0].parts = [*_overview(random, naming, words, facts, say)]
    for at in range(3):
        if tables:
            sections[at + 1].parts = [tables[at]]
            if random.random() < 0.12:
                sections[at + 1].parts.insert(0, "本部分以表格形式报告如下：")
        else:
            sections[at + 1].parts = [random.choice(ELSEWHERE)]
    problems, plan = random.choice(wording.PROBLEMS), random.choice(wording.PLANS)
    sections[4].parts = [text.format(**words) for text in (problems, plan)]
    if random.random() < 0.3:
        sections[4].parts = ["（一）存在的主要问题", sections[4].parts[0], "（二）改进情况", sections[4].parts[1]]
    sections[5].parts = [random.choice(wording.FEES if days.year >= 2021 else wording.OTHER_2019).format(**words)]
    return Story(opening, sections, days.year, period, declared, contact)


def opening_of(
    random: Random, author: Author, naming: Naming, days: Days, declarations: Sequence[str], always: bool
) -> tuple[list[str], bool, bool, str]:
    """The paragraph above the first heading; whether it tells a period and lists the contents; whom to ask."""
    sentences = [naming.opening]
    declared = random.random() < 0.4
    if declared:
        sentences.append(random.choice(declarations))
    period = always or random.random() < 0.65
    if period:
        sentences.append(random.choice(PERIODS).format(y=days.year))
    contact = ""
    if random.random() < 0.35:
        contact = _contact(random, author, naming)
        sentences.append(random.choice(CONTACTS).format(contact=contact, superior=author.superior))
    return ["".join(sentences)], period, declared, contact


def _contact(random: Random, author: Author, naming: Naming) -> str:
    if naming.verdict == "no":
        return f"{author.superior}办公室"
    office = "综合科" if author.name.endswith("办公室") else "办公室"
    choices = [f"{author.name}{office}", f"{author.superior}办公室政务公开科"]
    if author.place:
        choices.append(f"{author.place}党政综合办公室")
    return random.choice(choices)


def _overview(
    random: Random, naming: Naming, words: dict[str, object], facts: Mapping[str, int], say: frozenset[str]
) -> list[str]:
    lead = random.choice(wording.LEADS).format(**words)
    cited = [text.format(**words) for text in random.sample(wording.CITED, random.choice((0, 0, 1, 1, 2)))]
    work = random.sample(wording.WORK, 5)
    proactive = _proactive(random, words, say)
    told = _told(random, words, facts, say)
    asides = _asides(random, words, facts)
    if naming.mention:
        lead = f"{lead}{naming.mention}推动各项任务落实。"
    if random.random() < 0.45:
        work = [*work[: random.randint(2, 4)], *asides]
        return [lead, "".join((proactive, *cited)) or wording.WORK[0], *told, "".join(work)]
    bodies = [proactive + work[0], "".join(told) or work[1], work[2], "".join(cited) or work[3], work[4]]
    for aside in asides:
        bodies[random.choice((0, 2, 3, 4))] += aside
    apart = random.random() < 0.4
    heads = wording.SUBHEADS
    if apart:
        return [lead, *(text for pair in zip(heads, bodies, strict=True) for text in pair)]
    return [lead, *(f"{head}。{body}" for head, body in zip(heads, bodies, strict=True))]


def _proactive(random: Random, words: dict[str, object], say: frozenset[str]) -> str:
    if "list" in say:
        return wording.PROACTIVE[random.choice(wording.CLOSED_LISTS)].format(**words)
    return random.choice(wording.PROACTIVE).format(**words) if random.random() < 0.8 else ""


def _asides(random: Random, words: dict[str, object], facts: Mapping[str, int]) -> list[str]:
    """True sentences that are easily misread."""
    fitting = [text for text in wording.ASIDES if "行政复议申请0件" not in text or not facts["review"]]
    return [text.format(**words) for text in random.sample(fitting, random.choice((0, 0, 1, 2)))]


def _told(random: Random, words: dict[str, object], facts: Mapping[str, int], say: frozenset[str]) -> list[str]:
    """Sentences on requests, disputes, consultations and documents."""
    said: list[str] = []
    if "no_requests" in say or (not facts["new"] and "received" not in say and random.random() < 0.7):
        said.append(random.choice(wording.NO_REQUESTS))
    elif "received" in say or (facts["new"] and random.random() < 0.6):
        said.append(random.choice(wording.RECEIVED))
        if "handled" in say or random.random() < 0.5:
            said[-1] += random.choice(wording.HANDLED)
        elif random.random() < 0.3 and not say:
            said[-1] += random.choice(wording.OUTCOMES)
    if "no_disputes" in say or (not facts["review"] + facts["suits"] and random.random() < 0.5):
        said.append(random.choice(wording.NO_DISPUTES))
    if "review" in say or (facts["review"] and random.random() < 0.5):
        said.append(random.choice(wording.REVIEWED))
    if "suits" in say or (facts["suits"] and random.random() < 0.4):
        said.append(random.choice(wording.SUED))
    if "consult" in say or random.random() < 0.12:
        said.append(wording.CONSULTED)
    if "documents" in say or random.random() < 0.15:
        said.append(wording.DOCUMENTS)
    return [text.format(**words) for text in said]
