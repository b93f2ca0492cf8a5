"""Doubts about a report as a whole: tables not found, a truncated text, an unknown identity."""

from __future__ import annotations

from generator.model.documents import Text
from generator.model.doubts import Doubt, Loudness
from generator.model.figures import Tables
from generator.model.places import Place
from generator.model.reports import Ending, Organ, Sourced
from generator.reading.form_told import LAST_LEGACY_YEAR


def missing_tables(tables: Tables, format_: str | None, year: int | None) -> list[Doubt]:
    """Tables that the form has and we did not find. Reports of the old style never had them."""
    words = {"disclosure": "表二", "requests": "表三", "disputes": "表四"}
    missing = [words[name] for name, table in tables.items() if table is None]
    if not missing or (year is not None and year <= LAST_LEGACY_YEAR):
        return []  # the reports of that time never had them
    loudness = Loudness.NOTE if format_ == "legacy" else Loudness.WARNING
    return [
        Doubt(
            "table_not_found",
            "reading",
            f"没有读到{'、'.join(missing)}。",
            "若原件中有这些表（可能是图片或附件），请上传含表格的原件。",
            loudness,
        )
    ]


CUT_WORDS = {"heading": "停在一个标题上", "table": "停在表格中间", "sentence": "停在半句话上", "empty": "没有正文"}


def torn(ending: Ending, text: Text) -> list[Doubt]:
    if not ending.cut or ending.last is None:
        return []
    message = f"文本末尾{CUT_WORDS[ending.cut]}，原文似未收全；缺少的部分不作为报告的问题。"
    return [Doubt("cut_off", "reading", message, "请上传完整的原件。", Loudness.WARNING, text.back(ending.last))]


def unknown_identity(year: Sourced[int] | None, organ: Organ, place: Place) -> list[Doubt]:
    doubts = []
    if year is None:
        doubts.append(_identity("year_unknown", "无法确定报告年度。", "target: year"))
    if organ.name is None and organ.implied is None:
        doubts.append(_identity("organ_unknown", "无法确定报告机关的名称。", "target: organ"))
    if not place.known:
        doubts.append(_identity("place_unknown", "无法确定所属地区。", "target: place"))
    return doubts


def _identity(code: str, message: str, target: str) -> Doubt:
    return Doubt(code, "reading", message, f"可在同名 .yaml 说明文件的 corrections 中写明（{target}）。")
