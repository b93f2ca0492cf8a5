"""Reads the YAML beside an upload. What it says wrongly is doubted, the upload goes on without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import yaml

from generator.model.doubts import Attention, Doubt
from generator.model.sidecars import Correction, Reply, Sidecar, Withheld

KEYS = ("source_url", "retrieved_on", "published_on", "received_as", "note", "corrections", "withhold", "reply")
CORRECTION_KEYS = {"target", "value", "why"}
MAX_BYTES = 256 * 1024


SURROGATE = re.compile("[\ud800-\udfff]")
HALF = re.compile(r"\\ud[89a-f][0-9a-f]{2}", re.IGNORECASE)
"""How ``str`` of a list or mapping shows a lone surrogate."""


class _Loader(yaml.SafeLoader):
    """Safe loading without aliases (a bomb of them grows to gigabytes), without doubled keys, and with numbers
    as people write them: 010 is ten written oddly and no eight, 1:30 is no ninety."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        event: object = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) is not None:
            raise yaml.YAMLError("tags are not allowed")
        return super().compose_node(parent, index)


def _without_old_numbers() -> None:
    """Takes YAML 1.1's octal, sexagesimal and infinite numbers out of this loader, and puts plain ones in."""
    resolvers = {
        first: [pair for pair in pairs if not pair[0].endswith((":int", ":float"))]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    _Loader.yaml_implicit_resolvers = resolvers
    digits = list("-+0123456789")
    _Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), digits)
    _Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), digits)


_without_old_numbers()


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    doubled = None
    for key, _ in node.value:
        if str(key.value) in seen:
            doubled = key.value
            break
        seen.add(str(key.value))
    if doubled is not None:
        raise yaml.constructor.ConstructorError(None, None, f"{doubled} comes twice", node.start_mark)
    loader.flatten_mapping(node)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_sidecar(path: str, data: bytes) -> tuple[Sidecar, tuple[Attention, ...]]:
    """The sidecar at ``path`` (relative, for messages) and what is wrong with it."""
    try:
        if len(data) > MAX_BYTES:
            raise yaml.YAMLError("too large")
        loaded = yaml.load(data.decode("utf-8-sig"), _Loader)
        # An escape can write half a character (\\ud800), which no page and no file can hold.
        if SURROGATE.search(str(loaded)) or HALF.search(str(loaded)):
            raise yaml.YAMLError("half a character")
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        return Sidecar(path=path), (
            _wrong(path, "broken_sidecar", "说明文件不是合法的 YAML，已忽略。", "请修正该行的语法。", line),
        )
    if loaded is None:
        return Sidecar(path=path), ()
    if not isinstance(loaded, Mapping):
        return Sidecar(path=path), (
            _wrong(path, "broken_sidecar", "说明文件应由“键: 值”组成，已忽略。", f"可用的键：{'、'.join(KEYS)}。", 1),
        )
    return _from_mapping(path, loaded, data)


def _from_mapping(path: str, loaded: Mapping[Any, Any], data: bytes) -> tuple[Sidecar, tuple[Attention, ...]]:
    lines = _key_lines(data)
    wrong: list[Attention] = []
    good: dict[str, Any] = {}
    for key, value in loaded.items():
        line = lines.get(str(key))
        if key not in KEYS:
            wrong.append(
                _wrong(path, "unknown_key", f"不认识的键“{key}”，已忽略。", f"可用的键：{'、'.join(KEYS)}。", line)
            )
            continue
        checked = STRUCTURED[key](value) if key in STRUCTURED else _plain(key, value)
        if checked is None:
            wrong.append(_wrong(path, "bad_value", f"“{key}”的值不合要求，已忽略。", EXPECTED[key], line))
            if key == "withhold":
                good[key] = (EVERYTHING,)
        else:
            good[key] = checked
    return Sidecar(path=path, **good), tuple(wrong)


EVERYTHING = Withheld("", "遮盖的要求没有读懂，原件暂不公布。")
"""What a broken ``withhold`` stands for: somebody wanted something kept back, so nothing is let out by mistake."""

EXPECTED: Mapping[str, str] = {
    "source_url": "应为 http:// 或 https:// 开头的网址。",
    "retrieved_on": "应为日期，如 2024-03-01。",
    "published_on": "应为日期，如 2024-01-28。",
    "received_as": "应为收到时的文件名。",
    "note": "应为一段文字。",
    "corrections": "应为列表，每项含 target、value、why。",
    "withhold": "应为列表，每项含 why，以及 text（要遮盖的原文）或 original: true（整个原件）。",
    "reply": "应含 text，可含 on（日期）与 source_url。",
}


def _plain(key: str, value: Any) -> Any:
    if key in ("retrieved_on", "published_on"):
        return value if type(value) is date else None
    if not isinstance(value, str) or not value.strip():
        return None
    if key == "source_url" and not _is_address(value):
        return None
    return value.strip()


def _is_address(value: str) -> bool:
    """An address on the web that has a host and that the standard parser takes apart."""
    try:
        parts = urlsplit(value.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return False


def _corrections(value: Any) -> tuple[Correction, ...] | None:
    if not isinstance(value, list):
        return None
    found: list[Correction] = []
    for item in value:
        if not isinstance(item, Mapping) or set(item) != CORRECTION_KEYS or not item["why"]:
            return None
        new = item["value"]
        if isinstance(new, float):
            new = Decimal(repr(new))
        if isinstance(new, bool) or not isinstance(new, str | int | Decimal | None):
            return None
        found.append(Correction(str(item["target"]), new, str(item["why"])))
    return tuple(found)


def _withhold(value: Any) -> tuple[Withheld, ...] | None:
    if not isinstance(value, list):
        return None
    found: list[Withheld] = []
    for item in value:
        if not isinstance(item, Mapping) or not item.get("why") or set(item) - {"text", "original", "why"}:
            return None
        text = item.get("text")
        if item.get("original") is True and text is None:
            found.append(Withheld("", str(item["why"])))
        elif isinstance(text, str) and text.strip() and "original" not in item:
            found.append(Withheld(text, str(item["why"])))
        else:
            return None
    return tuple(found)


def _reply(value: Any) -> Reply | None:
    if not isinstance(value, Mapping) or set(value) - {"text", "on", "source_url"}:
        return None
    text, on = _plain("note", value.get("text")), value.get("on")
    url = _plain("source_url", value["source_url"]) if "source_url" in value else None
    if text is None or (on is not None and type(on) is not date) or ("source_url" in value and url is None):
        return None
    return Reply(text, on, url)


STRUCTURED: Mapping[str, Callable[[Any], Any]] = {
    "corrections": _corrections,
    "withhold": _withhold,
    "reply": _reply,
}
"""Keys whose values have parts; each function returns None for what it cannot take."""


def _key_lines(data: bytes) -> dict[str, int]:
    root = yaml.compose(data.decode("utf-8-sig"), _Loader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return {str(key.value): key.start_mark.line + 1 for key, _ in pairs}


def _wrong(path: str, code: str, message: str, remedy: str, line: int | None) -> Attention:
    return Attention(path, Doubt(code, "sources", message, remedy), line)
