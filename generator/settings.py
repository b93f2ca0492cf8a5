"""Settings, read once from pyproject.toml and the environment, and passed in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from generator.addresses import is_mail_address, is_web_address
from generator.errors import GongkaiError
from generator.licenses import DEFAULT, License, licenses
from generator.printable import printable
from generator.shipped import shipped


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a build is told from outside.

    ``root`` holds pyproject.toml; the folders are absolute. A project without ``templates`` of its own has the
    program's. ``today`` is the build's only clock: from SOURCE_DATE_EPOCH where set, and used for nothing that would
    make two builds differ.
    """

    root: Path
    content: Path
    output: Path
    templates: Path
    site_url: str
    title: str
    shard_size: int
    today: date
    ledger: Path = Path("content/ledger")
    """The folder with what was published from build to build; it need not exist."""
    license: License = field(default_factory=lambda: licenses()[DEFAULT])
    """Under which tables, findings and data are published."""
    report_errors: str = ""
    """Where readers report errors: a mail address, or the https address of a form; "" where nobody said."""
    cache: Path | None = None
    """Where parts of a build are kept for the next one; None: nowhere. It never changes what is built."""

    @property
    def reports(self) -> Path:
        return self.content / "reports"

    @property
    def inbox(self) -> Path:
        """Where files wait that `gongkai add` was not sure of; nothing in it is published."""
        return self.content / "inbox"

    @property
    def engine(self) -> Path:
        """What ``make draft`` fetched for the page that checks drafts; it need not exist."""
        return self.root / ".draft"

    @property
    def articles(self) -> Path:
        return self.content / "pages"


LEDGER = "it is a folder of the project, as seen from pyproject.toml"
KNOWN = {"title", "site_url", "shard_size", "ledger", "license", "report_errors"}
EXAMPLE_TITLE, EXAMPLE_SITE = "公开", "https://gongkai.example"
"""What holds where the project says nothing. The address is one that nobody can have."""
RESERVED = frozenset({"example", "invalid", "test", "localhost"})
"""Top-level domains of RFC 2606, under which there is no site."""
MAX_TITLE = 100
"""Characters; it stands in the head of every page."""
SHARD_SIZE = 1000
SHARD_SIZES = range(1, 100_001)
"""Reports in a part of the search index; beyond this the indexer takes more memory than machines have."""
EPOCHS = range(253_402_300_800)
"""Seconds from 1970 to the end of the year 9999, the last one that a date can hold."""


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
    Raises GongkaiError where there is no project, a key is unknown, or a value or path makes no sense.
    """
    root = resolved(root or find_root(start or Path.cwd()))
    table = _table(root / "pyproject.toml")
    content = resolved(content or root / "content")
    return Settings(
        root=root,
        content=content,
        output=resolved(output or root / "site"),
        templates=own if (own := root / "templates").is_dir() else shipped("templates"),
        site_url=_site_url(environment, table),
        title=_title(table.get("title", EXAMPLE_TITLE)),
        shard_size=_shard_size(table.get("shard_size", SHARD_SIZE)),
        today=today_in(environment),
        ledger=_ledger(table.get("ledger"), root, content),
        license=_license(table.get("license", DEFAULT)),
        report_errors=_report_errors(table.get("report_errors", "")),
        cache=root / ".cache" / "gongkai" if keep else None,
    )


def resolved(path: Path) -> Path:
    """``path`` made absolute, links followed. Raises GongkaiError for what the system takes for no path."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise GongkaiError(f"this is no path: {error}", file=path, remedy="check how it is spelt") from error


def _site_url(environment: Mapping[str, str], table: Mapping[str, object]) -> str:
    given = environment.get("URL")
    site_url = given or table.get("site_url", EXAMPLE_SITE)
    file, place = ("the environment", "URL") if given else ("pyproject.toml", "site_url")
    plain = isinstance(site_url, str) and is_web_address(site_url) and not set(site_url) & set("?#")
    if not isinstance(site_url, str) or not plain:
        remedy = f"write it as in {EXAMPLE_SITE}"
        if given:
            remedy = "unset the variable URL, which overrides site_url, or write it as in https://gongkai.example"
        raise GongkaiError(f"not the address of a site: {site_url!r}", file=file, place=place, remedy=remedy)
    parts = urlsplit(site_url)
    if parts.path.strip("/"):
        raise GongkaiError(
            f"a site below a path cannot work, as its pages link to one another from the root: {site_url!r}",
            file=file,
            place=place,
            remedy="give it a host of its own, as in https://gongkai.example",
        )
    return f"{parts.scheme}://{parts.netloc}"


