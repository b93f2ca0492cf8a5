"""One true contradiction in a report that is otherwise whole and consistent, and the check that must see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.corpus.forms import BLOCKS, COLUMNS, OUTSIDE, REQUESTS
from benchmarks.corpus.pages.counts import Numbers
from benchmarks.corpus.pages.dating import Days
from benchmarks.corpus.pages.story import Story

TABLES_MAY = ("A01", "A02", "A03", "A04", "A05", "A06", "D01", "D02", "D03", "D04", "D05", "D06", "D10", "D11")
"""What one changed cell of tables 3 or 4 may upset besides what it was changed for."""


@dataclass
class Draft:
    """A report while it is being made; a plant changes it in one stage or more."""

    form: str
    year: int
    level: str
    kind: str | None
    numbers: Numbers
    facts: dict[str, int]
    days: Days
    say: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Plant:
    """``must`` is the check that has to fail, ``may`` are others that follow from the same slip.

    ``draft`` changes figures before they are told, ``story`` the text afterwards, ``table`` the printed figures last.
    """

    name: str
    must: str
    may: tuple[str, ...] = ()
    draft: Callable[[Random, Draft], None] | None = None
    story: Callable[[Random, Story, Draft], None] | None = None
    table: Callable[[Random, Draft], None] | None = None
    when: Callable[[Draft], bool] = lambda draft: True


def _row_total(random: Random, draft: Draft) -> None:
    row = random.choice(REQUESTS[draft.form]).id
    draft.numbers["requests", row, "total"] += random.choice((1, 2, 10))


def _outcome(random: Random, draft: Draft) -> None:
    row = random.choice([one.id for one in REQUESTS[draft.form] if one.id not in OUTSIDE and one.id != "results_total"])
    for column in (random.choice(COLUMNS[:-1])[0], "total"):
        draft.numbers["requests", row, column] += 2


def _balance(random: Random, draft: Draft) -> None:
    row = random.choice(("carried_forward", "carried_over"))
    for column in (random.choice(COLUMNS[:-1])[0], "total"):
        draft.numbers["requests", row, column] += 3


def _dispute(at: int) -> Callable[[Random, Draft], None]:
    def change(random: Random, draft: Draft) -> None:
        draft.numbers["disputes", BLOCKS[at][0], "total"] += random.choice((1, 2))

    return change


def _misled(fact: str, topic: str) -> Callable[[Random, Draft], None]:
    """The text tells another number than the table has."""

    def change(random: Random, draft: Draft) -> None:
        draft.facts[fact] += random.choice((1, 2, 7))
        draft.say |= {topic} | ({"received"} if topic == "handled" else set())

    return change


def _denied(topic: str) -> Callable[[Random, Draft], None]:
    def change(random: Random, draft: Draft) -> None:
        draft.say.add(topic)
        draft.facts["review"] = draft.facts["suits"] = 0 if topic == "no_disputes" else draft.facts["review"]

    return change


def _say(topic: str, fact: str) -> Callable[[Random, Draft], None]:
    def change(random: Random, draft: Draft) -> None:
        draft.say.add(topic)
        # 其中 allows parts that make less than the whole, but never more
        draft.facts[fact] += -1 if topic == "consult" else random.choice((3, 12))

    return change


def _wrong_period(random: Random, story: Story, draft: Draft) -> None:
    year, text = draft.year, story.opening[0]
    for mark in ("统计期限", "内容涵盖", "统计数据的时限", "数据统计"):
        head, found, tail = text.partition(mark)
        if found:
            story.opening[0] = (
                head
                + found
                + tail.replace(f"{year}年1月1日", f"{year - 1}年1月1日", 1).replace(
                    f"{year}年12月31日", f"{year - 1}年12月31日", 1
                )
            )
            return
    raise AssertionError("no period to change")


def _plan_year(random: Random, story: Story, draft: Draft) -> None:
    story.sections[4].parts.append(f"{draft.year}年，我们将进一步加强培训，扩大公开范围，完善各项制度。")


def _missing(random: Random, story: Story, draft: Draft) -> None:
    # With its number left out, too, it might have been lost on the way: only what numbers on is a report's own slip.
    del story.sections[4]
    story.sections[4].heading = "五" + story.sections[4].heading[1:]


def _doubled(random: Random, story: Story, draft: Draft) -> None:
    at = random.choice((4, 5))
    story.sections.insert(at + 1, type(story.sections[at])(story.sections[at].heading, list(story.sections[at].parts)))


def _emptied(random: Random, story: Story, draft: Draft) -> None:
    story.sections[4].parts = []


def _no_problems(random: Random, story: Story, draft: Draft) -> None:
    story.sections[4].parts = [random.choice(("无。", "无", "没有。"))]


def _late(random: Random, draft: Draft) -> None:
    day = date(draft.year + 1, random.randint(5, 11), random.randint(1, 28))
    draft.days = Days(draft.year, day, day, draft.days.period)


def _early(random: Random, draft: Draft) -> None:
    day = date(draft.year, 12, random.randint(3, 24))
    draft.days = Days(draft.year, day, day, draft.days.period)


def _fewer_public(random: Random, draft: Draft) -> None:
    documents = ("disclosure", "normative_documents")
    draft.numbers[*documents, "made"] = draft.numbers[*documents, "newly_published"] = 6
    draft.numbers[*documents, "total_public"] = random.randint(0, 5)


def _fewer_in_force(random: Random, draft: Draft) -> None:
    documents = ("disclosure", "normative_documents")
    draft.numbers |= {(*documents, "made"): 5, (*documents, "repealed"): 1, (*documents, "in_force"): 2}


def _rules(random: Random, draft: Draft) -> None:
    columns = ("made", "newly_published", "total_public") if draft.form == "2019" else ("made", "in_force")
    for column in columns:
        draft.numbers["disclosure", "rules", column] = 3


def _is(form: str) -> Callable[[Draft], bool]:
    return lambda draft: draft.form == form


PLANTS: tuple[Plant, ...] = (
    Plant("row_sum", "A01", TABLES_MAY, table=_row_total),
    Plant("outcome_sum", "A02", TABLES_MAY, table=_outcome),
    Plant("balance", "A03", TABLES_MAY, table=_balance),
    Plant("reconsideration_sum", "A04", TABLES_MAY, table=_dispute(0)),
    Plant("direct_sum", "A05", TABLES_MAY, table=_dispute(1)),
    Plant("after_sum", "A06", TABLES_MAY, table=_dispute(2)),
    Plant("public_total", "A07", ("D09", "D07"), table=_fewer_public, when=_is("2019")),
    Plant("in_force", "A08", ("D09", "D07"), table=_fewer_in_force, when=_is("2021")),
    Plant("rules", "A11", ("D09",), draft=_rules, when=lambda draft: draft.level in ("town", "county")),
    Plant("requests_told", "D01", ("E06",), draft=_misled("new", "received")),
    Plant("closed_told", "D03", ("E06",), draft=_misled("done", "handled")),
    Plant("reviews_told", "D05", ("E06",), draft=_misled("review", "review")),
    Plant("suits_told", "D06", ("E06",), draft=_misled("suits", "suits")),
    Plant("no_requests", "D11", (), draft=_denied("no_requests"), when=lambda draft: draft.facts["new"] > 0),
    Plant("no_disputes", "D11", (), draft=_denied("no_disputes"),
          when=lambda draft: draft.facts["review"] > 0 and draft.facts["suits"] > 0),
    Plant("documents_told", "D07", (), draft=_misled("made", "documents")),
    Plant("category_sum", "E01", (), draft=_say("list", "sum")),
    Plant("consultation_sum", "E05", (), draft=_say("consult", "asked")),
    Plant("period", "C02", ("C03",), draft=lambda random, draft: draft.say.add("period"), story=_wrong_period),
    Plant("plan_year", "C04", (), story=_plan_year),
    Plant("late", "C01", (), draft=_late, when=lambda draft: draft.kind is not None),
    Plant("early", "C06", (), draft=_early),
    Plant("missing_section", "B01", ("B03", "B10", "B11"), story=_missing),
    Plant("doubled_section", "B02", ("B03",), story=_doubled),
    Plant("empty_section", "B04", ("B11",), story=_emptied),
    Plant("no_problems", "B11", (), story=_no_problems),
)  # fmt: skip


NEEDS_DATE, NEEDS_AUTHOR = ("late", "early"), ("late", "rules")
"""Plants that are none on a page which shows no date, or does not tell whose report it is."""


def draw_plant(random: Random, draft: Draft) -> Plant:
    """One that fits ``draft``."""
    return random.choice([plant for plant in PLANTS if plant.when(draft)])
