"""Reports drawn from the whole list, province by province: every kind of evidence, and every trap.

Nothing here looks at how the resolver works: what is right follows from the list alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from generator.model.places import Level, PlaceClues
from generator.places.extras import read_table
from generator.places.gazetteer import Gazetteer
from generator.places.names import short_form, split_type
from generator.places.slugs import place_slug

TYPES = ("街道", "苏木", "镇", "乡")
TITLE = "{name}{year}年政府信息公开工作年度报告"


@dataclass(frozen=True)
class Case:
    """``codes`` are the right answers; () where the report does not say enough. ``never`` must not be answered."""

    kind: str
    clues: PlaceClues
    codes: tuple[str, ...]
    decidable: bool = True
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Town:
    """A township in one year, with its superiors; ``prefecture`` is "" where it has none."""

    code: str
    name: str
    year: int
    province: str
    prefecture: str
    county: str

    @property
    def kind(self) -> str:
        return next(t for t in TYPES if self.name.endswith(t))


@dataclass
class Drawing:
    """Draws from a seeded source of chance; provinces take turns, so that all of them come."""

    gazetteer: Gazetteer
    chance: random.Random
    _turn: int = 0
    _rows: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.gazetteer.rows:
            if row.find("\t") == 9 and row[6] < "4":
                self._rows.setdefault(row[:2], []).append(row)

    def town(self, wanted: Callable[[Town], bool] = lambda town: True, ended: bool = False) -> Town:
        """A township that fits, in a year in which the list had it; ``ended``: one whose name is gone."""
        for _ in range(3000):
            province = sorted(self._rows)[self._turn % len(self._rows)]
            code, name, first, last = self.chance.choice(self._rows[province]).split("\t")
            over = int(last) < self.gazetteer.last_edition
            if not name.endswith(TYPES) or len(name) < 3 or (ended and not over):
                continue
            year = self.chance.randint(int(first), int(last))
            chain = {d.level: d.name for d in self.gazetteer.chain(code, year)}
            if Level.COUNTY not in chain or chain.get(Level.TOWNSHIP) != name:
                continue
            town = Town(code, name, year, chain[Level.PROVINCE], chain.get(Level.PREFECTURE, ""), chain[Level.COUNTY])
            if len(town.county) > 2 and town.county not in name and wanted(town):
                self._turn += 1
                return town
            self._turn += self.chance.random() < 0.02  # a province may have none
        raise AssertionError("no such township in the list")

    def same_name(self, town: Town, under: str) -> int:
        """How many townships below ``under`` bear this everyday name about that year."""
        g, everyday = self.gazetteer, short_form(town.name) or town.name
        found = g.of_year((d for d in g.known_as(everyday) if d.code.startswith(under)), town.year)
        found += g.of_year((d for d in g.known_as(town.name) if d.code.startswith(under)), town.year)
        return len({d.code for d in found if d.level is Level.TOWNSHIP})

    def counties(self, name: str) -> int:
        known = self.gazetteer.known_as(name)
        return len({d.code for d in known if d.level is not Level.TOWNSHIP})


def clues(name: str, year: int | None, **more: object) -> PlaceClues:
    """A title that names ``name``."""
    title = TITLE.format(name=name, year=year or 2020)
    return replace(PlaceClues(title=title, organ=name, year=year), **more)  # type: ignore[arg-type]


Maker = Callable[[Drawing], Case]


def _town(kind: str, make: Callable[[Town], PlaceClues], wanted: Callable[[Drawing, Town], bool] | None = None,
          ended: bool = False) -> tuple[str, Maker]:  # fmt: skip
    def maker(d: Drawing) -> Case:
        town = d.town(lambda t: wanted is None or wanted(d, t), ended)
        return Case(kind, make(town), (town.code,))

    return kind, maker


def _once_in_county(d: Drawing, town: Town) -> bool:
    return d.same_name(town, town.code[:6]) == 1


def _once_in_prefecture(d: Drawing, town: Town) -> bool:
    return bool(town.prefecture) and d.same_name(town, town.code[:4]) == 1


def _once_in_province(d: Drawing, town: Town) -> bool:
    return d.same_name(town, town.code[:2]) == 1


def _county_known(d: Drawing, town: Town) -> bool:
    """The county's name stands for one place, or all its places but this one lack such a town."""
    others = {x.code for x in d.gazetteer.known_as(town.county) if x.level is Level.COUNTY}
    return _once_in_county(d, town) and sum(d.same_name(town, code) > 0 for code in others) == 1


def _ethnic(d: Drawing, town: Town) -> bool:
    return short_form(town.name) is not None and _county_known(d, town)


def _street(d: Drawing, town: Town) -> bool:
    return town.name.endswith("街道") and _county_known(d, town)


def _host(d: Drawing, town: Town) -> bool:
    """No other town of this name stands in a county or prefecture that is read alike."""
    label = _label(town.county)
    rivals = [x for x in d.gazetteer.known_as(town.name) if x.code != town.code and x.level is Level.TOWNSHIP]
    above = {_label(y.name) for x in rivals for y in d.gazetteer.chain(x.code) if y.level is not Level.TOWNSHIP}
    return label not in above and _once_in_county(d, town)


