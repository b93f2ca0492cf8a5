"""Whom a report's figures cover: what it says of itself, and nothing where it does not say (统计口径)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model.documents import Text
from generator.model.reports import Scope, Sourced
from generator.model.spans import RepairedSpan
from generator.text.folding import half_width, without_blanks
from generator.text.lines import Line

LONGEST = 150
"""Characters of a sentence; longer ones say too many things at once."""

ABOUT = re.compile(
    r"本报告|本年报|本年度报告|(?:报告|统计|表中|表格|所列|以上|上述|本次)[^,。;]{0,4}数据|统计范围|数据范围|数据统计|统计口径|数据口径"
)
"""The sentence speaks of this report's figures; what organs do with others' figures says nothing of them."""

MEMBER = r"(?:部门|乡镇|镇街|街道|乡|镇|单位|县区|区县|县市|机构)"
BELOW = rf"(?:各|所属|下属|下辖|所辖|直属|[县市区州旗]直)[^。]{{0,14}}?{MEMBER}"
LEFT_OUT = re.compile(rf"(?:不含|不包括|不包含|不涵盖|未含|未包括|未包含|未纳入|除)[^,。]{{0,14}}?{MEMBER}")
ALONE = re.compile(
    r"(?:仅|只|均为|限于|范围为|范围是|口径为|口径是|数据为|数据是)[^,。;]{0,12}?(?:本级|本机关|本单位|本部门|本局|本委|本办)(?:的?(?:数据|情况|政府|机关))?(?![和及与、以])"
)
TOGETHER = re.compile(
    rf"(?:包括|包含|(?<![不未])含(?!义)|涵盖|覆盖|汇总|综合(?!办|治|服|执|行|楼|窗))[^。]{{0,24}}?{BELOW}"
    rf"|{BELOW}[^。]{{0,30}}?(?:汇总|综合(?!办|治|服|执|行|楼|窗))"
)
DUTY = re.compile(r"要求|督促|指导|培训|召开|印发|下一步|应当|不足|问题|联系|咨询")
"""Sentences that tell what was done about other organs, or with whom to speak."""

TITLE_ALONE = re.compile(r"[县市区州旗省](?:政府)?本级(?![和及与、以])|[(](?:[县市区州旗省])?本级[)]")
TITLE_TOGETHER = re.compile(r"[(](?:全[县市区州旗省])?汇总[^()]{0,4}[)]|[(]含[^()]{0,12}" + MEMBER + r"[^()]{0,8}[)]")


def read_scope(title: Sourced[str] | None, prose: Sequence[Line], text: Text) -> Sourced[Scope] | None:
    """None where the report does not say, or says it in two ways. The span is the sentence's in the decoded text."""
    found: list[Sourced[Scope]] = []
    if title:
        scope = _of_title(_plain(title.value))
        found += [Sourced(scope, "title", title.span)] if scope else []
    for line in prose:
        for sentence, span in _sentences(line):
            scope = _of_sentence(sentence)
            found += [Sourced(scope, "body", text.back(span))] if scope else []
    return found[0] if len({each.value for each in found} - {Scope.UNKNOWN}) == 1 and all(
        each.value is not Scope.UNKNOWN for each in found
    ) else None  # fmt: skip


def _of_title(title: str) -> Scope | None:
    if TITLE_TOGETHER.search(title):
        return Scope.AGGREGATE
    return Scope.OWN if TITLE_ALONE.search(title) else None


def _of_sentence(sentence: str) -> Scope | None:
    """None where it says nothing of coverage; ``UNKNOWN`` where it says both (各部门, without the towns)."""
    if len(sentence) > LONGEST or not ABOUT.search(sentence) or DUTY.search(sentence):
        return None
    left_out = LEFT_OUT.search(sentence)
    rest = LEFT_OUT.sub("", sentence)
    alone, together = ALONE.search(rest), TOGETHER.search(rest)
    if together and (alone or left_out):
        return Scope.UNKNOWN
    if together:
        return Scope.AGGREGATE
    return Scope.OWN if alone or left_out else None


def _sentences(line: Line) -> Iterator[tuple[str, RepairedSpan]]:
    for match in re.finditer(r"[^。；;]+", line.text):
        yield _plain(match[0]), line.part(*match.span())


def _plain(text: str) -> str:
    return without_blanks(half_width(text)).replace("，", ",").replace("（", "(").replace("）", ")")
