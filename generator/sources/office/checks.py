"""What can be told of an old office file before another program spends its time on it."""

from __future__ import annotations

import re

from generator.sources.archives import UnreadableError

PIECE = re.compile(rb"\\bin(\d{1,18}) ?|\\.|[\x81-\xfe].|[{}]", re.S)
"""Binary data, an escaped character, half of a Chinese one (which may look like a brace), a brace."""
MAX_NESTED_GROUPS = 300
"""Groups within groups; Word and WPS write some twenty."""
RTF = b"{\\rtf"
SECTORS = (9, 12)
"""Powers of two: the sectors of an OLE file have 512 or 4,096 bytes."""


def check_rtf(data: bytes) -> None:
    """Raises UnreadableError where ``data`` is no RTF, or one that nests or announces more than it can hold."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(RTF):
        raise _broken("内容不是 RTF 文件。")
    depth = at = 0
    while match := PIECE.search(data, at):
        at = match.end()
        if match[1] is not None:
            at += int(match[1])
            if at > len(data):
                raise _broken("RTF 里声明的二进制数据比文件还长。")
        elif match[0] == b"{":
            depth += 1
            if depth > MAX_NESTED_GROUPS:
                raise _broken("RTF 括号嵌套过深，不像正常文件。")
        elif match[0] == b"}":
            depth -= 1


def check_ole(data: bytes) -> None:
    """Raises UnreadableError where the header of an OLE file is none."""
    order, sector, small = data[28:30], data[30:32], data[32:34]
    sound = order == b"\xfe\xff" and int.from_bytes(sector, "little") in SECTORS and small == b"\x06\x00"
    if not sound:
        raise _broken("旧版 Office 文件的文件头已损坏。")


def _broken(message: str) -> UnreadableError:
    return UnreadableError("broken_office_file", message, "请用 Word 或 WPS 打开，另存为 .docx 或 .xlsx 后上传。")
