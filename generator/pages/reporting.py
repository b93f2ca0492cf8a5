"""Links by which readers report an error: a letter or a form, in which it stands already what it is about.

Percent-encoded by hand: both kinds of address take one line of query, and no script is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from generator.model.results import Instance
from generator.model.spans import DecodedSpan
from generator.pages.report.arithmetic import EquationToken

HOW_TO_CORRECT = "/corrections/#how"
"""Where a reader is told what to do, where no address is set."""
ASKED = "哪里有错、应是什么：\n依据（原件或发布网址）："
"""What a letter asks."""


def fault_link(target: str, subject: str, lines: Sequence[str]) -> str:
    """A link to ``target`` (a mail address, or a form's https address) with ``subject`` and ``lines`` filled in.

    "" where there is no target.
    """
    if not target:
        return ""
    body = "\n".join((*lines, "", ASKED, ""))
    if not target.startswith("https://"):
        # RFC 6068: lines of a letter end with CR LF.
        return f"mailto:{target}?subject={_quoted(subject)}&body={_quoted(body.replace(chr(10), chr(13) + chr(10)))}"
    return f"{target}{'&' if '?' in target else '?'}title={_quoted(subject)}&body={_quoted(body)}"


def page_fault(target: str, title: str, address: str) -> str:
    """An error on the page at ``address``; of one without an address the reader says where."""
    return fault_link(target, f"纠错：{title}", (f"网址：{address}",))


def finding_fault(target: str, title: str, address: str, code: str, said: str) -> str:
    """An error in what the check ``code`` says of a report; ``said`` is its first line."""
    return fault_link(target, f"纠错：{code} {title}", (f"网址：{address}#{code}", f"核对：{code}", said))


def said_of(instance: Instance, tokens: Iterable[EquationToken], line_of: Callable[[DecodedSpan], int]) -> str:
    """Where, the equation, the last cell of it with what stands there, and that cell's line in the original."""
    terms = (*instance.equation.left, *instance.equation.right) if instance.equation else ()
    own = [term for term in reversed(terms) if not term.report]
    cell = next((f"{term.address} = {term.shown}" for term in own if term.address), "")
    place = next((f"原文第 {line_of(term.span)} 行" for term in own if term.span), "")
    words = instance.where_zh, "".join(token.text for token in tokens), cell, place
    return "；".join(part for part in words if part)


def number_fault(target: str, title: str, address: str) -> str:
    """The pattern of an error in one number of a report: what stands in 【】 is filled in by a script, or by hand."""
    lines = (f"网址：{address}#【地址】", "栏目：【栏目】", "数字：【数字】", "原文第【行号】行：【该行文字】")
    return fault_link(target, f"纠错：{title}，【地址】", lines)


def _quoted(words: str) -> str:
    return quote(words, safe="", errors="replace")
