"""What Office packages have in common: XML parts read without entities, relationships that stay inside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.sources.archives import Package, UnreadableError, open_package

Element = ElementTree.Element

MAX_TAGS = 700_000
"""A wordy report has 20,000; the tree of so many takes some 150 MB."""
STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""ISO strict names of the namespaces and the common ones."""
ENCODING = re.compile(rb"<\?xml[^>]{0,80}encoding\s*=\s*[\"']([\w.-]{1,40})")
ENCODINGS = frozenset((b"utf-8", b"utf-16", b"us-ascii", b"ascii"))
"""Packages know the first two. In other encodings a document type could hide from a look at the bytes."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class PartRelation:
    """A part that another one names. ``kind`` is the last word of its type: ``numbering``, ``worksheet`` …"""

    kind: str
    target: str


def open_office(data: bytes) -> Package:
    """An Office package without macros and passwords. Raises UnreadableError."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise UnreadableError("encrypted", "文件设了密码，无法读取。", "请取消密码后另存上传。")
        raise UnreadableError(
            "not_a_package",
            "扩展名是新格式，内容却是旧版 Office 文件。",
            "请用 Word 或 WPS 打开，另存为 .docx 或 .xlsx 后上传。",
        )
    if not data.strip():
        raise UnreadableError("empty_file", "文件是空的。", "请重新上传完整的文件。")
    if not data.startswith(b"PK"):
        raise UnreadableError("not_a_package", "内容不是 Office 文件。", "请核对扩展名后重新上传。")
    package = open_package(data)
    types = package.read("[Content_Types].xml") if package.has("[Content_Types].xml") else b""
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise UnreadableError("macros", "文件带有宏，不予读取。", "请另存为不带宏的 .docx 或 .xlsx 后上传。")
    return package


def parse(package: Package, name: str) -> Element:
    """The root of an XML part. A document type, hence any entity, is refused: Office never writes one."""
    data = package.read(name)
    stated = ENCODING.search(data[:200].replace(b"\x00", b""))
    if stated and stated[1].lower() not in ENCODINGS:
        raise UnreadableError("broken_xml", f"文件内部的 {name[:60]} 编码不合规范。", "请用 Word 或 WPS 另存后上传。")
    if b"<!DOCTYPE" in data.replace(b"\x00", b"") or b"<!ENTITY" in data:
        raise UnreadableError("unsafe_xml", "文件的 XML 里有实体声明，不予读取。", "请用 Word 或 WPS 另存后上传。")
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableError("too_complex", "文件结构庞大得不像报告，没有读取。", "请只上传报告本身。")
    for strict, common in STRICT:
        if strict in data:
            data = data.replace(strict, common)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableError(
            "broken_xml", f"文件内部的 {name[:60]} 已损坏。", "请用 Word 或 WPS 另存后上传。"
        ) from error


def relations(package: Package, part: str) -> Mapping[str, PartRelation]:
    """The parts that ``part`` ("" for the package) names, by id. What points outside is left out, never followed."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(rels):
        return {}
    found: dict[str, PartRelation] = {}
    for item in parse(package, rels).iter(RELATIONS):
        target = item.get("Target", "")
        if item.get("TargetMode") == "External" or not target:
            continue
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if package.has(path):
            found[item.get("Id", "")] = PartRelation(item.get("Type", "").rpartition("/")[2], path)
    return found


def main_part(package: Package, usual: str) -> str:
    """The part that holds the document itself."""
    named = [relation.target for relation in relations(package, "").values() if relation.kind == "officeDocument"]
    if named:
        return named[0]
    if package.has(usual):
        return usual
    raise UnreadableError("not_a_package", "压缩包里没有 Office 文档的内容。", "请核对扩展名；压缩包请解开后逐个上传。")
