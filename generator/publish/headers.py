"""The host's header rules, read from netlify.toml, so that ``serve`` answers as the host does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import GongkaiError


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """One ``[[headers]]`` table: the paths it is ``for`` and the headers it sets."""

    path: str
    values: Mapping[str, str]

    def matches(self, path: str) -> bool:
        """Whether the rule holds for a request's path (decoded, beginning with ``/``), as the host has it.

        ``*`` alone between slashes stands for everything below, the folder itself included; ``*`` inside
        a segment for any characters; ``:name`` for one segment. Case and a last slash do not matter.
        """
        return _pattern(self.path).fullmatch(path) is not None


def read_rules(netlify: Path) -> tuple[HeaderRule, ...]:
    """The rules of a netlify.toml, in its order. Raises :class:`GongkaiError` where it cannot be read."""
    try:
        tables = tomllib.loads(netlify.read_text(encoding="utf-8")).get("headers", [])
        return tuple(_rule(table) for table in tables)
    except OSError as error:
        raise GongkaiError("cannot be read", file=netlify, remedy="it belongs into the project's root") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GongkaiError(f"not valid TOML: {error}", file=netlify, remedy="mend the line it names") from error
    except (KeyError, TypeError, AttributeError) as error:
        remedy = "each [[headers]] needs `for` and a table [headers.values] of strings"
        raise GongkaiError("a [[headers]] table is not complete", file=netlify, remedy=remedy) from error


def headers_for(rules: Iterable[HeaderRule], path: str) -> dict[str, str]:
    """What all rules that match ``path`` add up to.

    A name that several of them set gets all values, joined by a comma as HTTP has it. The host's own
    documentation leaves open whether it joins or lets one rule win, so netlify.toml must mean the same
    either way (see docs/hosting.md); for policies joining is the strictest, which is why we test with it.
    """
    collected: dict[str, tuple[str, list[str]]] = {}
    for rule in rules:
        if rule.matches(path):
            for name, value in rule.values.items():
                collected.setdefault(name.lower(), (name, []))[1].append(value)
    return {name: ", ".join(values) for name, values in collected.values()}


def _rule(table: Mapping[str, Any]) -> HeaderRule:
    values = {name: " ".join(value.split()) for name, value in table["values"].items()}
    return HeaderRule(str(table["for"]), values)


def _pattern(path: str) -> re.Pattern[str]:
    parts = [part for part in path.split("/") if part]
    pattern = ""
    for part in parts:
        if part == "*":
            pattern += "(?:/.*)?"
        elif part.startswith(":"):
            pattern += "/[^/]+"
        else:
            pattern += "/" + ".*".join(re.escape(piece) for piece in part.split("*"))
    return re.compile(f"{pattern}/?", re.IGNORECASE | re.DOTALL)
