"""Scripts that reach what holds, names or stands beside a table: its wrapper, its heading, the label of a row.

Only what runs by itself counts: a function that nothing calls waits for its reader to press a button, as the bodies
of handlers of clicks do. Pages of offices change the size of their letters, print and share so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from generator.sources.html.asked import asked_by
from generator.sources.html.running import FIRED, NAME, by_itself

MAX_CODE = 300_000
"""Characters of scripts that are looked at here; whole libraries name no elements of a page."""
MAX_CALLS = 300
CHANGES = re.compile(
    r"\.(?:innerHTML|outerHTML|innerText|outerText|textContent|nodeValue|data|hidden)\s*\+?=(?!=)|"
    r"(?<!classList)\.(?:html|text|append|prepend|before|after|replaceWith|replaceAll|empty|remove|detach|"
    r"insertAdjacent\w+|appendChild|insertBefore|removeChild|replaceChild|replaceChildren|hide|toggle|fade\w+|"
    r"slide\w+|wrap\w*|setAttribute|toggleAttribute|attr|prop|css|animate)\s*\(|"
    r"\.style\b|\[\s*[\"'`](?:inner|outer|text|style|hidden)\w*[\"'`]\s*\]|cssText|Object\.assign"
)
CLASSES = re.compile(
    r"\.className\s*\+?=(?!=)|classList|(?:add|toggle|remove)Class\(|[\"'`]class(?:Name)?[\"'`]\s*[,\]]"
)
HIDING_RULE = re.compile(
    r"([^{}]*)\{[^{}]*(?:display\s*:\s*none|visibility\s*:|opacity\s*:|font-size\s*:\s*[01](?![\d.])|position\s*:\s*(?:abs|fix)|"
    r"transform\s*:|content\s*:|height\s*:\s*0|clip|(?<![-\w])color\s*:\s*(?:#f|white|transparent|rgba)|order\s*:|text-indent)",
    re.I,
)
CLASS_NAME = re.compile(r"\.(-?[_a-zA-Z\u4e00-\u9fff][\w\u4e00-\u9fff-]*)")
MILD = re.compile(
    r"\.style\s*\.\s*(?:fontSize|fontFamily|lineHeight|width|height|minHeight|minWidth|margin\w*|padding\w*|background\w*|border\w*|cursor|textAlign)"
    r"\s*=(?!=)\s*(?![\"'`]?\s*[-01](?:\.\d+)?(?:px|em|rem|%)?[\"'`]?\s*[;,})])[^;]*|"
    r"\.css\(\s*[\"'`](?:font-size|font-family|line-height|width|min-height)[\"'`]\s*,\s*(?![\"'`]?[01](?:px|em)?[\"'`]?\))[^;)]*\)|"
    r"\.setAttribute\(\s*[\"'`](?:width|border|cellspacing|cellpadding|align|bgcolor|title|target|href|data-[\w-]+)[\"'`][^)]*\)|"
    r"\.attr\(\s*[\"'`](?:width|border|href|target|title)[\"'`][^)]*\)"
)
"""What changes how an element looks, and hides nothing: the size of letters in the hands of the reader."""
BY_ID = re.compile(r"getElementById\(\s*[\"'`]([^\"'`]{1,80})[\"'`]\s*(\+)?")
BY_CLASS = re.compile(r"getElementsByClassName\(\s*[\"'`]([^\"'`]{1,80})[\"'`]")
BY_NAME = re.compile(r"getElementsByName\(\s*[\"'`]([^\"'`]{1,80})[\"'`]")
BY_TAG = re.compile(r"getElementsByTagName\(\s*[\"'`]([\w*-]{1,20})[\"'`]")
BY_SELECTOR = re.compile(
    r"(?:querySelector(?:All)?|closest|\$|jQuery|\$\$|\.find|\.children)\(\s*[\"'`]([^\"'`<]{1,120})[\"'`]"
)
GLOBAL = re.compile(
    r"(?<![\w.$])([A-Za-z_$][\w$]*)\s*\.\s*(?:innerHTML|outerHTML|innerText|textContent|style|className|classList|hidden|remove|"
    r"nextElementSibling|previousElementSibling|firstElementChild|lastElementChild|children|parent|append|prepend|replace)"
)
OF_BODY = re.compile(r"\bbody\s*\.\s*(?:children|childNodes|firstElementChild|lastElementChild)")
TRAVERSES = re.compile(
    r"\.(?:nextElementSibling|nextSibling|previousElementSibling|previousSibling|parentNode|parentElement|closest|"
    r"next|nextAll|prev|prevAll|parent|parents|siblings|nextUntil)\b"
)
NOT_SHOWN = frozenset(("script", "head", "html", "link", "meta", "style", "body", "title", "base", "a", "img", "input"))
ASSIGNED = re.compile(r"([\w$]+)\s*(?:=|\bof\b|\bin\b)\s*[\[.(\w$ ]*$")
ASSIGNMENT = re.compile(r"([\w$]+)\s*=(?![=>])\s*([^;\n]{1,200})|\b([\w$]+)\s+(?:of|in)\s+([\w$.]{1,60})")
ARGUMENT = re.compile(r"(?<!\bif)(?<!while)(?<!switch)(?<=[\w$])\(\s*(?:document\s*\.\s*)?$")
WHOLE = re.compile(r"[\w$]*(?:\s*\))?\s*[,)]")
"""Behind what is handed to a function as it is."""
STATEMENT = 400
"""Characters within which a statement ends."""
LOADER = re.compile(r"[\w$]+\.parentNode\s*\.\s*insertBefore\([^)]*\)")
"""How scripts that count visits put other scripts beside themselves."""
HEADINGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "center", "caption", "dt", "dd", "span", "b", "strong", "font")
)


class ScriptTarget(NamedTuple):
    """What a script asks for: ``kind`` is id, prefix, class, name, tag or selector."""

    kind: str
    name: str


def reaches_tables(root: Any, scripts: Sequence[str]) -> bool:
    """Whether a script among ``scripts`` changes by itself what holds or names a table of the page at ``root``."""
    codes = [code for code in scripts if len(code) <= MAX_CODE and (CHANGES.search(code) or CLASSES.search(code))]
    if not codes or next(root.iter("table"), None) is None:
        return False
    whole = "\n".join(scripts)[: 3 * MAX_CODE]
    fired = FIRED.search(whole) is not None
    named = Counter(NAME.findall(whole))
    hiding = _hiding_classes(root) if any(CLASSES.search(code) for code in codes) else None
    return any(_reaches(root, by_itself(code, named, fired), hiding) for code in codes)


def _reaches(root: Any, run: str, hiding: re.Pattern[str] | None) -> bool:
    """Whether ``run``, the part of a script that runs by itself, changes what holds or names a table."""
    run = MILD.sub(";", run)
    if "getElementsByTagName" in run and "script" in run:
        run = LOADER.sub("", run)
    if OF_BODY.search(run) and CHANGES.search(run):
        return True
    changes = [CHANGES, CLASSES] if hiding is not None and hiding.search(run) else [CHANGES]
    called = set(islice(_changed(run, changes), MAX_CALLS))
    around = TRAVERSES.search(run) is not None
    return bool(called) and any(_is_of_table(element, around) for element in _elements(root, called))


def _is_of_table(element: Any, around: bool) -> bool:
    """Whether ``element`` holds a table or, where a script goes on to what is ``around`` it, stands in or by one."""
    return _holds_table(element) or (around and (_in_table(element) or _beside_table(element)))


def _hiding_classes(root: Any) -> re.Pattern[str] | None:
    """Finds the classes that rules of the page's own sheets hide something by."""
    css = "\n".join("".join(element.itertext()) for element in root.iter("style"))[:MAX_CODE]
    names = {name for match in HIDING_RULE.finditer(css) for name in CLASS_NAME.findall(match[1])}
    if not names:
        return None
    return re.compile("(?<![\\w-])(?:" + "|".join(map(re.escape, sorted(names))) + ")(?![\\w-])")


