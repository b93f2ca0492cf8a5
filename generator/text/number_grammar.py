"""How numbers are printed: parts of patterns, for half-width text (``folding.half_width``) where nothing else is said.

Patterns take the digits of every script: whoever reads a value refuses those that are not ASCII, but sees that digits
stand there. Numbers that a program stores (in CSS, in the XML of spreadsheets) have grammars of their own with their
readers; so have counts in running text (``reading/figures/counted.py``), whose units are more.
"""

from __future__ import annotations

import re

DIGIT = re.compile(r"\d")

WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
"""A whole number, its thousands apart everywhere or nowhere."""
DECIMALS = r"\.\d+"
UNSIGNED = rf"{WHOLE}(?:{DECIMALS})?"
"""One well written number: its value is beyond doubt where its digits are ASCII."""

UNITS = ("万元", "亿元", "元", "件", "条", "项", "个", "次", "起", "宗", "篇", "份")
"""What may stand behind the number in a cell."""
UNIT = "|".join(UNITS)
UNIT_CHARACTERS = frozenset("".join(UNITS))

NUMBER_LIKE = r"\d[\d.,]*"
"""Looks like a number, well written or not (1,23.4.5): enough to tell a cell of values from words, never to read it."""
NUMBER_PIECE = r"[-+－＋]?[\d.,]+"
"""A number, or what the end of a line left of one (``.5``, ``,234``). Signs of any width."""
RISE_AND_FALL = r"[+\-−]?\d+\s*/\s*[+\-−]?\d+"
"""A change printed as two numbers: +2/-1."""
