"""Scripts that write into tables: found by what they say, never run.

Scripts that a page links are not at hand and count for nothing, as sheets that it links do. Of its own ones, those
that write words, hide or restyle are taken down with the ids, classes and tags they name: what is so named in a table
may show something else than it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from generator.sources.html.page_scripts import RUNS_BY_ITSELF, running_scripts
from generator.sources.html.reach import reaches_tables
from generator.sources.html.root import RootSize, of_scripts
from generator.sources.html.script_names import Part, ids_of, names_of, parts_of

WRITES = re.compile(
    r"\.(?:innerHTML|outerHTML|innerText|outerText|textContent|nodeValue|data|value|text)\s*\+?=(?!=)|"
    r"\.(?:html|text|val|append|prepend|before|after|replaceWith|replaceAll|empty|remove|detach|insertAdjacent\w+|"
    r"insertCell|deleteCell|deleteRow|insertRow|appendChild|insertBefore|removeChild|replaceChild|replaceChildren|"
    r"attachShadow|setHTML\w*|execCommand|moveBefore)\s*\(|\b(?:innerHTML|outerHTML|innerText|textContent|nodeValue)[\"']?\s*[:=](?!=)|\[\s*[\"'`](?:inner|outer|text|node)\w+[\"'`]\s*\]"
)
HIDES = re.compile(
    r"display[\"'\s]*[:=,]\s*[\"'\s]*none|visibility|opacity|\.hide\(|\.toggle\(|\.fade\w+\(|\.slide\w+\(|\.hidden\b|[\"']hidden[\"']|"
    r"font-?size|(?<![\w-])color[\"'\s]*[:=,]|cssText|transform|\.animate\(|[\"'](?:style|dir|order|float)[\"']|\.dir\b|"
    r"\.style\.(?:order|float|cssFloat|position|left|top|filter|direction|textIndent|zoom|clip\w*)",
    re.I,
)
CLASSES = re.compile(r"classList|className|\.(?:add|toggle|remove)Class\(|setAttribute\(|\.attr\(|\.prop\(")
SHEETS = re.compile(
    r"insertRule|adoptedStyleSheets|createElement\(\s*[\"']style|styleSheets|<style|registerProperty|\.media\s*=|"
    r"\.sheet\b|setProperty\(\s*[\"'`]--",
    re.I,
)
ALL = re.compile(
    r"\.(?:rows|cells|tBodies)\b|createTreeWalker|createNodeIterator|document\.body\.(?:innerHTML|innerText|textContent)|"
    r"document\.(?:documentElement|firstElementChild)\.(?:innerHTML|innerText|textContent)|document\.(?:open|all)\b|"
    r"body\.(?:replaceChildren|replaceWith)|createElement\(\s*[\"']td"
)
PART_TAGS = re.compile(r"(?:^|[\s>+~,(<])(?:table|tbody|thead|tr|td|th|\*)(?![\w-])", re.I)
CODED = re.compile(r"\beval\b|\bFunction\s*\(")
DECODED = re.compile(r"atob|fromCharCode|unescape|decodeURI|\\x[0-9a-f]{2}|p,\s*a,\s*c,\s*k", re.I)
ID_SELECTORS = re.compile(r"[\"'`]#([\w-]{1,60})")
ROOT_CLASS = re.compile(r"(?:body|documentElement|html[\"'`]\s*\))[^;]{0,80}(?:class|Class)")
ROOT_TOUCHED = re.compile(
    r"(?:\bbody\b|documentElement|docEl\w*|[\"'`](?:html|:root)[\"'`]\s*\)(?:\[0\])?)\s*\.\s*(?:class(?:Name|List)|setAttribute|removeAttribute|"
    r"toggleAttribute|attr\(|removeAttr|dataset|lang\b|dir\b|title\b|id\b|(?:add|remove|toggle)Class)"
)
"""A script gives the page as a whole another class or attribute."""
JOINED = re.compile(r"([\"'])\s*\+\s*\1")
"""Between pieces of a string that are put together."""
SHORT_SCRIPT = 1_500
"""Characters of a script whose every word may be the name of an element; longer ones are libraries."""
WRITTEN = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(")
OPENING = re.compile(
    r"display\s*:\s*none|<!--|<(?:style|textarea|template|xmp|plaintext|noembed|title|link)\b|hidden", re.I
)
LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){1,200})\"|'((?:[^'\\\n]|\\.){1,200})'|`((?:[^`\\]|\\.){1,200})`")
NAME = re.compile(r"[\w\u4e00-\u9fff-]+")
GLOBAL = re.compile(
    r"(?<![\w.$])([A-Za-z_$][\w$]*)\s*\.\s*(?:innerHTML|outerHTML|innerText|textContent|style|className|classList|hidden|remove)"
)
INNER = frozenset(
    ("td", "th", "span", "font", "p", "div", "b", "i", "em", "strong", "u", "a", "s", "sup", "sub", "label")
)
TAG_CALLS = re.compile(r"(?:querySelector(?:All)?|getElementsByTagName|\$|jQuery)\(\s*[\"'`]([^\"'`]{1,120})[\"'`]")
WIDENED = re.compile(
    r"(?:\$|jQuery)\(\s*[\"'`][^\"'`]{1,120}[\"'`]\s*\)\.(?:css|attr)\(\s*[\"'`](?:width|max-width|border|align|cellspacing|"
    r"cellpadding)[\"'`]\s*,\s*[\"'`]?(?:[2-9]\d|1\d\d|\d)(?:%|[\"'`])?[\"'`]?\s*\)\s*(?=[;}\n]|$)"
)
"""A table is given a width: its digits stay where they are."""
MAX_SCRIPT = 2_000_000
"""Characters of all scripts that are looked at; whole libraries have 300,000."""


@dataclass(frozen=True, slots=True)
class Writers:
    """What the scripts of a page write to."""

    everything: bool = False
    """Any cell of any table."""
    names: frozenset[str] = frozenset()
    """Ids, classes, names and data attributes."""
    tags: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    """What scripts may do anything to: ids of cells, and of what is in them."""
    states: frozenset[str] = frozenset()
    """Classes that scripts may give to the page as a whole."""
    inner_only: frozenset[str] = frozenset()
    """Classes and ids that scripts give another class: of cells and what is in them, a row's colour being nothing."""

    parts: tuple[Part, ...] = ()
    """Of ids, classes and names that scripts ask for by a part of them."""

    root_size: RootSize | None = None
    """Of letters, as a script sets it for the whole page."""
    root_written: str = ""
    """The size that a script writes out."""

    restless: bool = False
    """A script changes the classes or attributes of the page as a whole."""

    def hits(self, element: Any) -> bool:
        """Whether a script may write to ``element``, a part of a table."""
        if not any((self.names, self.inner_only, self.tags, self.ids, self.parts)):
            return False
        named = _names_of(element)
        if named & self.names or element.tag in self.tags:
            return True
        if element.tag in INNER and (named & self.inner_only or element.get("id") in self.ids):
            return True
        return any(part.fits(name) for part in self.parts for name in named)


