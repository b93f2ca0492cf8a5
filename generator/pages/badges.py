"""Badges as they are shown: a seal of four characters, its words, and the counts behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator import labels
from generator.archive.types import Entry
from generator.checks.at_least import at_least_words
from generator.model.reports import TOWNSHIPS, ReportIdentity
from generator.model.results import Badge
from generator.pages.found import Facets, search_url
from generator.pages.gloss import glossed
from generator.pages.page import Link

OWN_YEARS_ALONE = ("F06",)
"""The check of texts that compares an organ's own years."""


@dataclass(frozen=True, slots=True)
class SealView:
    """One badge of one report."""

    name: str
    """What is judged: 勾稽一致性 …"""
    name_en: str
    """The same in English."""
    stamp: str
    """The seal's four characters."""
    words: str
    """The judgement in plain words."""
    words_en: str
    """The same in English."""
    glyph: str
    """A sign that says the same without colour."""
    tone: str
    """clash, doubt, agree or mute."""
    counts: Markup
    """The counts behind it, in words; may be empty."""
    because: tuple[Link, ...]
    """The checks that decided."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many reports of a set have one value of a badge."""

    glyph: str
    """Sign of the value."""
    words: str
    """The seal's four characters."""
    words_en: str
    """What they say, in English."""
    tone: str
    """clash, doubt, agree or mute."""
    count: int
    """Reports."""
    start: float
    """Where its part of the bar begins, in percent."""
    width: float
    """How wide its part of the bar is, in percent."""
    url: str
    """Where these are listed; "" where they stand in no list of their own."""


def seals(entry: Entry) -> tuple[SealView, ...]:
    """All badges of a report, in the order of the labels; those that were not computed are left out."""
    shown = (name for name in labels.BADGES if name in entry.badges)
    return tuple(_seal(entry.badges[name], entry.report) for name in shown)


def seal_of(entry: Entry, name: str = "consistency") -> labels.Seal:
    """How one badge is shown; the last value of the table if it was not computed."""
    looks = labels.SEALS[name]
    badge = entry.badges.get(name)
    return looks[badge.value] if badge else list(looks.values())[-1]


def shares(values: Mapping[str, int], within: Facets | None, name: str = "consistency") -> tuple[Share, ...]:
    """A tally of one badge as parts of a bar, without the values that nobody has.

    ``within`` is what the reports that were counted have in common; None where the search has no facet for it.
    """
    total = sum(values.values())
    parts: list[Share] = []
    at = 0
    for value, look in labels.SEALS[name].items():
        count = values.get(value, 0)
        if count:
            start, width = 100 * at / total, 100 * count / total
            url = "" if within is None else search_url({**within, name: value})
            place = round(start, 2), round(width, 2)
            parts.append(Share(look.glyph, look.stamp, look.en, look.tone, count, *place, url))
        at += count
    return tuple(parts)


def tally(entries: Iterable[Entry], name: str = "consistency") -> dict[str, int]:
    """How many of ``entries`` have each value of a badge."""
    values: dict[str, int] = {}
    for entry in entries:
        if name in entry.badges:
            value = entry.badges[name].value
            values[value] = values.get(value, 0) + 1
    return values


def _seal(badge: Badge, report: ReportIdentity) -> SealView:
    look = labels.SEALS[badge.name][badge.value]
    return SealView(
        name=labels.zh(labels.BADGES, badge.name),
        name_en=labels.BADGES[badge.name].en,
        stamp=look.stamp,
        words=badge_words(badge, report),
        words_en=_english(badge, look, report),
        glyph=look.glyph,
        tone=look.tone,
        counts=_counts(badge),
        because=tuple(Link(code, f"/checks/{code}/") for code in badge.because),
    )


def _counts(badge: Badge) -> Markup:
    """Only what makes the seal say so is 不符; what else was found is worth a look and no contradiction."""
    counts = badge.counts
    clashing = len(badge.because) if badge.value == "inconsistent" else 0
    if badge.name == "consistency":
        said = [
            (counts.passed, "相符 {} 项", "agree: {}"),
            (clashing, "不符 {} 项", "disagree: {}"),
            (counts.failed - clashing, "另有 {} 项值得留意", "worth knowing: {}"),
        ]
    else:
        numbers = zip((counts.passed, counts.failed), labels.BADGE_COUNTS[badge.name], strict=True)
        said = [(number, f"{word.zh} {{}} 项", f"{word.en}: {{}}") for number, word in numbers]
    said.append((counts.not_checkable, "不可核对 {} 项", "not checkable: {}"))
    told = [(zh.format(number), en.format(number)) for number, zh, en in said if number]
    return glossed("，".join(zh for zh, _ in told), ", ".join(en for _, en in told))


def badge_words(badge: Badge, report: ReportIdentity) -> str:
    """The judgement in plain Chinese words, as far as the report tells what it rests on."""
    look = labels.SEALS[badge.name][badge.value]
    if badge.name == "consistency" and badge.all_zero:
        return f"{look.zh}；表中数字全部为零"
    if badge.name == "timeliness" and badge.value != "unknown":
        which = "公布日期" if report.dates.published else "落款日期"
        limit = "惯例日期" if _is_customary(report) else "法定期限"
        return f"{which}晚于{limit}" if badge.value == "late" else f"{which}在{limit}内"
    if badge.name == "originality" and badge.value == "original":
        return f"{look.zh}（已比对 {at_least_words(badge.compared)}）"
    return labels.OWN_YEARS.zh if _of_own_years(badge) else look.zh


def _english(badge: Badge, look: labels.Seal, report: ReportIdentity) -> str:
    if badge.name == "consistency" and badge.all_zero:
        return f"{look.en}; all figures are zero"
    if badge.name == "timeliness" and badge.value != "unknown":
        which = "published" if report.dates.published else "dated"
        limit = "customary date" if _is_customary(report) else "statutory deadline"
        return f"{which} {'after' if badge.value == 'late' else 'within'} the {limit}"
    return labels.OWN_YEARS.en if _of_own_years(badge) else look.en


def _of_own_years(badge: Badge) -> bool:
    """Whether what it says is shared stands in the same organ's reports alone."""
    return badge.value == "shared_text" and badge.because == OWN_YEARS_ALONE


def _is_customary(report: ReportIdentity) -> bool:
    """The Regulations of 2019 name no date for townships, so theirs can only be called customary."""
    return report.organ.kind in TOWNSHIPS and (report.year is None or report.year.value >= 2019)
