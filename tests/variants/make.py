"""Other reports in the dress of the five: names, years, digits and the kind of blanks altered by a seed.

Works on the raw text alone and knows nothing of the reader; the truth is altered along with the text.
"""

from __future__ import annotations

import json
import random
import re
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from opencc import OpenCC
from pypinyin import Style, pinyin

Gold = dict[str, Any]

TO_TRADITIONAL = OpenCC("s2t").convert
TO_SIMPLIFIED = OpenCC("t2s").convert


@dataclass(frozen=True)
class Town:
    """A real township with its chain, as the gazetteer has it."""

    code: str
    province: str
    prefecture: str
    county: str
    town: str


@dataclass(frozen=True)
class Dress:
    """What of one of the five is a name: (old, kind) pairs, longest first; kind is a field of Town or a stem of one."""

    names: tuple[tuple[str, str], ...]
    traditional: bool = False


DRESSES = {
    "000": Dress((
        ("桓仁满族自治县", "county"), ("桓仁县", "county"), ("古城镇", "town"),
        ("桓仁", "county_stem"), ("古城", "town_stem"),
    )),
    "001": Dress((("下马关镇", "town"), ("同心县", "county"), ("下马关", "town_stem")), traditional=True),
    "002": Dress((("乡宁县", "county"), ("双鹤乡", "town"))),
    "003": Dress((("华龙区", "county"), ("岳村镇", "town"))),
    "004": Dress((("忻州市", "prefecture"), ("峨口镇", "town"), ("忻政办", "office"))),
}  # fmt: skip

UNITS = "项条件次篇起"


def vary(name: str, text: str, gold: Gold, town: Town, seed: int) -> tuple[str, Gold]:
    """One of the five (``000`` … ``004``) as a report of ``town`` in another year with other figures."""
    chance = random.Random(f"{name} {seed}")
    gold = deepcopy(gold)
    text = _figures(text, gold, chance)
    text = _narrative(text, gold, chance)
    if name == "002":
        text = _blanks(text, chance)
    text = _year(text, gold, chance)
    text = _names(name, text, gold, town)
    return text, gold


def _figures(text: str, gold: Gold, chance: random.Random) -> str:
    """Every printed cell of the tables gets a number of its own."""
    if gold["disclosure"] is None:
        return text
    wanted = [
        (row, column)
        for table in ("disclosure", "requests", "disputes")
        for row in gold[table].values()
        for column, value in row.items()
        if value is not None and not column.startswith("amount_")
    ]
    surplus = gold["disputes_surplus_cells"]
    cells = list(re.finditer(r"(?<=[\t|\]])([ \xa0]?)(\d+(?:\.\d+)?)(?=[ \xa0]?(?:万元)?[ \xa0]?(?:[\t|\n]|$))", text))
    cells += list(re.finditer(r"(?m)^( ?)(\d+)(?= \||\t)", text))
    cells.sort(key=lambda match: match.start())
    assert len(cells) == len(wanted) + len(surplus), (len(cells), len(wanted))
    out, at = [], 0
    for i, match in enumerate(cells):
        number = str(chance.choice((0, 0, 1, 2, 3, 7, 12, 40, 118, 1305)))
        if "." in match[2]:
            number = f"{chance.randrange(1, 900)}.{chance.randrange(1, 9)}"
        value = json.loads(number)
        out += (text[at : match.start(2)], number)
        at = match.end(2)
        if i < len(wanted):
            row, column = wanted[i]
            row[column] = value
            if column == "amount":
                row["amount_raw"] = row["amount_raw"].replace(match[2], number, 1)
                yuan = Decimal(number) * 10_000
                row["amount_yuan"] = None if row["amount_unit"] is None else json.loads(f"{yuan.normalize():f}")
        else:
            surplus[i - len(wanted)] = value
    return "".join([*out, text[at:]])


def _narrative(text: str, gold: Gold, chance: random.Random) -> str:
    """Every stated figure in digits gets a number of its own."""
    figures = [f for f in gold["figures"] if f["kind"] == "fact"]
    found = list(re.finditer(rf"(?<![\d.])(\d+(?:\.\d+)?)(?=\s?(?:[{UNITS}]|%|萬次))(?![^\n]*[|\t])", text))
    assert len(found) == len(figures), (len(found), len(figures))
    out, at = [], 0
    for match, figure in zip(found, figures, strict=True):
        digits = (
            f"{chance.randrange(0, 99)}.{chance.randrange(1, 9)}"
            if "." in match[1]
            else str(chance.choice((0, 3, 17, 126, 510, 3999, 11398)))
        )
        factor = 10_000 if text[match.end() : match.end() + 1] == "萬" else 1
        figure["number"] = json.loads(f"{(Decimal(digits) * factor).normalize():f}")
        out += (text[at : match.start()], digits)
        at = match.end()
    return "".join([*out, text[at:]])


def _blanks(text: str, chance: random.Random) -> str:
    """Blank cells bear other blanks: none, a plain one, a no-break one, an ideographic one."""
    return re.sub(r"(?m)^\t[ \xa0]*$", lambda _: "\t" + chance.choice(("", " ", "\xa0", "\u3000")), text)


def _year(text: str, gold: Gold, chance: random.Random) -> str:
    old = gold["year"]
    new = chance.choice([y for y in range(2019, 2025) if y != old])
    text = text.replace(str(old + 1), "NEXT").replace(str(old), str(new)).replace("NEXT", str(new + 1))
    shift = {str(old): str(new), str(old + 1): str(new + 1)}
    for key in ("title", "signed"):
        if gold[key]:
            gold[key] = re.sub(r"\d{4}", lambda m: shift.get(m[0], m[0]), gold[key])
    if gold["period"]:
        gold["period"] = {k: v.replace(str(old), str(new)) for k, v in gold["period"].items()}
    gold["year"] = new
    return text


def _names(name: str, text: str, gold: Gold, town: Town) -> str:
    dress = DRESSES[name]
    for old, kind in dress.names:
        new = _name(kind, town)
        text = _with_notes(old, new).sub_in(text) if dress.traditional else text.replace(old, new)
        for holder, key in ((gold, "title"), (gold["organ"], "name")):
            if holder[key]:
                holder[key] = holder[key].replace(old, new)
    if name == "001":
        text = text.replace("640324", town.code[:6]).replace("寧ICP", "ICP").replace("寧公網", "公網")
        text = text.replace("0953", "0000")
    gold["region"] = {
        "province": town.province, "prefecture": town.prefecture, "county": town.county,
        "township": town.town, "code": town.code,
    }  # fmt: skip
    return text


def _name(kind: str, town: Town) -> str:
    if kind == "office":
        return town.prefecture[0] + "政办"
    if kind.endswith("_stem"):
        full: str = getattr(town, kind.removesuffix("_stem"))
        return re.sub(r"(?:县|区|市|镇|乡)$", "", full)
    found: str = getattr(town, kind)
    return found


@dataclass(frozen=True)
class _with_notes:
    """Replaces a name in traditional script, whatever pinyin notes stand in it; the new one gets notes, too."""

    old: str
    new: str

    def sub_in(self, text: str) -> str:
        note = r"(?:\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\))?"
        old = note.join(re.escape(c) for c in TO_TRADITIONAL(self.old)) + note
        return re.sub(old, self._noted(), text)

    def _noted(self) -> str:
        done = []
        for simple, character in zip(self.new, TO_TRADITIONAL(self.new), strict=True):
            done.append(character)
            if simple != character:
                done.append(f"({pinyin(simple, style=Style.TONE)[0][0]})")
        return "".join(done)
