"""Sidecars: what is wrong costs its key and no other, is told with its line, and takes no time to speak of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import is_web_address
from generator.model.sidecars import Amount, Correction, Reply, Withheld
from generator.sources import plain_yaml
from generator.sources.sidecars import EVERYTHING, KEYS, MAX_COMPLAINTS, read_sidecar

DIGITS = "9" * 300


def read(text: str | bytes) -> tuple[object, list[tuple[int | None, str]]]:
    sidecar, attention = read_sidecar("a/2020.yaml", text.encode() if isinstance(text, str) else text)
    assert all(item.path == "a/2020.yaml" and item.doubt.message and item.doubt.remedy for item in attention)
    return sidecar, [(item.line, item.doubt.code) for item in attention]


def test_every_key_is_read() -> None:
    text = """
source_url: https://a.example/x?y=1
retrieved_on: 2024-03-01
published_on: "2024-01-28"
received_as: 2020
note: no
corrections:
- {target: requests.new.total, value: 5, why: x}
- {target: requests.new.other, value: null, why: 010}
- {target: fees.row.amount, value: 1.50, why: y}
- {target: place, value: 010, why: y}
withhold:
- {text: 13800000000, why: 电话}
- {original: true, why: 有照片}
reply: {text: 已更正, on: 2024-05-01, source_url: "https://b.example"}
"""
    sidecar, attention = read_sidecar("x.yaml", text.encode())
    assert not attention
    assert (sidecar.retrieved_on, sidecar.published_on) == (date(2024, 3, 1), date(2024, 1, 28))
    assert (sidecar.received_as, sidecar.note) == ("2020", "no"), "text stays text, whatever it looks like"
    assert sidecar.corrections == (
        Correction("requests.new.total", 5, "x"),
        Correction("requests.new.other", None, "010"),
        Correction("fees.row.amount", Amount(Decimal("1.50")), "y"),
        Correction("place", "010", "y"),
    )
    assert sidecar.withhold == (Withheld("13800000000", "电话"), Withheld("", "有照片"))
    assert sidecar.reply == Reply("已更正", date(2024, 5, 1), "https://b.example")


@pytest.mark.parametrize(
    "value",
    [
        'note: !!int ""',
        "note: !!bool x",
        "note: &a x",
        "note: *a",
        'note: "\\ud800"',
        'note: "\\udc00\\ud800"',
        'note: "a\\x1b[31m"',
        'note: "a\\0"',
        'note: "\u202e1234"',
        "note: [a]",
        "note: {a: b}",
        "note: ~",
        "note: '   '",
        "note: x\nnote: y",
        f"note: {'很' * 20_001}",
        "source_url: 'http://['",
        "source_url: http://\u2100.com/",
        "source_url: javascript:alert(1)",
        "source_url: https://bank.example@evil.example/",
        "source_url: 'https://a.example/ b'",
        f"source_url: https://a.example/{'a' * 2000}",
        "retrieved_on: 0000-00-00",
        "retrieved_on: 99999-01-01",
        "retrieved_on: 2024-02-30",
        "retrieved_on: 0001-01-01",
        "retrieved_on: 2024-03-01 10:00:00",
        f"retrieved_on: {DIGITS}",
        f"corrections: [{{target: year, value: {DIGITS}, why: x}}]",
        f"corrections: [{{target: year, value: 0.{DIGITS}, why: x}}]",
        "corrections: [{target: year, value: {a: b}, why: x}]",
        "corrections: [{target: [year], value: 1, why: x}]",
        "corrections: [{target: year, value: 1, why: ''}]",
        "corrections: [{target: year, value: 1}]",
        "corrections: [{target: year, value: 1, why: x, why: y}]",
        "corrections: [{target: year, value: 1, why: x, who: y}]",
        'corrections: [{target: organ, value: "\\ud800", why: x}]',
        "corrections: {target: year, value: 1, why: x}",
        "reply: {on: 2024-01-01}",
        "reply: {text: x, on: 2024-13-01}",
        "reply: {text: x, source_url: 'http://[::1'}",
        'reply: {text: "\\ud800"}',
        '"\\ud800": x',
        "colour: red",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "<<: {note: x}",
        "1: 2",
    ],
)
def test_what_is_wrong_costs_its_key_only(value: str) -> None:
    sidecar, attention = read_sidecar("x.yaml", f"withhold: [{{text: 甲, why: 乙}}]\n{value}\n".encode())
    assert attention and all(item.line in (2, 3) or "标签" in item.doubt.message for item in attention)
    assert sidecar.withhold == (Withheld("甲", "乙"),)
    assert not (sidecar.note or sidecar.source_url or sidecar.retrieved_on or sidecar.corrections or sidecar.reply)
    assert all("\ud800" <= c <= "\udfff" or c.isprintable() for item in attention for c in item.doubt.message)
    assert not any("\ud800" <= c <= "\udfff" for item in attention for c in item.doubt.message)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"note: a\nsource_url: [x\n", 3),
        (b"note: a\n---\nnote: b\n", 2),
        (b"note: a\n\tb: c\n", 2),
        (b"note: a\0b", 1),
        (b"note: \xed\xa0\x80", 1),
        (b"\n- a\n", 2),
        (b"abc", 1),
        ("note: 甲".encode("gb18030"), 1),
        (b"a: " + b"[" * 10_000, 1),
        (b"a: " + b"{b: " * 10_000, 1),
        (b"? " * 10_000, 1),
        (b"[" * 10_000, 1),
        (b"a: [" + b"1," * 50_000, 1),
        (b"".join(b"k%d: 1\n" % n for n in range(20_000)), None),
        (b"".join(b"k%d: 1\n" % n for n in range(40_000)), None),
        (b"#" + b"x" * 2**20, None),
        (b"note: &a [x, x]\nreply: [*a, *a, *a, *a]", None),
    ],
    ids=range(17),
)
def test_what_is_no_such_file_is_told(text: bytes, line: int | None) -> None:
    sidecar, attention = read_sidecar("x.yaml", text)
    assert attention and attention[0].doubt.code == "broken_sidecar"
    assert line is None or attention[0].line == line
    assert (sidecar.note, sidecar.source_url, sidecar.withhold) == (None, None, ())


def test_the_parser_is_stopped_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time grows with the square of the depth: 20 s for these 10,000 brackets."""
    taken = 0
    parse = plain_yaml.yaml.parse

    def counted(*arguments: object) -> object:
        nonlocal taken
        for event in parse(*arguments):  # type: ignore[arg-type]
            taken += 1
            yield event

    monkeypatch.setattr(plain_yaml.yaml, "parse", counted)
    read_sidecar("x.yaml", b"note: " + b"[" * 10_000)
    assert taken < 20
    taken = 0
    read_sidecar("x.yaml", b"note: [" + b"1," * 100_000)
    assert taken <= plain_yaml.MAX_NODES + 1