def _changed(code: str, changes: Sequence[re.Pattern[str]]) -> Iterator[ScriptTarget]:
    """What ``code`` asks for and changes: in the same statement, or by a name that it gives to it."""
    assigned = [(one or three, two or four) for one, two, three, four in ASSIGNMENT.findall(code)]
    for match, named in _called(code):
        before = code[max(0, match.start() - 80) : match.start()]
        if _is_handed_over(code, match.start(), match.end()) or _is_changed(code, match.start(), changes):
            yield named
        elif found := ASSIGNED.search(re.split(r"[;{}\n]", before)[-1]):
            uses = _holding(found[1], assigned).finditer(code)
            spans = (use.span() for use in uses)
            if any(_is_changed(code, at, changes) or _is_handed_over(code, at, end) for at, end in spans):
                yield named


PASSED_ON = 4
"""So many times is followed to which name what a name holds is given on."""


def _holding(name: str, assigned: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """Finds ``name`` and the names that what it holds is given to; ``assigned`` are (name, value) of a script."""
    holders = {name}
    for _ in range(PASSED_ON):
        pattern = _any_name(holders)
        holders |= {other for other, value in assigned if pattern.search(value)}
    return _any_name(holders)


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$])(?:{'|'.join(map(re.escape, names))})(?![\w$])")


