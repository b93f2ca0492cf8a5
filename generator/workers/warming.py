"""Loads what reading, checking and rendering load when they first need it, so that processes forked later have it.

Half of what the processes of a small build do is that. It pays where builds follow one another in one process, as under
``serve --watch``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.checks import check_alone
from generator.checks.catalogue import CheckInfo
from generator.exports.report_json import report_json
from generator.exports.schema import all_tables
from generator.model.sidecars import Sidecar
from generator.reading.reader import Reader
from generator.sources.discover import Upload
from generator.sources.fetching import Fetched
from generator.sources.formats import READERS, import_readers
from generator.workers.context import renderer
from generator.workers.uploads import read_fetched

SAMPLE = """永寿县店头镇人民政府2021年政府信息公开工作年度报告
一、总体情况
2021年，我镇主动公开政府信息12条，收到政府信息公开申请1件。
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t0\t1
"""
"""What any report has. It is published nowhere."""
NO_PAGES = ("assets/", "data/")


def warm(reader: Reader, catalogue: Mapping[str, CheckInfo], templates: Path) -> None:
    """Read, check and write out a sample, and compile the ``templates``. Raises what a template that is none raises."""
    fetched = Fetched(SAMPLE.encode(), Sidecar(), ())
    for report in read_fetched(Upload("sample.txt", Path("sample.txt"), None), fetched, reader).reports:
        report_json(report, check_alone(report, reader.forms, catalogue), reader.forms)
    all_tables()
    import_readers(frozenset(suffix for one in READERS for suffix in one.suffixes))
    environment = renderer(templates).environment
    for name in environment.list_templates(filter_func=lambda name: not name.startswith(NO_PAGES)):
        environment.get_template(name)
