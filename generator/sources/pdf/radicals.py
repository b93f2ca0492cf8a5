"""Radicals back to the characters they look like: fonts cut down for a PDF often name 一 by its radical ⼀."""

from __future__ import annotations

import unicodedata

KANGXI = range(0x2F00, 0x2FD6)
SUPPLEMENT = (
    "⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺓幺⺗心⺙攵⺛旡⺝月⺟母⺠民⺬示⺯糸⺷羊⺸羊⺻聿⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻌辶⻓长⻔门⻘青"
    "⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻫齐⻬齐⻮齿⻰龙⻳龟"
)
"""Pairs: a radical for which Unicode itself names no equal, and the character."""

CHARACTERS: dict[int, str] = {code: unicodedata.normalize("NFKC", chr(code)) for code in KANGXI}
CHARACTERS.update(zip(map(ord, SUPPLEMENT[::2]), SUPPLEMENT[1::2], strict=True))


def without_radicals(text: str) -> str:
    """``⼈⺠`` → ``人民``. One for one: nothing moves."""
    return text.translate(CHARACTERS)