@pytest.mark.parametrize("text", [b"", b"# nothing\n", b"~", b"{}", b"\xef\xbb\xbf", b"---\n"])
def test_a_file_that_says_nothing_is_fine(text: bytes) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_tell_themselves_are_read(encoding: str) -> None:
    sidecar, attention = read_sidecar("x.yaml", "note: 说明\r\n".encode(encoding))
    assert (sidecar.note, attention) == ("说明", ())


def test_two_halves_make_a_character() -> None:
    assert read_sidecar("x.yaml", b'note: "\\ud83d\\ude00"')[0].note == "\U0001f600"


@pytest.mark.parametrize(
    "text",
    [
        "withhold: all",
        "withhold:",
        "withhold: [{original: false, why: x}]",
        "withhold: [{why: x}]",
        "withhold: [{text: a, original: true, why: x}]",
        "withhold: [{text: a, why: x}]\nwithhold: [{text: b, why: y}]",
        "withhold: [{text: a",
        "note: !\n  withhold: [}",
    ],
)
def test_what_was_to_be_withheld_is_never_let_out(text: str) -> None:
    for data in (text.encode(), text.encode("utf-16-le")):
        assert read_sidecar("x.yaml", data)[0].withhold == (EVERYTHING,)


def test_complaints_are_bounded() -> None:
    _, attention = read_sidecar("x.yaml", b"".join(b"k%d: 1\n" % n for n in range(500)))
    assert len(attention) == MAX_COMPLAINTS + 1
    assert "480" in attention[-1].doubt.message


def test_messages_say_where() -> None:
    text = "corrections:\n- {target: year, value: 1, why: x}\n- {target: year, value: 2}\n"
    (item,) = read_sidecar("x.yaml", text.encode())[1]
    assert "第 2 项" in item.doubt.message and "why" in item.doubt.message


VALUES = st.recursive(
    st.text(max_size=8)
    | st.integers()
    | st.none()
    | st.sampled_from(["!!int ''", "&a b", "*a", "2024-01-01", "|", "'"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), VALUES, max_size=5), st.binary(max_size=3))
def test_nothing_raises(mapping: dict[str, object], dirt: bytes) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in mapping.items()).encode("utf-8", "surrogatepass")
    for data in (text, text + dirt, text[len(text) // 2 :] + dirt):
        read_sidecar("x.yaml", data)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://www.example.gov.cn/a/b.html?x=1#y", True),
        ("HTTP://EXAMPLE.COM:8080", True),
        ("http://[2001:db8::1]/x", True),
        ("http://政府.中国/公开", True),
        ("http://\u24d4xample.com@evil.example", False),
        ("http://\u24d4xample.com", False),
        ("http://\uff11.2.3.4/", False),
        ("http://a\u3002example/", False),
        ("http://\u2100.com/", False),
        ("http://u:p@a.example", False),
        ("http://[", False),
        ("http://[::1", False),
        ("http://[fe80::1%25eth0]/", False),
        ("http://[a.example]/", False),
        ("http://", False),
        ("http:///x", False),
        ("http://a..example", False),
        ("http://-a.example", False),
        ("http://a.example:0", False),
        ("http://a.example:99999", False),
        ("http://a.example:x", False),
        ("http://a.example\\@b.example", False),
        ("http://a.example/\nx", False),
        ("http://a.example/\u202egpj", False),
        ("http://a.example/\ud800", False),
        ("//a.example", False),
        ("ftp://a.example", False),
        ("data:text/html,x", False),
        ("https://a.example/" + "a" * 2000, False),
    ],
)
def test_addresses(address: str, good: bool) -> None:
    assert is_web_address(address) is good
