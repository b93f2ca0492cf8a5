"""Settings, read once from pyproject.toml and the environment, and passed in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.errors import GongkaiError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a build is told from outside.

    ``root`` holds pyproject.toml; the folders are absolute. ``today`` is the build's only clock:
    from SOURCE_DATE_EPOCH where set, and used for nothing that would make two builds differ.
    """

    root: Path
    content: Path
    output: Path
    templates: Path
    site_url: str
    title: str
    shard_size: int
    today: date
    cache: Path | None = None
    """Where parts of a build are kept for the next one; None: nowhere. It never changes what is built."""

    @property
    def reports(self) -> Path:
        return self.content / "reports"

    @property
    def articles(self) -> Path:
        return self.content / "pages"


KNOWN = {"title", "site_url", "shard_size"}


def load_settings(
    environment: Mapping[str, str],
    *,
    root: Path | None = None,
    content: Path | None = None,
    output: Path | None = None,
    start: Path | None = None,
    keep: bool = False,
) -> Settings:
    """Settings of the project at ``root``, or of the nearest one above ``start`` that has a pyproject.toml.

    Netlify's ``URL`` overrides ``site_url``. With ``keep`` parts of the build are kept for the next one.
    Raises GongkaiError where there is no project or a key is unknown.
    """
    root = (root or find_root(start or Path.cwd())).resolve()
    table = _table(root / "pyproject.toml")
    site_url = environment.get("URL") or str(table.get("site_url", "https://gongkai.example"))
    if not site_url.startswith(("https://", "http://")):
        raise GongkaiError(f"site_url is not an address: {site_url!r}", file="pyproject.toml")
    return Settings(
        root=root,
        content=(content or root / "content").resolve(),
        output=(output or root / "site").resolve(),
        templates=root / "templates",
        site_url=site_url.rstrip("/"),
        title=str(table.get("title", "公开")),
        shard_size=int(str(table.get("shard_size", 1000))),
        today=_today(environment),
        cache=root / ".cache" / "gongkai" if keep else None,
    )


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` whose pyproject.toml has a [tool.gongkai] table."""
    for folder in (start.resolve(), *start.resolve().parents):
        file = folder / "pyproject.toml"
        if file.is_file() and "gongkai" in _parsed(file).get("tool", {}):
            return folder
    raise GongkaiError("no Gongkai project here", file=start, remedy="change into the project's folder or pass --root")


def _table(file: Path) -> Mapping[str, object]:
    table: dict[str, object] = _parsed(file).get("tool", {}).get("gongkai", {}) if file.is_file() else {}
    unknown = sorted(set(table) - KNOWN)
    if unknown:
        raise GongkaiError(
            f"unknown setting {', '.join(unknown)}",
            file=file,
            place="[tool.gongkai]",
            remedy=f"known are {', '.join(sorted(KNOWN))}",
        )
    return table


def _parsed(file: Path) -> dict[str, dict[str, dict[str, object]]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise GongkaiError(f"not valid TOML: {error}", file=file) from error


def _today(environment: Mapping[str, str]) -> date:
    epoch = environment.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date()
