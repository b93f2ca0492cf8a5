"""Old pages: without a document type of today browsers take colours without their ``#``."""

from __future__ import annotations

import re

DOCTYPE = re.compile(r"\s*(?:\ufeff|<\?[^>]*>|<!--.*?-->|\s)*<!doctype\s+([^>]*)>", re.I | re.S)
OLD = re.compile(
    r"//(?:dtd|w3c//dtd) (?:html (?:[23]\b|4\.0 |i18n)|html 4\.01 (?:frameset|transitional)//(?![^>]*http))|"
    r"(?:softquad|ietf|netscape|microsoft|sun micro|webtechs|advasoft|as//|spyglass|metrius|o'reilly|sq//)",
    re.I,
)
HASHLESS = re.compile(r"((?<![\w-])(?:[a-z-]*-)?color\s*:\s*)([0-9a-f]{1,6})(?=\s*(?:[;}!]|$))", re.I)


def is_quirky(markup: str) -> bool:
    """Whether browsers show ``markup`` by the rules of old; in doubt they do."""
    match = DOCTYPE.match(markup[:4000])
    return match is None or not match[1].lower().startswith("html") or OLD.search(match[1]) is not None


def hashed(css: str) -> str:
    """``css`` with the colours that an old page writes without ``#`` written as today's."""
    return HASHLESS.sub(_hash, css) if "olor" in css or "OLOR" in css else css


def _hash(match: re.Match[str]) -> str:
    digits = match[2]
    if digits[0].isdigit():
        digits = digits.zfill(6)
    return f"{match[1]}#{digits}" if len(digits) in (3, 6) else match[0]
