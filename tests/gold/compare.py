"""Compares what the program says of a report with what people read by hand, key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

EXACT = (
    "organ.name", "organ.kind", "title", "year", "format", "signed", "published", "period",
    "region.province", "region.prefecture", "region.county", "region.township", "region.code",
    "disclosure", "requests", "disputes",
)  # fmt: skip
FIGURE_KEYS = ("number", "unit", "kind")
OPTIONAL_FIGURE_KEYS = ("role", "group")
CHECK_KEYS = ("verdict", "counts", "left", "right", "severity", "reason")
MEASURED = {"F05": 0.05}
"""Checks whose left side is measured, and how far it may be off."""
UNFINISHED_BADGES = {"unknown", "unchecked"}


def differences(
    gold: Mapping[str, Any], ours: Mapping[str, Any], *, codes: frozenset[str], badges: frozenset[str]
) -> list[str]:
    """Every way in which ``ours`` departs from ``gold``; of checks and badges only those named are compared."""
    return [
        *_exact(gold, ours),
        *_sections(gold, ours),
        *_figures(gold, ours),
        *_variants(gold, ours),
        *_checks(gold, ours, codes),
        *(
            f"badges.{name}: {ours['badges'][name]} instead of {gold['badges'][name]}"
            for name in sorted(badges)
            if ours["badges"][name] != gold["badges"][name]
        ),
    ]


def _at(data: Any, path: str) -> Any:
    for key in path.split("."):
        data = data[key]
    return data


def _exact(gold: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    for path in EXACT:
        yield from _same(path, _at(gold, path), _at(ours, path))
    yield from _same("surplus", gold.get("disputes_surplus_cells") or [], ours.get("disputes_surplus_cells") or [])


def _same(path: str, gold: Any, ours: Any) -> Iterator[str]:
    if isinstance(gold, Mapping) and isinstance(ours, Mapping):
        for key in sorted(set(gold) | set(ours)):
            if key not in gold or key not in ours:
                yield f"{path}.{key}: only in {'gold' if key in gold else 'ours'}"
            else:
                yield from _same(f"{path}.{key}", gold[key], ours[key])
    elif gold != ours or isinstance(gold, bool) != isinstance(ours, bool):
        yield f"{path}: {ours!r} instead of {gold!r}"


def _sections(gold: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    keys = ("number", "title", "printed", "empty")
    wanted = [{key: section[key] for key in keys} for section in gold["sections"]]
    found = [{key: section[key] for key in keys} for section in ours["sections"]]
    if wanted != found:
        yield f"sections: {found} instead of {wanted}"


def _figures(gold: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    left = Counter(_key(figure, figure) for figure in ours["figures"])
    for figure in gold["figures"]:
        asked = [key for key in OPTIONAL_FIGURE_KEYS if key in figure]
        match = next(
            (key for key in left if left[key] and key[:3] == _key(figure, figure)[:3]
             and all(dict(key[3])[name] == figure[name] for name in asked)),
            None,
        )  # fmt: skip
        if match is None:
            yield f"figure missing: {figure['label']} {figure['number']} {figure['unit']} {figure['kind']}"
        else:
            left[match] -= 1


def _key(figure: Mapping[str, Any], roles: Mapping[str, Any]) -> tuple[Any, ...]:
    optional = tuple((name, roles.get(name, "")) for name in OPTIONAL_FIGURE_KEYS)
    return (*(figure[key] for key in FIGURE_KEYS), optional)


def _variants(gold: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[str]:
    keys = ("where", "printed", "national")
    wanted = Counter(tuple(v[key] for key in keys) for v in gold["label_variants"])
    found = Counter(tuple(v[key] for key in keys) for v in ours["label_variants"])
    if wanted != found:
        yield f"label_variants: {found} instead of {wanted}"


def _checks(gold: Mapping[str, Any], ours: Mapping[str, Any], codes: frozenset[str]) -> Iterator[str]:
    for code in sorted(codes):
        for key in CHECK_KEYS:
            wanted = gold["checks"][code].get(key, ...)
            found = ours["checks"][code].get(key)
            if wanted is ... or wanted == found:
                continue
            if key == "left" and code in MEASURED and abs(wanted - found) <= MEASURED[code]:
                continue
            yield f"checks.{code}.{key}: {found!r} instead of {wanted!r}"
