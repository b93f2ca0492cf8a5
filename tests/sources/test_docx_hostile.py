"""Word and Excel files made to hurt: refused with a message, in bounded time and memory."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.documents import Document
from generator.model.doubts import Loudness
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.sources.office_files import Slot, W, docx, excel_sheet, paragraph, word_table, xlsx, zipped

GOOD = docx(paragraph("甲镇2021年政府信息公开工作年度报告") + word_table([[Slot("规章"), Slot("1")]] * 2))
MAIN = f'<?xml version="1.0"?>%s<w:document {W}><w:body>%s</w:body></w:document>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def changed(data: bytes, more: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | more)


def wide(columns: int) -> str:
    return word_table([[Slot(str(i)) for i in range(columns)]] * 2)


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("x") + "</w:tc></w:tr></w:tbl>" * depth


def merged(*ranges: str) -> str:
    merges = "".join(f'<mergeCell ref="{range}"/>' for range in ranges)
    return f"<sheetData/><mergeCells>{merges}</mergeCells>"


def twice() -> bytes:
    buffer = BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", MAIN % ("", paragraph("别的")))
    return buffer.getvalue()


def lying() -> bytes:
    """A bomb whose headers say that it is small."""
    data = bytearray(zipped({"[Content_Types].xml": "", "word/document.xml": b"0" * 30_000_000}))
    small = struct.pack("<I", 100)
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rfind(magic, 0, data.rfind(b"PK\x05\x06"))
        data[start + at : start + at + 4] = small
    return bytes(data)


HOSTILE = {
    "empty": ("empty_file", b""),
    "text": ("not_a_package", "政府信息公开".encode()),
    "truncated": ("broken_package", GOOD[: len(GOOD) // 2]),
    "without a tail": ("broken_package", GOOD[:-30]),
    "another zip": ("not_a_package", zipped({"a.txt": "x"})),
    "bomb": ("zip_bomb", changed(GOOD, {"word/document.xml": b" " * 40_000_000})),
    "flat bomb": ("zip_bomb", changed(GOOD, {"word/document.xml": MAIN % ("", " " * 3_000_000)})),
    "bomb that lies": ("broken_package", lying()),
    "thousands of parts": ("zip_bomb", zipped({f"p{i}": "" for i in range(4000)})),
    "leaves the folder": ("unsafe_name", changed(GOOD, {"../../etc/passwd": "x"})),
    "absolute": ("unsafe_name", changed(GOOD, {"/etc/passwd": "x"})),
    "windows": ("unsafe_name", changed(GOOD, {"..\\..\\x": "x"})),
    "two documents": ("ambiguous_package", twice()),
    "macros": ("macros", changed(GOOD, {"word/vbaProject.bin": b"x"})),
    "macro type": (
        "macros",
        docx(paragraph("x"), types='<Override ContentType="a.macroEnabled.main+xml" PartName="/x"/>'),
    ),
    "entities": ("unsafe_xml", changed(GOOD, {"word/document.xml": MAIN % (ENTITIES, paragraph("&b;"))})),
    "entities in utf-16": (
        "unsafe_xml",
        changed(
            GOOD,
            {"word/document.xml": (MAIN % (ENTITIES, "")).replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")},
        ),
    ),
    "external entity": (
        "unsafe_xml",
        changed(GOOD, {"word/document.xml": MAIN % ('<!DOCTYPE x SYSTEM "file:///etc/passwd">', "")}),
    ),
    "entities in a code page of mainframes": (
        "broken_xml",
        changed(
            GOOD,
            {
                "word/document.xml": b'<?xml version="1.0" encoding="cp037"?>'
                + (MAIN % (ENTITIES, paragraph("&b;"))).partition("?>")[2].encode("cp037")
            },
        ),
    ),
    "broken xml": ("broken_xml", changed(GOOD, {"word/document.xml": "<w:document>"})),
    "no body": ("not_a_package", changed(GOOD, {"word/document.xml": "<x/>"})),
    "too many tags": (
        "too_complex",
        changed(
            GOOD, {"word/document.xml": MAIN % ("", "".join(f"<w:p a='{i * 7919}'/><w:p/>" for i in range(400_000)))}
        ),
    ),
    "deep tables": ("too_complex", docx(nested(3000))),
    "deep tags": ("too_complex", docx("<w:p>" + "<w:ins>" * 40_000 + "</w:ins>" * 40_000 + "</w:p>")),
    "deep drawings": (
        "too_complex",
        docx("<w:p><w:r><w:pict>" + "<a>" * 9000 + "</a>" * 9000 + "</w:pict></w:r></w:p>"),
    ),
    "ten thousand columns": ("table_too_wide", docx(wide(10_000))),
    "a span of a billion": (
        "table_too_wide",
        docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"),
    ),
    "encrypted": (
        "encrypted",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "old format": ("not_a_package", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "no text": ("empty_file", docx("<w:p/>")),
    "very long": ("too_long", docx(paragraph("".join(chr(0x4E00 + i * 7919 % 20000) for i in range(1_000_100))))),
}
SHEETS = {
    "xlsx, ten thousand columns": ("table_too_wide", xlsx({"a": excel_sheet([[Slot("1")] * 10_000])})),
    "xlsx, merged to the edge": (
        "table_too_wide",
        xlsx({"a": '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'}),
    ),
    "xlsx, many merges": (
        "too_complex",
        xlsx({"a": merged("A1:GR400", "A1001:GR1400", "A2001:GR2900")}),
    ),
    "xlsx, a word file": ("not_a_package", GOOD),
    "xlsx, empty": ("empty_file", xlsx({"a": "<sheetData/>"})),
}


@pytest.mark.parametrize(
    ("suffix", "code", "data"),
    [(".docx", *case) for case in HOSTILE.values()] + [(".xlsx", *case) for case in SHEETS.values()],
    ids=[*HOSTILE, *SHEETS],
)
def test_refused_with_a_remedy(suffix: str, code: str, data: bytes) -> None:
    tracemalloc.start()
    try:
        refused = read_bytes(f"a{suffix}", suffix, data, Sidecar())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(refused, Refused)
    (doubt,) = refused.doubts
    assert doubt.code == code and doubt.loudness is Loudness.REFUSED and doubt.remedy
    assert not refused.keep
    assert peak < 200 * 2**20


@pytest.mark.parametrize("suffix", [".docm", ".xlsm"])
def test_macro_files_are_refused_by_name(suffix: str) -> None:
    refused = read_bytes(f"a{suffix}", suffix, GOOD, Sidecar())
    assert isinstance(refused, Refused) and refused.doubts[0].code == "macros"


def test_parts_outside_the_file_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "header1.xml"
    secret.write_text(f"<w:hdr {W}>{paragraph('机密')}</w:hdr>")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "".join(
        f'<Relationship Id="r{i}" Type="{office}/header" Target="{target}" {mode}/>'
        for i, (target, mode) in enumerate(
            [
                (secret.as_uri(), 'TargetMode="External"'),
                (secret.as_uri(), ""),
                (str(secret), ""),
                ("../../../header1.xml", ""),
            ]
        )
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = changed(GOOD, {"word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{rels}</Relationships>'})
    document = read_bytes("a.docx", ".docx", data, Sidecar())
    assert isinstance(document, Document)
    assert document.text.edits == ()


def test_a_file_of_pictures_is_kept() -> None:
    refused = read_bytes("a.docx", ".docx", docx("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"), Sidecar())
    assert isinstance(refused, Refused) and refused.keep
    assert refused.doubts[0].code == "image_only"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_breaks_the_reader(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([GOOD, xlsx({"a": excel_sheet([[Slot("规章"), Slot("1")]] * 3)})]))
    damaged = bytearray(good)
    for at in data.draw(st.lists(st.integers(0, len(good) - 1), max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    del damaged[data.draw(st.integers(len(good) // 2, len(good))) :]
    for suffix in (".docx", ".xlsx"):
        assert isinstance(read_bytes(f"a{suffix}", suffix, bytes(damaged), Sidecar()), Document | Refused)


@given(st.text(st.sampled_from("<>/wptblrc: =\"'val0"), max_size=200))
def test_no_xml_breaks_the_reader(text: str) -> None:
    assert isinstance(read_bytes("a.docx", ".docx", docx(text), Sidecar()), Document | Refused)


def chained(count: int, ring: bool) -> bytes:
    """Styles that are each based on the next one, and a paragraph of each."""
    last = "s0" if ring else ""
    bases = [*(f"s{i + 1}" for i in range(count - 1)), last]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="{base}"/></w:style>'
        for i, base in enumerate(bases)
    )
    body = "".join(paragraph("1", f'<w:pStyle w:val="s{i}"/>') for i in range(count))
    return docx(body, {"styles.xml": f"<w:styles {W}>{styles}</w:styles>"})


@pytest.mark.parametrize("ring", [True, False])
def test_a_chain_of_styles_is_walked_over_once(ring: bool) -> None:
    """Walked over for each paragraph anew, these take minutes: the run's own time limit catches it."""
    document = read_bytes("a.docx", ".docx", chained(12_000, ring), Sidecar())
    assert isinstance(document, Document) and document.text.decoded.count("1") == 12_000


