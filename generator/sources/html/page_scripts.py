"""The scripts of a page that run by themselves: elements, frames, handlers of events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

REACHES = re.compile(r"\b(?:parent|top|frameElement)\b")
HANDLERS = re.compile(r"[\s\"'/][oO][nN][a-zA-Z]{3,}\s*=|<[uU][sS][eE]\b")
RUNS_BY_ITSELF = frozenset((
    "onload", "onerror", "onpageshow", "onanimationstart", "onanimationend", "onanimationiteration", "ontransitionend",
    "ontransitionrun", "ontransitionstart", "ontoggle", "onbegin", "onend", "onresize", "onscroll", "onfocus",
    "onfocusin", "onloadstart", "onloadeddata", "oncanplay", "onplay", "onbeforeprint", "oninvalid", "onslotchange",
    "onmousemove",
))  # fmt: skip
SCRIPT_TYPES = re.compile(
    r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script(?:1\.\d)?|text/jscript|text/livescript", re.I
)


def running_scripts(root: Any, markup: str) -> Iterator[str]:
    """All that runs by itself on the page, in the order in which it is looked at."""
    yield from _script_elements(root)
    yield from _framed_scripts(root)
    if HANDLERS.search(markup):
        yield from _handlers(root)


def _script_elements(root: Any) -> Iterator[str]:
    for element in root.iter("script"):
        kind = (element.get("type") or "").strip()
        if SCRIPT_TYPES.fullmatch(kind):
            source = element.get("src")
            yield element.text or "" if source is None else _data_script(source)


def _framed_scripts(root: Any) -> Iterator[str]:
    """Scripts in frames, which reach the page around them."""
    for element in root.iter("iframe", "frame", "embed", "object"):
        inner = element.get("srcdoc") or ""
        yield f"document.open();x.innerHTML={inner[:200]}" if REACHES.search(inner) else ""
        for name in ("src", "data"):
            if (element.get(name) or "").strip().lower().startswith("javascript:"):
                yield "document.open();" + (element.get(name) or "")


def _handlers(root: Any) -> Iterator[str]:
    """Handlers of events that come by themselves, and scripts of drawings."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name in RUNS_BY_ITSELF:
                yield value
            elif name == "href" and element.tag in ("use", "script"):
                yield _data_script(value)


def _data_script(source: str) -> str:
    """A script that stands in its own address; it is read as it is written there."""
    return f"eval(atob('{source[:200]}'))" if source.strip().lower().startswith("data:") else ""
