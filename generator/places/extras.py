"""The hand-kept tables in ``data/*.yaml``: aliases, functional zones, hosts, and what the list lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.shipped import shipped_table


@dataclass(frozen=True, slots=True)
class Extras:
    """``aliases`` name → codes (zones included); ``variants`` character → character; ``common`` names that
    are also common words; ``hosts`` domain → code; ``letters`` of 备案 numbers → province code;
    ``additions`` lines ``code name first last`` for divisions that the yearly lists do not have."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variants: Mapping[str, str] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    hosts: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    additions: tuple[str, ...] = ()


def read_table(name: str) -> Any:
    """The content of ``data/<name>.yaml``."""
    return shipped_table(__package__, f"data/{name}.yaml")


def load_extras() -> Extras:
    names = read_table("names")
    aliases: dict[str, tuple[str, ...]] = {
        name: tuple(str(code) for code in codes) for name, codes in names["aliases"].items()
    }
    for zone in read_table("zones"):
        for name in (zone["name"], *zone.get("aliases", ())):
            aliases[name] = (str(zone["administered_by"]),)
    web = read_table("web")
    return Extras(
        aliases=aliases,
        variants=names["variants"],
        common=frozenset(names["common_words"]),
        hosts={host: str(code) for host, code in web["hosts"].items()},
        letters={letter: str(code) for letter, code in web["letters"].items()},
        additions=tuple(
            f"{entry['code']}\t{entry['name']}\t{entry['first']}\t{entry['last']}" for entry in names["additions"] or ()
        ),
    )