def test_a_note_is_told_once_however_many_numbers_lead_to_it() -> None:
    note = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("注" * 100)}</w:footnote></w:footnotes>'
    body = "<w:p>" + '<w:r><w:footnoteReference w:id="2"/></w:r>' * 5_000 + "</w:p>" + paragraph("文")
    document = read_bytes("a.docx", ".docx", docx(body, {"footnotes.xml": note}), Sidecar())
    assert isinstance(document, Document) and document.text.decoded.split() == ["注" * 100, "文"]


def test_a_header_is_told_once_however_many_relations_lead_to_it() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = "".join(f'<Relationship Id="r{i}" Type="{office}/header" Target="header1.xml"/>' for i in range(2_000))
    header = f"<w:hdr {W}>{paragraph('县')}</w:hdr>"
    files: dict[str, str | bytes] = {"word/header1.xml": header}
    files["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{rels}</Relationships>'
    document = read_bytes("a.docx", ".docx", changed(GOOD, files), Sidecar())
    assert isinstance(document, Document) and [edit.removed for edit in document.text.edits] == ["县"]


@pytest.mark.parametrize("change", ["lost", "flipped"])
def test_no_damaged_byte_breaks_the_reader(change: str) -> None:
    for at in range(0, len(GOOD), 7):
        byte = b"" if change == "lost" else bytes([GOOD[at] ^ 0x55])
        damaged = GOOD[:at] + byte + GOOD[at + 1 :]
        assert isinstance(read_bytes("a.docx", ".docx", damaged, Sidecar()), Document | Refused)