def _is_handed_over(code: str, begun: int, end: int) -> bool:
    """Whether what stands from ``begun`` to ``end`` is an argument of a function, which may change it."""
    before = ARGUMENT.search(code[max(0, begun - 20) : begun])
    return before is not None and WHOLE.match(code, end) is not None


def _is_changed(code: str, at: int, changes: Sequence[re.Pattern[str]]) -> bool:
    end = code.find(";", at, at + STATEMENT)
    statement = code[at : end if end >= 0 else at + STATEMENT]
    return any(pattern.search(statement) for pattern in changes)


def _called(code: str) -> Iterator[tuple[re.Match[str], ScriptTarget]]:
    for match in BY_ID.finditer(code):
        yield match, ScriptTarget("prefix" if match[2] else "id", match[1])
    for kind, pattern in (("class", BY_CLASS), ("name", BY_NAME), ("tag", BY_TAG), ("selector", BY_SELECTOR)):
        for match in pattern.finditer(code):
            yield match, ScriptTarget(kind, match[1])
    for match in GLOBAL.finditer(code):
        yield match, ScriptTarget("id", match[1])


class _Asked:
    """What scripts ask for, in a form in which each element of a page is quickly compared with it."""

    def __init__(self, called: Iterable[ScriptTarget]) -> None:
        by_kind: dict[str, list[str]] = defaultdict(list)
        for kind, name in called:
            by_kind[kind].append(name)
        self._ids = frozenset(by_kind["id"])
        self._prefixes = tuple(by_kind["prefix"])
        self._classes = frozenset(one for name in by_kind["class"] for one in name.split())
        self._names = frozenset(by_kind["name"])
        self._tags = frozenset(name.lower() for name in by_kind["tag"])
        self._wanted = [wanted for name in by_kind["selector"] for wanted in asked_by(name)]

    def fits(self, element: Any) -> bool:
        attributes = element.attrib
        own = attributes.get("id") or ""
        given = frozenset((attributes.get("class") or "").split())
        if element.tag in self._tags or "*" in self._tags or given & self._classes:
            return True
        if own and (own in self._ids or own.startswith(self._prefixes)):
            return True
        if self._names and attributes.get("name") in self._names:
            return True
        return any(one.fits(element, own, given) for one in self._wanted)


def _elements(root: Any, called: Iterable[ScriptTarget]) -> Iterator[Any]:
    """The elements of the page that are asked for; of a selector what its last part names."""
    asked = _Asked(called)
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str) and tag not in NOT_SHOWN and asked.fits(element):
            yield element


def _holds_table(element: Any) -> bool:
    return next(element.iter("table", "tr"), None) is not None


def _in_table(element: Any) -> bool:
    return next(element.iterancestors("table"), None) is not None


def _beside_table(element: Any) -> bool:
    """Whether a table stands next to ``element``, or in what stands next to a heading."""
    for forward in (True, False):
        for kid in islice(element.itersiblings(preceding=not forward), 2):
            if kid.tag == "table" or (element.tag in HEADINGS and next(kid.iter("table"), None) is not None):
                return True
    return False
