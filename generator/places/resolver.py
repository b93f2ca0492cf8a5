"""Evidence in, place out.

First the author's own name is looked for: in the title, the organ's name, the signature; failing these,
in the body, where one township is treated as the author's own. Then everything that speaks for a superior is
gathered (``hints``) and the meanings of that name are weighed. The rules:

- A correction decides alone.
- High needs a name that the report puts to itself *and* a hint for county or prefecture that stands on its
  own: printed superior, owner of the site, the government that is obeyed or cited. A unique name alone,
  a folder, a bare mention, the letter of a province never give more than medium.
- Where the surroundings contradict every meaning of the name, or the county does not have such a township,
  the county is known and the township is not: never the nearest namesake.
- Where several meanings fit equally well, none is chosen; they are listed as alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model.places import Confidence, Division, Evidence, Level, Place, PlaceClues
from generator.places.designation import Designation, acts, designate, elsewhere, infer_from_body
from generator.places.gazetteer import Gazetteer
from generator.places.hints import FAINT, HOSTED, OBEYED, Hint, gather, host_of
from generator.places.partial import ambiguous, corrected, superior_only, without_author
from generator.places.place_building import place_at, without_echo
from generator.places.scanner import Chain, scan
from generator.places.slugs import place_slug
from generator.places.weighing import Weighed, best_places
from generator.text import titles
from generator.text.folding import without_blanks

_LONGEST_BODY = 200_000
"""Characters of the body that are read: several times the longest report, so that a file gone wrong costs
no more than a large one."""

_SPACED = re.compile(r"(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")

_REPORT = re.compile(titles.TITLE)

_ENOUGH_VOTES = 4
"""Weight that a township's name needs in the body before its report, which names no author, is high."""


PSEUDO = "400"
"""Third segments from here on are no townships: development zones, farms, 兵团."""
COUNTY_DIGITS = 6


def resolve(clues: PlaceClues, gazetteer: Gazetteer) -> Place:
    """The place of a report's author. Never raises; what is not known stays None."""
    if clues.corrected_code:
        return corrected(clues, gazetteer)
    clues = replace(
        clues,
        title=_closed(clues.title),
        organ=_closed(clues.organ),
        signature=_signed(_closed(clues.signature), gazetteer),
        body=clues.body[:_LONGEST_BODY],
    )
    chains = scan(clues.body, gazetteer)
    fronts = _fronts(clues, gazetteer)
    main = _author(clues, fronts, chains, gazetteer)
    hints = gather(clues, chains, fronts, main, gazetteer)
    if main is None:
        return without_author(clues, hints, gazetteer)
    if main.rival:
        return superior_only(main, (), clues, hints, gazetteer)
    if main.front and main.level is Level.TOWNSHIP and _acts_for_another(main, chains):
        main = replace(main, contested=True)
    if main.unknown:
        return superior_only(main, main.divisions, clues, hints, gazetteer)
    return _of_author(main, fronts, clues, hints, gazetteer)


def _closed(text: str) -> str:
    """Without the blanks that set single characters apart: 某 县 某 镇. Others may separate two names."""
    return _SPACED.sub("", text)


def _signed(signature: str, gazetteer: Gazetteer) -> str:
    """The last lines without what nobody signs with: titles of other reports that a page leads on to.

    Nothing is left of lines that name several townships: that is a list of organs, and one signs alone.
    """
    lines = [line for line in signature.splitlines() if not _REPORT.search(without_blanks(line))]
    named = (designate("signature", line, gazetteer) for line in lines)
    towns = [town for town in named if town is not None and town.level is Level.TOWNSHIP]
    return "" if len({town.unknown or town.name for town in towns}) > 1 else "\n".join(lines)


# -- whose report is it? ------------------------------------------------------------------------------


def _fronts(clues: PlaceClues, gazetteer: Gazetteer) -> tuple[Designation, ...]:
    """What title, organ and signature say, in that order."""
    found = [designate("title", clues.title, gazetteer)]
    # An organ's name that stands in the body only was inferred by the reader, and is weighed with the body.
    plain = "".join(f"{clues.title}\n{clues.signature}".split())
    organ = without_blanks(clues.organ)
    if organ and (organ in plain or organ not in without_blanks(clues.body)):
        found.append(designate("organ", clues.organ, gazetteer))
    found.append(designate("signature", clues.signature, gazetteer))
    return tuple(front for front in found if front is not None)


def _author(
    clues: PlaceClues, fronts: Sequence[Designation], chains: Sequence[Chain], gazetteer: Gazetteer
) -> Designation | None:
    if fronts and fronts[0].department:
        return fronts[0]
    towns = [front for front in fronts if front.level is Level.TOWNSHIP]
    if towns:
        return towns[0]
    if not fronts or clues.level is Level.TOWNSHIP:
        inferred = infer_from_body(clues.body, chains, gazetteer)
        if inferred is not None:
            return inferred
    return max(fronts, key=lambda front: front.level or 0) if fronts else None


def _acts_for_another(main: Designation, chains: Sequence[Chain]) -> bool:
    """Does the text speak of another township's government, and of this one in no line but titles of reports?

    The title may be that of a link, or the text may be copied: either way one of the two is not the author's.
    """
    of_title: dict[int, bool] = {}  # a long line may hold thousands of names

    def in_title(chain: Chain) -> bool:
        begin = chain.text.rfind("\n", 0, chain.start) + 1
        if begin not in of_title:
            end = chain.text.find("\n", chain.end)
            of_title[begin] = bool(_REPORT.search(chain.text, begin, end if end >= 0 else len(chain.text)))
        return of_title[begin]

    own = [chain for chain in chains if chain.level is Level.TOWNSHIP and not in_title(chain)]
    return not any(chain.last.name == main.name for chain in own) and any(
        acts(chain) and chain.clean and not elsewhere(chain) for chain in own
    )