@dataclass(slots=True)
class _Targets:
    """What the scripts that were looked at so far write to; see :class:`Writers`."""

    everything: bool
    restless: bool = False
    names: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)
    custom: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    parts: set[Part] = field(default_factory=set)

    def learn(self, code: str) -> None:
        """Take in one script."""
        code = JOINED.sub("", code)
        literals = _literals(code)
        self.everything = self.everything or _writes_all(code, literals)
        strong = WRITES.search(code) is not None or HIDES.search(code) is not None
        touched = ROOT_TOUCHED.search(code) is not None
        self.restless = self.restless or touched
        self._learn_ids(code, literals)
        if not strong and not touched and not CLASSES.search(code):
            return
        if touched or ROOT_CLASS.search(code):
            self.states |= _words_of(literals, 60)
        self._learn_names(code, literals, strong)
        if strong:
            self._learn_calls(code)

    def _learn_ids(self, code: str, literals: list[str]) -> None:
        self.ids.update(ids_of(code))
        short = len(code) <= SHORT_SCRIPT
        self.ids.update([*NAME.findall(code), *names_of(literals)] if short else ID_SELECTORS.findall(code))

    def _learn_names(self, code: str, literals: list[str], strong: bool) -> None:
        said = _words_of(literals, 120)
        said.update(names_of(literals))
        said.update(NAME.findall(code) if len(code) <= SHORT_SCRIPT else GLOBAL.findall(code))
        self.parts.update(parts_of(code, literals))
        (self.names if strong else self.inner).update(said)
        if "customElements" in code:
            self.custom.update(name.lower() for name in said if "-" in name)

    def _learn_calls(self, code: str) -> None:
        calls = TAG_CALLS.findall(WIDENED.sub(";", code))
        if ALL.search(code) or any(PART_TAGS.search(call) for call in calls):
            self.everything = True
        self.tags.update(re.split(r"[\s>+~,.#:\[]+", call.strip())[-1].lower() for call in calls if call.strip())


def find_writers(root: Any, markup: str) -> Writers:
    """What the scripts of the page at ``root`` write to, handlers of events that come by themselves among them."""
    left = MAX_SCRIPT
    scripts = list(running_scripts(root, markup))
    root_size, root_written = of_scripts(scripts)
    found = _Targets(reaches_tables(root, scripts))
    for code in scripts:
        left -= len(code)
        if left < 0:
            break
        found.learn(code)
    return Writers(
        everything=found.everything,
        names=frozenset(found.names),
        tags=frozenset(found.tags & INNER) | found.custom,
        ids=frozenset(found.ids),
        states=frozenset(found.states),
        inner_only=frozenset(found.inner),
        parts=tuple(found.parts),
        root_size=root_size,
        root_written=root_written,
        restless=found.restless,
    )


def _literals(code: str) -> list[str]:
    """The strings in ``code``; none of a script of 200,000 characters, which is a library."""
    return [one or two or three for one, two, three in LITERAL.findall(code)] if len(code) < 200_000 else []


def _words_of(literals: list[str], longest: int) -> set[str]:
    """The names in ``literals`` of no more than ``longest`` characters."""
    return {name for literal in literals if len(literal) <= longest for name in NAME.findall(literal)}


def _names_of(element: Any) -> set[str]:
    """Id, name, classes and data attributes of ``element``."""
    attributes = element.attrib
    named = {*(attributes.get("class") or "").split(), attributes.get("id") or "", attributes.get("name") or ""}
    named.update(name for name in attributes if name.startswith("data-"))
    named.discard("")
    return named


def writes_here(element: Any) -> bool:
    """Whether a script in a table writes to where it stands, or an element of a table runs one by itself."""
    if element.tag == "script":
        code = element.text or ""
        return (
            WRITTEN.search(code) is not None
            or "currentScript" in code
            or ".parentNode" in code
            or "parentElement" in code
        )
    return any(name in RUNS_BY_ITSELF for name in element.attrib)


def _writes_all(code: str, literals: list[str]) -> bool:
    if SHEETS.search(code) or (CODED.search(code) and DECODED.search(code)):
        return True
    return WRITTEN.search(code) is not None and any(OPENING.search(literal) for literal in literals)