def _label(name: str) -> str:
    return place_slug(name).rpartition("-")[0].replace("-", "")


OBEYED = "在{t.county}委、{t.county}人民政府的正确领导下，我{t.kind}认真落实条例。"
CITED = "根据《{t.county}人民政府办公室关于做好政府信息公开工作年度报告编制工作的通知》要求，编制本报告。"
SEEN = "我{t.kind}认真落实条例，主动公开政府信息。"


def _body(text: str) -> Callable[[Town], PlaceClues]:
    return lambda t: clues(f"{t.name}人民政府", t.year, body=text.format(t=t), level=Level.TOWNSHIP)


def _furniture(text: str) -> Callable[[Town], PlaceClues]:
    return lambda t: clues(f"{t.name}人民政府", t.year, body=SEEN.format(t=t), furniture=text.format(t=t),
                           level=Level.TOWNSHIP)  # fmt: skip


def _government(level: Level) -> Maker:
    def maker(d: Drawing) -> Case:
        town = d.town(lambda t: d.counties(t.county) == 1 and bool(t.prefecture))
        name, code = {
            Level.COUNTY: (town.county, town.code[:6]),
            Level.PREFECTURE: (town.prefecture, town.code[:4]),
            Level.PROVINCE: (town.province, town.code[:2]),
        }[level]
        return Case(f"government {level.name.lower()}", clues(f"{name}人民政府", town.year), (code,))

    return maker


def _department(d: Drawing) -> Case:
    town = d.town(lambda t: d.counties(t.county) == 1)
    office = d.chance.choice(("财政局", "教育局", "水利局", "民政局", "司法局", "统计局", "审计局"))
    return Case("department", clues(f"{town.prefecture}{town.county}{office}", town.year), (town.code[:6],))


def _former_county(d: Drawing) -> Case:
    records = [r for rows in (d.gazetteer.history(c) for c in _ended(d)) for r in rows if r.status == "弃用"]
    while True:
        r = d.chance.choice(records)
        if r.since <= 2008 and r.until and r.until > 2010 and r.level == "县级" and d.counties(r.name) <= 1:
            year = d.chance.randint(2009, r.until - 1)
            above = r.prefecture if r.prefecture.endswith(("市", "州", "盟", "地区")) else ""
            heirs = sorted(d.gazetteer.heirs(r.code))
            codes = (*heirs, *(x.code for x in d.gazetteer.known_as(r.name) if x.code.startswith(tuple(heirs))))
            return Case("former county", clues(f"{r.province}{above}{r.name}人民政府", year), codes)


def _ended(d: Drawing) -> list[str]:
    return sorted({row[:6] for row in d.gazetteer.history_rows if "\t弃用\t" in row})


def _zone(d: Drawing) -> Case:
    zone = d.chance.choice(read_table("zones"))
    name = d.chance.choice([zone["name"], *zone.get("aliases", ())])
    return Case("zone", clues(f"{name}管理委员会", 2020), (str(zone["administered_by"]),))


def _corrected(d: Drawing) -> Case:
    town = d.town()
    other = d.town()
    said = clues(f"{other.county}{other.name}人民政府", town.year, corrected_code=town.code)
    return Case("corrected", said, (town.code,))


def _alone(d: Drawing) -> Case:
    town = d.town(lambda t: d.same_name(t, "") > 1)
    said = clues(f"{town.name}人民政府", town.year, body=SEEN.format(t=town), level=Level.TOWNSHIP)
    return Case("town alone", said, (), decidable=False)  # never certain


def _contradiction(d: Drawing) -> Case:
    """The county of one, the town of another: the county is known, the town is not."""
    town = d.town(lambda t: d.counties(t.county) == 1)
    stem = split_type(town.name)[0]
    own = {split_type(x.name)[0] for x in d.gazetteer.below(town.code[:6])}
    heirs = d.gazetteer.heirs(town.code[:6])
    other = d.town(lambda t: t.code[:6] not in heirs and not any(
        s.startswith(split_type(t.name)[0]) or split_type(t.name)[0].startswith(s) for s in own
    ) and split_type(t.name)[0] != stem)  # fmt: skip
    said = clues(f"{town.county}{other.name}人民政府", town.year)
    return Case("county contradicts town", said, (town.code[:6],), decidable=False, never=(other.code,))


def _mention(d: Drawing) -> Case:
    town, other = d.town(lambda t: _county_known(d, t)), d.town()
    body = f"{SEEN.format(t=town)}赴{other.county}{other.name}学习考察，借鉴{other.county}{other.name}的做法。"
    said = clues(f"{town.county}{town.name}人民政府", town.year, body=body, level=Level.TOWNSHIP)
    return Case("others mentioned", said, (town.code,), never=(other.code,))


