"""``/index.json``, ``/changes.json`` and ``/data/SHA256SUMS``: what is published, since when, and its checksums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.archive.types import Archive, Entry
from generator.exports.values import Json, encoded
from generator.ledger.history import Ledger
from generator.licenses import License
from generator.model.documents import digest_of
from generator.model.results import Verdict

INDEX_JSON, CHANGES_JSON, CHECKSUMS = "index.json", "changes.json", "data/SHA256SUMS"
INDEX_SCHEMA, CHANGES_SCHEMA = "gongkai-index-1", "gongkai-changes-1"


def index_json(archive: Archive, ledger: Ledger, digests: Mapping[str, str], terms: License) -> bytes:
    """Every report, older versions included, by address. ``digests`` has the SHA-256 of every file by its path.

    Dates are those that the sidecar and the ledger know; a report of which nothing is known has none.
    """
    entries = sorted(archive.all, key=lambda entry: entry.url)
    reports = [_report(entry, ledger, digests.get(f"{entry.url[1:]}report.json", "")) for entry in entries]
    return encoded({"schema": INDEX_SCHEMA, "archive": archive.digest, "license": terms.path, "reports": reports})


def _report(entry: Entry, ledger: Ledger, sha256: str) -> Json:
    report, trace = entry.report, ledger.traces.get(entry.url)
    retrieved = report.sidecar.retrieved_on
    return {
        "url": entry.url,
        "sha256": sha256,
        "source_sha256": digest_of(report.sources),
        "organ": report.organ.known_as or "",
        "organ_id": report.organ.id or None,
        "region": report.place.code or None,
        "year": entry.year,
        "is_version": entry.is_version,
        "failing": sorted(result.code for result in entry.results if result.verdict is Verdict.FAIL),
        "retrieved_on": _day(retrieved),
        "first_seen": _day(trace.first_seen if trace else None),
        "last_changed": _day(trace.changed if trace else None),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def changes_json(ledger: Ledger) -> bytes:
    """All builds of the ledger, newest first; none where no ledger is kept."""
    return encoded({"schema": CHANGES_SCHEMA, "builds": list(reversed(ledger.builds))})


def checksums(digests: Mapping[str, str]) -> bytes:
    """The SHA-256 of every file that holds data, as ``sha256sum -c`` reads them in the site's root.

    Data are ``report.json``, originals, and whatever lies below ``data/`` or at the root as JSON; pages, feeds and the
    search index are made from these and may change in how they look.
    """
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(_of_data(digests))).encode()


def _of_data(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        top, _, name = path.rpartition("/")
        at_top = not top and name.endswith(".json")
        if at_top or name == "report.json" or (path.startswith(("data/", "originals/")) and name != "index.html"):
            yield path
