"""Which encoding, and how sure: declared, guessed, contradicted, damaged, or wrongly decoded once before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model.doubts import Loudness
from generator.model.spans import Span
from generator.repairs import repair
from generator.repairs.script import converter, simplify
from generator.sources.decode import decode
from generator.sources.html.charset import declared_charset
from tests.filled import filled
from tests.sources.html_writing import DRESSES, FORMS, random_values, write_page
from tests.sources.test_html import read, values_of
from tests.writing import write_report

PAGE = write_page("2021", random_values(FORMS.get("2021"), 9), DRESSES["site"])


@pytest.mark.parametrize(
    ("declared", "actual", "codec"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8-sig"),
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("utf-8", "utf-16", "utf-16"),
        ("utf-8", "utf-16-le", "utf-16-le"),
        ("utf-8", "utf-16-be", "utf-16-be"),
        ("nonsense", "utf-8", "utf-8"),
    ],
)
def test_a_page_in_any_encoding(declared: str, actual: str, codec: str, tmp_path: Path) -> None:
    meta = f'<meta http-equiv=Content-Type content="text/html; charset={declared}">'
    page = PAGE.replace('<meta charset="utf-8">', meta)
    report = read(page.replace("甲镇", "堃镇").encode(actual), tmp_path)
    assert values_of(report) == random_values(FORMS.get("2021"), 9)
    assert report.sources[0].encoding == codec
    assert report.sources[0].encoding_confidence > 0.5
    assert report.organ.name == "测试县堃镇人民政府", "a character that gb2312 does not have"
    lying = (declared, codec) in (("gb2312", "utf-8"), ("utf-8", "gb18030"))
    assert ("charset_disagrees" in {d.code for d in report.doubts}) is lying


def test_big5_with_and_without_a_word_of_it(tmp_path: Path) -> None:
    traditional = type(converter())("s2t").convert(PAGE)
    for declared in ("big5", "gb2312", ""):
        page = traditional.replace('<meta charset="utf-8">', f'<meta charset="{declared}">')
        report = read(page.encode("big5hkscs", "ignore"), tmp_path)
        assert report.sources[0].encoding == "big5hkscs", declared
        assert values_of(report) == random_values(FORMS.get("2021"), 9)


def test_a_hint_makes_surer() -> None:
    data = write_report().encode("gb18030")
    assert decode(data, "gb2312").confidence > decode(data).confidence


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'<meta charset="gbk">', "gbk"),
        (b"<META http-equiv='Content-Type' content='text/html; charset=GB2312'>", "GB2312"),
        (b'<?xml version="1.0" encoding="Big5"?>', "Big5"),
        (b"<meta name=x><meta charset = utf-8 >", "utf-8"),
        (b"<p>charset=gbk</p>", None),
        (b"", None),
    ],
)
def test_declarations(data: bytes, found: str | None) -> None:
    assert declared_charset(data) == found


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_inside_a_character_is_read_with_a_doubt(encoding: str) -> None:
    data = (write_report() + "镇").encode(encoding)[:-1]
    decoded = decode(data)
    assert decoded.text is not None and decoded.text.startswith(write_report())
    assert decoded.encoding == encoding
    assert [d.code for d in decoded.doubts] == ["bytes_lost"]
    assert decoded.doubts[0].loudness is Loudness.WARNING


def test_many_broken_bytes_are_refused() -> None:
    data = bytearray(write_report().encode("utf-8"))
    data[::40] = b"\xff" * len(data[::40])
    assert decode(bytes(data)).text is None


def windows_gbk(data: bytes) -> str:
    """As Windows reads bytes in code page 936: 80 is the euro sign, a byte without partner a question mark."""
    out, at = "", 0
    while at < len(data):
        if data[at] < 0x80:
            out, at = out + chr(data[at]), at + 1
        elif data[at] == 0x80:
            out, at = out + "€", at + 1
        else:
            try:
                out, at = out + data[at : at + 2].decode("gb18030"), at + 2
            except UnicodeDecodeError:
                out, at = out + "?", at + 1
    return out


def test_utf8_read_as_gbk_is_led_back_line_by_line() -> None:
    text = write_report(overview="我镇认真落实。2020年公开26条、37件。")
    wrong = windows_gbk(text.encode())
    assert wrong != text
    repaired = repair(wrong)
    cells = (re.split(r"[\n\t]", part) for part in (wrong, repaired.repaired, text))
    for given, found, meant in filled(zip(*cells, strict=True)):
        assert found in (meant, simplify(given)), "proven, or left as it is"
    lines = [f == m for f, m in zip(repaired.repaired.split("\n"), text.split("\n"), strict=True)]
    assert sum(lines) > len(lines) * 0.5
    assert [d.code for d in decode(wrong.encode()).doubts] == ["garbled_text"]


def test_utf8_read_as_latin_is_led_back_whole() -> None:
    text = write_report()
    data = text.encode()
    windows = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
    for wrong in (data.decode("latin-1"), windows):
        assert repair(wrong).repaired == text


@pytest.mark.parametrize("words", ["锛岀殑娴嬭瘯", "讳綋鎯呭喌?", "瑜氱┒瀹濆湪闀囦笂", "模范涌现"])
def test_a_word_that_looks_wrong_among_right_ones_stays(words: str) -> None:
    text = write_report(overview=f"我镇{words}。")
    assert repair(text).repaired == text


def test_digits_in_repaired_lines_keep_their_places() -> None:
    wrong = windows_gbk("规章数量\t26\t37件\n".encode() * 4)
    text = repair(wrong)
    at = text.repaired.index("37")
    assert text.back(Span(at, at + 2)).of(wrong) == "37"