def _higher(d: Drawing) -> Case:
    town = d.town(lambda t: d.counties(t.county) == 1 and bool(t.prefecture))
    notice = f"《{town.province}人民政府办公厅关于做好年度报告工作的通知》"
    body = f"根据{notice}和{town.prefecture}人民政府要求，编制本报告。"
    return Case("higher government cited", clues(f"{town.county}人民政府", town.year, body=body), (town.code[:6],))


def _no_town(d: Drawing) -> Case:
    town = d.town(lambda t: d.counties(t.county) == 1)
    said = clues(f"{town.county}人民政府", town.year, body=SEEN.format(t=town), level=Level.TOWNSHIP)
    return Case("county, but 我镇", said, (town.code[:6],), decidable=False)


def _slip(d: Drawing) -> Case:
    """One character misread: offered, not taken."""
    town = d.town(lambda t: _county_known(d, t) and len(split_type(t.name)[0]) >= 2)
    at = d.chance.randrange(len(split_type(town.name)[0]))
    name = town.name[:at] + d.chance.choice("囗曰巳兀氺夂") + town.name[at + 1 :]
    said = clues(f"{town.county}{name}人民政府", town.year)
    return Case("misread", said, (town.code, town.code[:6]), decidable=False)


def _foreign_site(d: Drawing) -> Case:
    """Reprinted on another county's site: what the report prints of itself counts, or nothing."""
    town, other = d.town(lambda t: _county_known(d, t)), d.town()
    said = clues(f"{town.county}{town.name}人民政府", town.year, furniture=f"网站标识码：{other.code[:6]}0001")
    return Case("another's site", said, (town.code,), decidable=False, never=(other.code, other.code[:6]))


def _old_name_later(d: Drawing) -> Case:
    """A name that was over by the report's year."""
    town = d.town(lambda t: _county_known(d, t), ended=True)
    said = clues(f"{town.county}{town.name}人民政府", d.gazetteer.last_edition)
    heirs = sorted(d.gazetteer.heirs(town.code[:6]))
    same = [x.code for code in heirs for x in d.gazetteer.below(code) if x.name == town.name]
    return Case("old name, later year", said, (*same, *heirs), decidable=False)


MAKERS: tuple[tuple[str, Maker], ...] = (
    _town("county in title", lambda t: clues(f"{t.county}{t.name}人民政府", t.year), _county_known),
    _town("whole chain in title", lambda t: clues(f"{t.province}{t.prefecture}{t.county}{t.name}", t.year),
          _once_in_county),
    _town("prefecture in title", lambda t: clues(f"{t.prefecture}{t.name}人民政府", t.year), _once_in_prefecture),
    _town("province in title", lambda t: clues(f"{t.province}{t.name}人民政府", t.year), _once_in_province),
    _town("county in signature", lambda t: clues(f"{t.name}人民政府", t.year, signature=f"{t.county}{t.name}人民政府"),
          _county_known),
    _town("no year", lambda t: replace(clues(f"{t.county}{t.name}", 2020), year=None, title=f"{t.county}{t.name}报告"),
          lambda d, t: _county_known(d, t) and t.year == d.gazetteer.last_edition),
    _town("blanks in title", lambda t: clues(" ".join(f"{t.county}{t.name}人民政府"), t.year), _county_known),
    _town("street office", lambda t: clues(f"{t.county}{t.name}办事处", t.year), _street),
    _town("ethnic short form", lambda t: clues(f"{t.county}{short_form(t.name)}人民政府", t.year), _ethnic),
    _town("site number", _furniture("网站标识码：{t.code:.6}0007"), _once_in_county),
    _town("police number", _furniture("京公网安备 {t.code:.6}02000123号"), _once_in_county),
    _town("owner of site", _furniture("主办：{t.county}人民政府"), _county_known),
    _town("host", lambda t: clues(f"{t.name}人民政府", t.year, source_url=f"http://www.{_label(t.county)}.gov.cn/a/1.html"),
          _host),
    _town("superior obeyed", _body(OBEYED), _county_known),
    _town("superior cited", _body(CITED), _county_known),
    _town("before the renaming", lambda t: clues(f"{t.county}{t.name}人民政府", t.year), _county_known, ended=True),
    ("government county", _government(Level.COUNTY)),
    ("government prefecture", _government(Level.PREFECTURE)),
    ("government province", _government(Level.PROVINCE)),
    ("department", _department),
    ("former county", _former_county),
    ("zone", _zone),
    ("corrected", _corrected),
    ("others mentioned", _mention),
    ("higher government cited", _higher),
    ("town alone", _alone),
    ("county contradicts town", _contradiction),
    ("county, but 我镇", _no_town),
    ("misread", _slip),
    ("another's site", _foreign_site),
    ("old name, later year", _old_name_later),
)  # fmt: skip
"""(kind, how one is made)."""


def draw(gazetteer: Gazetteer, each: int, seed: int) -> Iterator[Case]:
    """``each`` cases of every kind."""
    drawing = Drawing(gazetteer, random.Random(seed))
    for _, maker in MAKERS:
        for _ in range(each):
            yield maker(drawing)
