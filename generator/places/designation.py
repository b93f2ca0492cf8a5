"""Who says it is writing: the author's place as a title, an organ's name or a signature prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.model.places import Division, Level
from generator.places.gazetteer import Gazetteer
from generator.places.names import stem
from generator.places.scanner import TITLE_GAP, Chain, scan, within

FRONT = ("title", "organ", "signature")
"""Sources that name the author on purpose. ``body`` is the other one: there the author is inferred."""

_ENDS_ORGAN = r"(?=人民政府|政府|党委|党工委|办事处|机关|\d|年|政务|信息公开|\s|关于|$)"
_UNKNOWN_TOWN = re.compile(
    rf"(?:\s|人民政府|\d{{4}}年度?)*(?P<town>(?:(?!各|年度)[\u4e00-\u9fff]){{1,12}}?(?:镇|(?<!城)乡|街道|苏木)){_ENDS_ORGAN}"
)
_LEAD = re.compile(r"(?:\s|关于|中共|\d{4}年度?)*")
_NOT_A_TOWN = re.compile(r"(?:^|.*[县区市旗])(?:乡镇|村镇|城镇|城乡|街道|镇街道|乡镇街道|农村乡镇|镇|乡)$")
_CLEAN_REST = re.compile(r"(?:^|[^\u4e00-\u9fff]|年度?|关于|中共|中国共产党)$")
_ZONE_END = re.compile(
    r"(?:高新|经开|开发|园|示范|管理|度假|试验|实验|合作|保税|新|风景|产业|林|垦)区"
    r"(?:人民政府|管委会|管理委员会)?$"
)
_UNKNOWN_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,12}?[区县旗](?![域级直])")
_OTHER_GOVERNMENT = re.compile(r"(?P<name>(?!人民政府)[\u4e00-\u9fff]{1,10}?[县市区旗])(?:人民)?政府")
"""A government of county level behind the name of another: the author is it, and nothing that stands before."""
_DEPARTMENT = re.compile(r"(?!人民政府|政府|\d|\s|年|办公室)[\u4e00-\u9fff]{2,}")
_NOT_A_DEPARTMENT = re.compile(r"(?:政务|政府|信息|公开|工作|年度|报告|人民|本级|全)")


@dataclass(frozen=True, slots=True)
class Designation:
    """What one source says of the author's place.

    ``divisions`` are the meanings of the name in all editions, ``superiors`` those of the names before
    it. ``unknown`` is a township's name that is printed but not in the list (or not in that county); then
    ``divisions`` are its superiors. ``department`` tells that an office below that government writes.
    ``guarded`` marks names behind a superior that nobody knows (a zone's): good enough for medium.
    ``votes``, ``rival`` and ``contested`` belong to names inferred from the body: their weight, whether
    another name weighs as much, whether another township acts.
    """

    source: str
    name: str
    divisions: tuple[Division, ...]
    superiors: tuple[Division, ...] = ()
    unknown: str = ""
    department: bool = False
    guarded: bool = False
    votes: int = 0
    rival: bool = False
    contested: bool = False

    @property
    def level(self) -> Level | None:
        if self.unknown:
            return Level.TOWNSHIP
        return max((division.level for division in self.divisions), default=None)

    @property
    def front(self) -> bool:
        return self.source in FRONT


def designate(source: str, text: str, gazetteer: Gazetteer) -> Designation | None:
    """The place that the author's line names, or None. Reads the first chain that nothing runs into."""
    line = text.strip()
    chains = scan(line, gazetteer, TITLE_GAP)
    for chain in chains:
        if chain.clean:
            return _from_chain(source, chain, chain.divisions, _named_before(chain))
        verified = tuple(d for d in chain.divisions if _superiors_stand_before(chain, d, gazetteer))
        if verified:
            above = tuple(gazetteer.chain(d.code)[-2] for d in verified if len(gazetteer.chain(d.code)) > 1)
            return _from_chain(source, chain, verified, above)
        if chain.level is Level.TOWNSHIP and _ZONE_END.search(chain.before):
            return Designation(source, chain.last.name, chain.divisions, _named_before(chain), guarded=True)
    return _unknown_town(source, line, _LEAD.match(line), ())


def _from_chain(
    source: str, chain: Chain, divisions: tuple[Division, ...], superiors: tuple[Division, ...]
) -> Designation | None:
    if chain.stranger is not None:
        return Designation(source, chain.last.name, divisions, superiors, unknown=chain.stranger.name)
    if chain.level is not Level.TOWNSHIP:
        rest = _UNKNOWN_TOWN.match(chain.text, chain.end)
        if rest and not _NOT_A_TOWN.match(rest["town"]):
            return Designation(source, chain.last.name, divisions, superiors, unknown=rest["town"])
    other = _OTHER_GOVERNMENT.match(chain.after)
    if other and chain.level is Level.COUNTY:
        return None
    if other and chain.level is Level.PREFECTURE:
        return Designation(source, chain.last.name, divisions, superiors, unknown=other["name"])
    department = bool(_DEPARTMENT.match(chain.after)) and not _NOT_A_DEPARTMENT.match(chain.after)
    guarded = chain.level < Level.COUNTY and bool(_UNKNOWN_DISTRICT.match(chain.after))
    return Designation(source, chain.last.name, divisions, superiors, department=department, guarded=guarded)


def _unknown_town(
    source: str, line: str, lead: re.Match[str] | None, superiors: tuple[Division, ...]
) -> Designation | None:
    found = _UNKNOWN_TOWN.match(line, lead.end() if lead else 0)
    if not found or _NOT_A_TOWN.match(found["town"]):
        return None
    return Designation(source, found["town"], superiors, unknown=found["town"])


def _named_before(chain: Chain) -> tuple[Division, ...]:
    """The superiors printed in the chain, those only that hold one of its divisions."""
    return tuple(
        division
        for mention in chain.mentions[:-1]
        for division in mention.divisions
        if within(chain.divisions, (division,))
    )


def _superiors_stand_before(chain: Chain, division: Division, gazetteer: Gazetteer) -> bool:
    """Do the characters before the chain spell the superiors, be it without suffix (四川成都·金牛区)?"""
    rest = chain.before
    above = gazetteer.chain(division.code)[: -len(chain.mentions)]
    for superior in reversed(above):
        for name in (superior.name, stem(superior.name)):
            if rest.endswith(name):
                rest = rest[: -len(name)]
                break
    return rest != chain.before and bool(_CLEAN_REST.search(rest))


_ACTS = re.compile(r"(?:人民政府|政府|党委|党工委|办事处|街道办|机关|党政|政务|信息公开|镇党委|便民服务)")
_ELSEWHERE_BEFORE = re.compile(
    r"(?:赴|前往|考察|学习|参观|借鉴|毗邻|邻近|对标|对口|帮扶|来自|与|原)[^，。；、\s]{0,3}$"
)
_ELSEWHERE_AFTER = re.compile(r"[^，。；\n]{0,10}?(?:考察|取经|来访|来我|等地|等兄弟|先进经验|的经验)")

_SELF = re.compile(r"[我本](镇|乡|街道|苏木)|[我本](?=办(?!公))")


def elsewhere(chain: Chain) -> bool:
    """The sentence speaks of another place: 赴某县考察学习."""
    return bool(_ELSEWHERE_BEFORE.search(chain.before) or _ELSEWHERE_AFTER.match(chain.after))


def acts(chain: Chain) -> bool:
    """The name is that of a government in office: 某县委, 某镇人民政府."""
    return bool(_ACTS.match(chain.after))


def infer_from_body(body: str, chains: Sequence[Chain], gazetteer: Gazetteer) -> Designation | None:
    """The township that the narrative itself treats as its own.

    《某镇…制度》 and 某镇人民政府 count double; one clean occurrence is needed, since names nest.
    """
    votes = _votes(chains, gazetteer)
    ranked = sorted((name for name, vote in votes.items() if vote.clean), key=lambda name: -votes[name].weight)
    if not ranked or votes[ranked[0]].weight < 2:
        return None
    best = ranked[0]
    own = votes.pop(best)
    rival = any(vote.weight * 2 >= own.weight for vote in votes.values())
    contested = any(vote.acting for vote in votes.values())
    divisions = _common(chain.divisions for chain in own.chains)
    if not divisions or not _speaks_of_itself_as(best, body):
        return None
    above = _superiors(own.chains, divisions)
    return Designation("body", best, divisions, above, votes=own.weight, rival=rival, contested=contested)


def _superiors(chains: Iterable[Chain], divisions: Sequence[Division]) -> tuple[Division, ...]:
    """The superiors printed in the chains, those only that hold one of ``divisions``."""
    return tuple(d for chain in chains for d in _named_before(chain) if within(divisions, (d,)))


@dataclass(slots=True)
class _Votes:
    """What the body says for one township's name: ``acting`` as a government, ``clean`` as a whole name once."""

    chains: list[Chain] = field(default_factory=list)
    weight: int = 0
    acting: bool = False
    clean: bool = False


def _votes(chains: Sequence[Chain], gazetteer: Gazetteer) -> dict[str, _Votes]:
    """The votes by name, in the order in which the names come up."""
    votes: dict[str, _Votes] = {}
    for chain in chains:
        name = chain.last.name
        if chain.level is not Level.TOWNSHIP or elsewhere(chain) or name in gazetteer.extras.common:
            continue
        strong = chain.before.endswith("《") or acts(chain)
        vote = votes.setdefault(name, _Votes())
        vote.chains.append(chain)
        vote.weight += 2 if strong else 1
        vote.acting = vote.acting or strong
        vote.clean = vote.clean or chain.clean or len(chain.mentions) > 1
    return votes


def _common(sets: Iterable[tuple[Division, ...]]) -> tuple[Division, ...]:
    """What all sets share; () where the sets exclude one another."""
    found: tuple[Division, ...] | None = None
    for divisions in sets:
        found = divisions if found is None else tuple(d for d in found if d in divisions)
    return found or ()


def _speaks_of_itself_as(name: str, body: str) -> bool:
    """我镇 in the body of 某乡 means that the name is not the author's."""
    kinds = {found[1] or "街道" for found in _SELF.finditer(body)}
    return not kinds or any(name.endswith(kind) for kind in kinds) or name.endswith("办事处")
