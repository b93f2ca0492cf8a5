"""Invented reports for the tests of this folder."""

from __future__ import annotations

from generator.search.documents import SearchDocument, SearchPassage


def sample(number: int = 1, **changes: object) -> SearchDocument:
    fields: dict[str, object] = {
        "url": f"/region/110101/some-zhen/{2000 + number}/",
        "title": f"某某镇 {2000 + number} 年报告",
        "organ": "某某镇人民政府",
        "places": ("某省", "某县", "某某镇"),
        "province": "11",
        "year": 2000 + number,
        "consistency": "consistent",
        "consistency_zh": "勾稽相符",
        "newest": f"{2001 + number}-01-31",
        "passages": (
            SearchPassage("section-1", "一、总体情况", "公开信息 22 条，其中 2.2% 为公文。\n　　另一段 <b>粗</b> 体。"),
            SearchPassage("section-2", "推定的标题", f"第{number}份", heading_printed=False),
        ),
    }
    return SearchDocument(**(fields | changes))  # type: ignore[arg-type]