# -- weighing -----------------------------------------------------------------------------------------


def _of_author(
    main: Designation,
    fronts: Sequence[Designation],
    clues: PlaceClues,
    hints: Sequence[Hint],
    gazetteer: Gazetteer,
) -> Place:
    candidates = _candidates(main, fronts, gazetteer)
    timely = gazetteer.of_year(candidates, clues.year)
    candidates = timely or candidates
    hints = (*hints, *_host_in_pinyin(clues.source_url, candidates, hints, gazetteer))
    places = best_places(candidates, hints, clues.year, gazetteer)
    if not places:
        return superior_only(main, (), clues, hints, gazetteer)
    best = places[0]
    if _contradicted(best):
        return superior_only(main, (), clues, [hint for hint in hints if hint.against], gazetteer)
    if len(places) > 1:
        return ambiguous(main, places, clues, hints, gazetteer)
    alone = len(best_places(candidates, (), clues.year, gazetteer)) == 1
    confidence = _confidence(main, best, alone, hints, clues)
    if confidence is Confidence.HIGH and (_is_zone_without_county(best) or not timely):
        confidence = Confidence.MEDIUM
    own = Evidence(main.source, main.name, best.division.code)
    evidence = (own, *(hint.evidence() for hint in hints if hint.depth(best.division.code)))
    return place_at(best.division, clues.year, gazetteer, confidence, evidence)


def _is_zone_without_county(best: Weighed) -> bool:
    """True for a zone whose own county is not named: a zone of the county level beside it may bear the same name."""
    zone = best.division.level is Level.TOWNSHIP and best.division.code[6:] >= PSEUDO
    return zone and best.depth < COUNTY_DIGITS


def _contradicted(best: Weighed) -> bool:
    """True if the surroundings exclude every meaning: a hint against it outweighs those for it."""
    return best.conflict > best.support or (best.conflict == best.support == FAINT)


def _candidates(main: Designation, fronts: Sequence[Designation], gazetteer: Gazetteer) -> tuple[Division, ...]:
    """The meanings of the author's name that title, organ and signature share."""
    candidates = without_echo(main.divisions, gazetteer)
    for front in fronts:
        if front is not main and front.level is main.level and not front.unknown:
            shared = {division.code for division in front.divisions}
            candidates = tuple(d for d in candidates if d.code in shared)
    return candidates


def _confidence(main: Designation, best: Weighed, alone: bool, hints: Sequence[Hint], clues: PlaceClues) -> Confidence:
    """How sure ``best`` is. ``alone``: the name has no other meaning in the list of that year."""
    level = best.division.level
    if level < Level.TOWNSHIP and clues.level is Level.TOWNSHIP and not main.department:
        return Confidence.LOW  # 我镇, but its name is nowhere
    if level <= Level.PREFECTURE:
        return Confidence.HIGH if _is_surely_large(main, best) else Confidence.MEDIUM
    support = _independent_support(main, best, hints)
    doubtful = best.conflict > FAINT or main.guarded or main.contested
    if main.front:
        return Confidence.HIGH if support >= OBEYED and not doubtful else Confidence.MEDIUM
    return _confidence_of_inferred(main, best, alone, support, doubtful)


def _is_surely_large(main: Designation, best: Weighed) -> bool:
    """True for a prefecture or province that title, organ or signature name in full, and nothing contradicts."""
    return main.front and main.name == best.division.name and best.conflict < OBEYED and not main.guarded


def _confidence_of_inferred(main: Designation, best: Weighed, alone: bool, support: int, doubtful: bool) -> Confidence:
    """How sure a name is that only the body tells."""
    enough = main.votes >= _ENOUGH_VOTES
    if support >= HOSTED and best.depth >= 6 and enough and not doubtful:
        return Confidence.HIGH
    return Confidence.MEDIUM if (support >= OBEYED or (alone and enough)) else Confidence.LOW


def _independent_support(main: Designation, best: Weighed, hints: Sequence[Hint]) -> int:
    """The strength of the strongest hint that is not the name itself; of a township only hints below its province."""
    independent = [hint for hint in hints if hint.depth(best.division.code) and hint.text != main.name]
    if best.division.level is Level.COUNTY:
        return max((hint.strength for hint in independent), default=0)
    return max((hint.strength for hint in independent if hint.depth(best.division.code) >= 4), default=0)


def _host_in_pinyin(
    url: str, candidates: Sequence[Division], hints: Sequence[Hint], gazetteer: Gazetteer
) -> tuple[Hint, ...]:
    """www.yuzhong.gov.cn speaks for those candidates whose county or prefecture is read so."""
    host = host_of(url)
    if not host.endswith(".gov.cn") or any(hint.kind == "url" and hint.strength == HOSTED for hint in hints):
        return ()
    labels = set(host.split(".")[:-2])
    codes = {
        division.code
        for candidate in candidates
        for division in gazetteer.chain(candidate.code)
        if division.level in (Level.PREFECTURE, Level.COUNTY)
        and place_slug(division.name).rpartition("-")[0].replace("-", "") in labels
    }
    return (Hint("url", host, tuple(sorted(codes)), OBEYED, against=False),) if codes else ()
