"""How often a check agreed with a report, in words of both languages."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator import labels
from generator.model.results import Counts, Instance, Result, Verdict, not_passed
from generator.pages import wording
from generator.pages.gloss import glossed


def counts_in_words(result: Result, words: labels.FindingWords, telling: bool) -> Markup:
    """``相符 37 处，不符 1 处``, the reason before it where the check could not be made.

    ``telling``: something other than noughts is to be shown of what agrees.
    """
    counted = wording.counted(result.counts, words.passes, words.fails)
    zh, en = [counted], [_in_english(result.counts, words)]
    if result.verdict is Verdict.NOT_CHECKABLE:
        if reason := labels.REASONS.get(result.reason):
            zh, en = [reason.zh, *zh], [reason.en, *en]
        supposed = _supposing(not_passed(result.instances))
        zh, en = [*zh, supposed.zh], [*en, supposed.en]
    elif result.verdict is Verdict.PASS and not telling and all(one.equation for one in result.instances):
        zh, en = [*zh, "各项皆为 0"], [*en, "all of it 0"]
    return glossed("；".join(filter(None, zh)), "; ".join(filter(None, en)))


def _in_english(counts: Counts, words: labels.FindingWords) -> str:
    told = ((counts.passed, words.passes_en), (counts.failed, words.fails_en), (counts.not_checkable, "not checkable"))
    return ", ".join(f"{word}: {number}" for number, word in told if number)


def _supposing(instances: Sequence[Instance]) -> labels.Bilingual:
    """The outcome if blanks were zeros; shown as a supposition, never used."""
    supposed = [i.if_blank_is_zero for i in instances if i.if_blank_is_zero is not None]
    if not supposed:
        return labels.Bilingual("", "")
    held, number = sum(supposed), len(supposed)
    return labels.Bilingual(
        f"假如空白即零，{number} 处中有 {held} 处会相符", f"if blanks were zeros, {held} of {number} would agree"
    )
