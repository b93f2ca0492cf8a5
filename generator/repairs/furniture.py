"""Lines that belong to the web page around a report and not to the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

LONGEST_FURNITURE = 160
"""Characters. A line of furniture is a row of short items; a paragraph that happens to name one is text."""

HEAD = re.compile(
    r"^(?:您?(?:现在的|当前|所在)?位置[:：]|首页\s*[>＞»]|【?字[体号][:：]|打印|收藏|分享到?[:：]?|"
    r"来源[:：]|浏览(?:次数|量)?[:：]|访问量[:：]|索引号[:：]|发布机构[:：]|无障碍|关怀版)"
)
TAIL = re.compile(
    r"^(?:扫一扫|主办(?:单位)?[:：]|承办(?:单位)?[:：]|版权所有|网站标识码|网站地图|联系我们|"
    r"上一篇[:：]|下一篇[:：]|打印本页|关闭窗口|返回顶部|"
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备|"
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]公网安备)"
)
LONE_LABEL = re.compile(r"[\u4e00-\u9fff \u3000]{2,8}[:：]")
REACH = 12
"""So many lines with text, from either end, are looked at."""


def furniture(text: str) -> Iterator[Change]:
    """Drops the words of furniture lines at the head and the tail; their line ends stay."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    # A label by itself (来源：) names what the next line says: both stay for the reading to tell.
    head = [line for line in lines[:REACH] if HEAD.match(line[1].strip()) and not LONE_LABEL.fullmatch(line[1].strip())]
    tail = [line for line in lines[-REACH:] if TAIL.match(line[1].strip())]
    for start, line in sorted(set(head + tail)):
        if len(line) <= LONGEST_FURNITURE:
            yield Change(Span(start, start + len(line)), "", EditKind.FURNITURE)