def is_example(site_url: str) -> bool:
    """True for an address that is nobody's: that of the settings as they are delivered, or one of RFC 2606 and 6761."""
    host = urlsplit(site_url).hostname or ""
    return host.rpartition(".")[2] in RESERVED


def is_stray(environment: Mapping[str, str]) -> bool:
    """True where ``URL`` is set, though not by Netlify, which says so: perhaps it was meant for another program."""
    return bool(environment.get("URL")) and not environment.get("NETLIFY")


def _title(title: object) -> str:
    if not isinstance(title, str) or not title.strip() or len(title) > MAX_TITLE or printable(title) != title:
        raise _wrong_setting("title", title, f"it is a line of at most {MAX_TITLE} characters")
    return title


def _shard_size(size: object) -> int:
    if isinstance(size, bool) or not isinstance(size, int) or size not in SHARD_SIZES:
        raise _wrong_setting("shard_size", size, f"it is a number from 1 to {SHARD_SIZES.stop - 1}")
    return size


def _ledger(folder: object, root: Path, content: Path) -> Path:
    if folder is None:
        return content / "ledger"
    if not isinstance(folder, str) or not folder.strip() or printable(folder) != folder:
        raise _wrong_setting("ledger", folder, LEDGER)
    if Path(folder).is_absolute() or ".." in Path(folder).parts:
        raise _wrong_setting("ledger", folder, LEDGER)
    return resolved(root / folder)


def _license(name: object) -> License:
    known = licenses()
    if not isinstance(name, str) or name not in known:
        raise _wrong_setting("license", name, f"known are {', '.join(known)}")
    return known[name]


def _report_errors(target: object) -> str:
    if target == "":
        return ""
    is_form = isinstance(target, str) and target.startswith("https://") and is_web_address(target) and "#" not in target
    if not isinstance(target, str) or not (is_form or is_mail_address(target)):
        raise _wrong_setting("report_errors", target, "it is a mail address, or a form's address without #: https://…")
    return target


def _wrong_setting(name: str, value: object, remedy: str) -> GongkaiError:
    shown = repr(value)[:60]
    return GongkaiError(f"{name} makes no sense: {shown}", file="pyproject.toml", place="[tool.gongkai]", remedy=remedy)


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` whose pyproject.toml has a [tool.gongkai] table."""
    for folder in (resolved(start), *resolved(start).parents):
        file = folder / "pyproject.toml"
        if file.is_file() and "gongkai" in _tool(file):
            return folder
    raise GongkaiError("no Gongkai project here", file=start, remedy="change into the project's folder or pass --root")


def _table(file: Path) -> Mapping[str, object]:
    table = _tool(file).get("gongkai", {}) if file.is_file() else {}
    if not isinstance(table, dict):
        raise GongkaiError("tool.gongkai is no table", file=file, remedy="write [tool.gongkai] and settings below it")
    unknown = sorted(set(table) - KNOWN)
    if unknown:
        raise GongkaiError(
            f"unknown setting {', '.join(unknown)}",
            file=file,
            place="[tool.gongkai]",
            remedy=f"known are {', '.join(sorted(KNOWN))}",
        )
    return table


def _tool(file: Path) -> dict[str, object]:
    """The [tool] table of a pyproject.toml."""
    try:
        tool = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
    except (ValueError, RecursionError) as error:  # of TOML or of UTF-8
        raise GongkaiError(f"not valid TOML: {error}", file=file, remedy="mend that line") from error
    except OSError as error:
        raise GongkaiError(f"cannot be read ({error.strerror})", file=file) from error
    return tool if isinstance(tool, dict) else {}


def today_in(environment: Mapping[str, str]) -> date:
    """The day of SOURCE_DATE_EPOCH, else that of the clock. Raises GongkaiError for another value of it."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) < 20 and int(epoch) in EPOCHS):
        raise GongkaiError(
            f"SOURCE_DATE_EPOCH is no number of seconds since 1970: {epoch[:40]!r}",
            file="the environment",
            remedy="unset it, or set it to what `date +%s` prints",
        )
    return datetime.fromtimestamp(int(epoch), UTC).date()
