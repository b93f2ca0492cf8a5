"""Code in every field of an upload and its sidecar: it is shown as text, in pages, data and drawings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest

from generator.cli import main
from tests.writing import write_report

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"' onmouseover=alert(1) x='",
    "close": "</title></textarea></style></script><img src=x onerror=alert(1)>",
    "template": "{{7*7}}{% raw %}{{config}}",
    "markdown": "[a](javascript:alert(1)) ![x](https://evil.example/x.png) <svg/onload=alert(1)>",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt;&#60;b&#62;",
    "cdata": "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
}
OWN_SCRIPTS = re.compile(r"/assets/[\w.-]+\.js")
ADDRESS = re.compile(r"(?:https?://|/|#|[\w.]*$)")


def sidecar(payload: str) -> str:
    quoted = json.dumps(payload)  # a JSON string is a YAML string
    return "\n".join((
        f"received_as: {quoted}",
        f"note: {quoted}",
        f"source_url: {json.dumps('https://example.org/?' + payload.replace(' ', '+'))}",
        f"reply: {{text: {quoted}, source_url: 'https://example.org/'}}",
        f"corrections: [{{target: organ, value: {quoted}, why: {quoted}}}]",
        f"withhold: [{{text: 我镇认真, why: {quoted}}}]",
        f"{quoted}: {quoted}",
    ))  # fmt: skip


@pytest.mark.parametrize("kind", PAYLOADS)
def test_what_an_upload_holds_is_shown_as_text(kind: str, tmp_path: Path) -> None:
    payload = PAYLOADS[kind]
    reports = tmp_path / "content" / "reports"
    reports.mkdir(parents=True)
    cells = {(3, "granted", "business"): payload, (2, "rules", "made"): payload}
    text = write_report(
        "2021", cells, title=f"靖江市季市镇{payload}人民政府2021年政府信息公开工作年度报告", ending=payload
    ).replace("我镇认真落实", f"{payload}主动公开信息{payload}12条，我镇认真落实")
    text = text.replace("一、总体情况", f"一、总体情况{payload}").replace("行政处罚", f"行政处罚{payload}")
    (reports / "2021.txt").write_text(text, encoding="utf-8")
    (reports / "2021.yaml").write_text(sidecar(payload), encoding="utf-8")
    odd = payload.replace("/", "∕")[:80]
    (reports / f"{odd}.txt").write_text(write_report("2021"), encoding="utf-8")
    (reports / f"{odd}.xyz").write_bytes(b"x")
    output = tmp_path / "site"
    assert main(["build", "--content", str(tmp_path / "content"), "--output", str(output), "--no-cache"]) == 0
    pages = list(output.rglob("*.html"))
    assert any(payload in page_text(page) for page in pages), "it is shown somewhere"
    for page in [*pages, *output.rglob("*.svg")]:
        for problem in live_code(page):
            pytest.fail(f"{page.relative_to(output)}: {problem}")
    for data in output.rglob("report.json"):
        json.loads(data.read_text(encoding="utf-8"))


def page_text(page: Path) -> str:
    return "".join(html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False).itertext())


def live_code(page: Path) -> list[str]:
    """What a browser would run or fetch that is not the site's own."""
    found = []
    for element in html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False).iter():
        tag = str(element.tag).rpartition("}")[2]
        for name, value in element.attrib.items():
            name = str(name).rpartition("}")[2].lower()
            if name.startswith("on") or name == "style":
                found.append(f"<{tag} {name}>")
            elif name in ("href", "src", "action") and not ADDRESS.match(value.strip()):
                found.append(f"<{tag} {name}={value[:60]}>")
            elif name == "src" and not value.startswith("/"):
                found.append(f"<{tag} src={value[:60]}>")
        if tag == "script":
            own = OWN_SCRIPTS.fullmatch(element.get("src", "")) and not element.text
            if not own and element.get("type") not in ("application/json", "application/ld+json"):
                found.append("<script>")
        elif tag in ("iframe", "object", "embed", "base"):
            found.append(f"<{tag}>")
    return found
