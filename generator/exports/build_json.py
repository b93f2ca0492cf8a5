"""``/build.json``: what a build made, in numbers.

The same for every build of the same content: what differs between runs (seconds, what was taken from the cache) is not
published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from generator.archive.types import Archive
from generator.exports.report_json import SCHEMA as REPORT_SCHEMA
from generator.exports.values import Json, encoded
from generator.forms.loader import Forms
from generator.model.doubts import Loudness
from generator.model.reports import ReportSummary
from generator.progress import Stage

BUILD_JSON = "build.json"
SCHEMA = "gongkai-build-1"


def build_json(
    archive: Archive, forms: Forms, stages: Iterable[Stage], problems: Iterable[str], paths: Sequence[str]
) -> bytes:
    """The file. ``problems`` are the codes of what does not hold together, ``paths`` all other files of the site."""
    return encoded(
        {
            "schema": SCHEMA,
            "versions": {
                "gongkai": version("gongkai"),
                "report_json": REPORT_SCHEMA,
                "forms": [form.id for form in forms.all],
                **_engines(archive),
            },
            "archive": archive.digest,
            "counts": {**_archive_counts(archive), **_file_counts(paths)},
            "findings": _findings(archive),
            "doubts": _doubts(archive),
            "problems": dict(sorted(Counter(problems).items())),
            "stages": [{"name": stage.name, **stage.counts} for stage in stages],
        }
    )


def _engines(archive: Archive) -> Json:
    """The programs that read scans, with their models; no key where there are none."""
    told = (one.report for one in archive.all)
    found = sorted({one.engine for one in told if isinstance(one, ReportSummary) and one.engine})
    return {"recognised_by": found} if found else {}


def _archive_counts(archive: Archive) -> Json:
    return {
        "uploads": archive.uploads,
        "reports": len(archive.entries),
        "older_versions": len(archive.older),
        "unplaced": len(archive.unplaced),
        "organs": len(archive.organs),
        "regions": len(archive.regions),
        "years": {str(year): len(entries) for year, entries in archive.years.items()},
        "attention": len(archive.attention),
    }


def _file_counts(paths: Sequence[str]) -> Json:
    originals = sum(path.startswith("originals/") for path in paths)
    pages = sum(path.endswith(".html") and not path.startswith("originals/") for path in paths)
    return {"pages": pages, "originals": originals, "files": len(paths) + 1}


def _findings(archive: Archive) -> Json:
    """For each check, how many reports pass it, fail it, or could not be checked; older versions do not count."""
    return {
        code: {"pass": len(check.passed), "fail": len(check.failed), "not_checkable": len(check.not_checkable)}
        for code, check in archive.checks.items()
    }


def _doubts(archive: Archive) -> Json:
    """How often each doubt came, by loudness and code."""
    counted = Counter((item.doubt.loudness, item.doubt.code) for item in archive.attention)
    return {
        loudness.value: {code: count for (found, code), count in sorted(counted.items()) if found is loudness}
        for loudness in Loudness
    }
