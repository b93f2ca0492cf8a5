"""How the names of Chinese places are made: type suffixes, short forms, names that are none."""

from __future__ import annotations

import re
from functools import lru_cache

PSEUDO_NAMES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Fillers of the code scheme: the list prints them where a municipality or a county that answers
directly to its province has no prefecture. They are never shown as names."""

TYPES = (
    ("街道办事处", "jiedao"),
    ("地区办事处", "diqu"),
    ("自治县", "zizhixian"),
    ("自治州", "zizhizhou"),
    ("自治旗", "zizhiqi"),
    ("自治区", "zizhiqu"),
    ("办事处", "banshichu"),
    ("街道", "jiedao"),
    ("地区", "diqu"),
    ("林区", "linqu"),
    ("苏木", "sumu"),
    ("农场", "nongchang"),
    ("林场", "linchang"),
    ("牧场", "muchang"),
    ("镇", "zhen"),
    ("乡", "xiang"),
    ("区", "qu"),
    ("县", "xian"),
    ("市", "shi"),
    ("州", "zhou"),
    ("盟", "meng"),
    ("旗", "qi"),
    ("省", "sheng"),
)
"""(type suffix, its pinyin), longest first."""

_WITH_ZU = (
    "蒙古|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|"
    "鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|回|各"
)
_ALONE = "|".join(nation for nation in _WITH_ZU.split("|") if len(nation) > 1)
_ETHNIC = re.compile(
    rf"(?P<stem>.{{2,}}?)(?:(?:(?:{_WITH_ZU})族(?:少数)?)+|(?:{_ALONE})+)(?:民族)?(?:自治)?(?P<type>乡|镇|苏木|县|州|旗)"
)


def is_pseudo(name: str) -> bool:
    return name in PSEUDO_NAMES


def short_form(name: str) -> str | None:
    """The everyday name of an ethnic division: 杨梅彝族苗族回族乡 → 杨梅乡, 恩施土家族苗族自治州 → 恩施州.

    None where the name has no ethnic part, or nothing before it (东乡族自治县).
    """
    if "族" not in name and "自治" not in name:
        return None
    found = _ETHNIC.fullmatch(name)
    return found["stem"] + found["type"] if found else None


@lru_cache(maxsize=65536)
def split_type(name: str) -> tuple[str, str]:
    """(stem, type suffix): 下关镇 → (下关, 镇). The suffix is "" where none of the known ones is there."""
    for suffix, _ in TYPES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)], suffix
    return name, ""


@lru_cache(maxsize=65536)
def stem(name: str) -> str:
    """The name without type and ethnic part: 宽甸满族自治县 → 宽甸, 广西壮族自治区 → 广西.

    Never to be scanned for (人民, 第二 and 更新 are towns); good for comparing with a suspected place.
    """
    short = _ETHNIC.fullmatch(name.replace("自治区", "自治州"))
    return short["stem"] if short else split_type(name)[0]
