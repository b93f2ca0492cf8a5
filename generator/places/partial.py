"""Places of which not everything is known: no author, no such township, several that fit, a code by hand."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.places import Confidence, Division, Evidence, Level, Place, PlaceClues
from generator.places.designation import Designation
from generator.places.gazetteer import Gazetteer
from generator.places.hints import HOSTED, OBEYED, Hint
from generator.places.place_building import codes_of, place_at, without_echo
from generator.places.slugs import township_slug
from generator.places.weighing import Weighed, best_places


def without_author(clues: PlaceClues, hints: Sequence[Hint], gazetteer: Gazetteer) -> Place:
    """No name of its own: the folder it was filed in, else the owner of the site."""
    filed = filed_in(clues, hints, gazetteer)
    if filed is not None:
        return filed
    strong = [hint for hint in hints if hint.strength >= HOSTED] or hints
    return superior_only(None, (), clues, strong, gazetteer)


def filed_in(clues: PlaceClues, hints: Sequence[Hint], gazetteer: Gazetteer) -> Place | None:
    """``620123/xiaguan-zhen/2019.txt``: whoever filed it so knew the place; the text does not contradict."""
    folder = next((hint for hint in hints if hint.kind == "path"), None)
    if folder is None or any(hint.against and not hint.depth(folder.codes[0]) for hint in hints):
        return None
    division = _division_of_folder(folder.codes[0], clues, gazetteer)
    if division is None:
        return None
    sure = division.level is Level.TOWNSHIP or clues.level is division.level
    confidence = Confidence.MEDIUM if sure else Confidence.LOW
    return place_at(division, clues.year, gazetteer, confidence, (Evidence("path", clues.path, division.code),))


def _division_of_folder(code: str, clues: PlaceClues, gazetteer: Gazetteer) -> Division | None:
    """The township whose readable id names the folder below that of its county; else the division of ``code``."""
    after = clues.path.split(f"{code}/", 1)[-1].split("/")[0]
    if len(code) == 6 and after:
        towns = gazetteer.of_year(gazetteer.below(code), clues.year)
        found = next((town for town in towns if township_slug(town, gazetteer) == after), None)
        if found is not None:
            return found
    return gazetteer.get(code, clues.year)


def superior_only(
    main: Designation | None,
    superiors: Sequence[Division],
    clues: PlaceClues,
    hints: Sequence[Hint],
    gazetteer: Gazetteer,
) -> Place:
    """The township is not known, or nothing but hints is: the lowest superior that they agree on."""
    superiors = _without_townships(superiors, clues, gazetteer)
    places = best_places(_pool(superiors, clues, hints, gazetteer), hints, clues.year, gazetteer)
    others = codes_of(main.divisions) if main is not None and not superiors and not main.unknown else ()
    evidence = tuple(hint.evidence() for hint in hints)
    if main is not None:
        evidence = (Evidence(main.source, main.unknown or main.name, ""), *evidence)
    if not places:
        return Place(evidence=evidence, alternatives=others)
    lowest = max(places, key=lambda w: len(w.division.code))
    if any(not lowest.division.code.startswith(w.division.code) for w in places):
        return Place(evidence=evidence, alternatives=tuple(sorted({*others, *codes_of(w.division for w in places)})))
    confidence = Confidence.MEDIUM if _is_sure(main, bool(superiors), lowest, clues) else Confidence.LOW
    return place_at(lowest.division, clues.year, gazetteer, confidence, evidence, others)


def _without_townships(superiors: Sequence[Division], clues: PlaceClues, gazetteer: Gazetteer) -> Sequence[Division]:
    """The superiors; where all of them are townships, their counties."""
    if any(division.level is not Level.TOWNSHIP for division in superiors):
        return superiors
    return [d for d in (gazetteer.get(code[:6], clues.year) for code in codes_of(superiors)) if d]


def _pool(
    superiors: Sequence[Division], clues: PlaceClues, hints: Sequence[Hint], gazetteer: Gazetteer
) -> Sequence[Division]:
    """The superiors to choose from: those printed, else those that hints speak for."""
    pool = without_echo(superiors, gazetteer)
    if not pool:
        codes = sorted({code[:6] for hint in hints if hint.strength >= OBEYED for code in hint.codes})
        pool = tuple(d for d in (gazetteer.get(code, clues.year) for code in codes) if d)
    return gazetteer.of_year(pool, clues.year) or pool


def _is_sure(main: Designation | None, printed: bool, lowest: Weighed, clues: PlaceClues) -> bool:
    """True if ``lowest`` is the author's county or superior county beyond doubt. ``printed``: beside its name."""
    if lowest.division.level < Level.COUNTY:
        return False
    if main is None:
        return clues.level is Level.COUNTY and lowest.support >= HOSTED
    supported = (printed and main.front) or lowest.support >= OBEYED
    return not main.rival and supported and lowest.conflict <= lowest.support


def ambiguous(
    main: Designation,
    places: Sequence[Weighed],
    clues: PlaceClues,
    hints: Sequence[Hint],
    gazetteer: Gazetteer,
) -> Place:
    """Several meanings fit equally well: what they have in common, if anything, and the list of them."""
    codes = codes_of(w.division for w in places)
    shared = next((n for n in (6, 4, 2) if len({code[:n] for code in codes}) == 1), 0)
    evidence = (Evidence(main.source, main.name, ""), *(hint.evidence() for hint in hints))
    division = gazetteer.get(codes[0][:shared], clues.year) if shared else None
    if division is None or not gazetteer.chain(division.code):
        return Place(evidence=evidence, alternatives=codes)
    return place_at(division, clues.year, gazetteer, Confidence.LOW, evidence, codes)


def corrected(clues: PlaceClues, gazetteer: Gazetteer) -> Place:
    """A code set by hand. One that the list lacks keeps what is known of its superiors."""
    code = clues.corrected_code
    evidence = (Evidence("correction", code, code),)
    division = gazetteer.get(code, clues.year)
    if division is not None:
        return place_at(division, clues.year, gazetteer, Confidence.HIGH, evidence)
    above = next((d for n in (6, 4, 2) if n < len(code) and (d := gazetteer.get(code[:n], clues.year))), None)
    return place_at(above, clues.year, gazetteer, Confidence.LOW, evidence) if above else Place(evidence=evidence)
