"""Places that bear a character which is traditional elsewhere: 乾 is 干 in 乾燥, but 乾潭镇 is 乾潭镇.

The names are those of the gazetteer that conversion would change (``tests/repairs`` holds the two together).
"""

from __future__ import annotations

KEPT = (
    "乾丰乡", "乾丰镇", "乾佑街道", "乾务镇", "乾县", "乾塘镇", "乾安县", "乾安镇", "乾安鹿场",
    "乾潭镇", "乾西乡", "乾龙乡", "乾龙镇", "南磑镇", "垌塚镇", "奇乾乡", "於潜镇", "河輋农场",
    "洩湖镇", "清濛经济开发区", "濛江乡", "濛江街道", "濛江镇", "濛洲街道", "濛阳街道", "濛阳镇", "瀂港街道",
    "礐石街道", "织篢镇", "藉口镇", "阜濛农场", "鮀江街道", "鮀莲街道", "鮜门镇", "鴜鷺树镇",
)  # fmt: skip
"""濛 is among them although places with 蒙 stand beside: traditional script writes those with 蒙, too."""

CONVERTED = ("尖塚镇", "酇城镇", "酇阳镇")
"""Their simplified names (尖冢镇, 酂城镇, 酂阳镇) are in the gazetteer, too: traditional script writes both alike."""


def with_names(old: str, new: str, simplified: dict[str, str]) -> str:
    """``new``, which is ``old`` in simplified script, with the places' own characters put back where ``old`` has them.

    ``simplified`` leads from what conversion makes of a name to the name.
    """
    for image, name in simplified.items():
        at = new.find(image)
        while at >= 0:
            end = at + len(name)
            stood = old[at:end]
            if all(was == own for was, own, made in zip(stood, name, image, strict=True) if own != made):
                new = new[:at] + name + new[end:]
            at = new.find(image, end)
    return new
