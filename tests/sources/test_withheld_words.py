"""Words that are withheld are found in names, addresses and notes, however they are written there."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.documents import Document
from generator.model.doubts import Attention, Doubt
from generator.model.sidecars import Amount, Confirmation, Correction, Reply, Sidecar, Withheld
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.withheld_words import BLOCK, Words, variants

NAME, NUMBER = "张三丰", "13812345678"
WORDS = Words((NAME, NUMBER))
WITHHOLD = (Withheld(NAME, "姓名"), Withheld(NUMBER, "电话"))


@pytest.mark.parametrize(
    "text",
    ["13812345678", "１３８１２３４５６７８", "138 1234 5678", "138-1234-5678", "138—1234\u200b5678", "138\n12345678"],
)
def test_a_number_is_found_in_whatever_way_it_is_set(text: str) -> None:
    assert [span.of(f"电话{text}。") for span in variants((NUMBER,), f"电话{text}。")] == [text]


@pytest.mark.parametrize("text", ["张三丰", "張三豐", "张 三丰", "张三\n丰"])
def test_a_name_is_found_in_either_script(text: str) -> None:
    assert [span.of(f"联系人{text}。") for span in variants((NAME,), f"联系人{text}。")] == [text]


def test_short_numbers_are_not_sought_in_other_writings_and_names() -> None:
    """They stand in every year and code: a path would lose its county, a message its count."""
    words = Words(("12", "2021", "1234"))
    path = "641222/某镇/2021.txt"
    assert (
        words.name(path) == path and not words.tells("https://a.example/1234/") and not [*variants(words.words, "1 2")]
    )
    assert Words(("12345",)).name("a12345.txt") == f"a{BLOCK * 5}.txt"
    assert words.text("共12件") == f"共{BLOCK * 2}件", "what people noted is text, in which all words go"


@pytest.mark.parametrize(
    "url",
    [
        f"https://a.example/{NUMBER}", f"https://a.example/?q={NAME}", "https://a.example/%E5%BC%A0%E4%B8%89%E4%B8%B0",
        "https://a.example/%25E5%25BC%25A0%25E4%25B8%2589%25E4%25B8%25B0", "https://a.example/%D5%C5%C8%FD%B7%E1",
        "https://xn--ehqpd223d.example/", "https://a.example/138-1234-5678", "https://a.example/%EF%BC%91３８12345678",
    ],
)  # fmt: skip
def test_an_address_that_tells_a_word_goes_as_a_whole_and_says_so(url: str) -> None:
    shown = WORDS.sidecar(Sidecar(source_url=url, reply=Reply("已阅", None, url), withhold=WITHHOLD))
    assert shown.source_url is None and shown.reply == Reply("已阅")
    assert shown.addresses_withheld == ("source_url", "reply.source_url")
    assert shown.host == ("" if "xn--" in url else "https://a.example/"), "where it was found still tells the place"


def test_other_addresses_stay() -> None:
    known = Sidecar(source_url="https://a.example/x%20y", received_as="a.txt", reply=Reply("b"), withhold=WITHHOLD)
    assert WORDS.sidecar(known) == known and Words().sidecar(known) == known
    assert not WORDS.tells("https://xn--99999999.example/"), "what is no punycode is passed over"


def test_all_that_people_noted_is_without_the_words() -> None:
    known = Sidecar(
        path=f"{NAME}.yaml",
        received_as=f"{NAME} %E5%BC%A0%E4%B8%89%E4%B8%B0.txt",
        note="电话138-1234-5678",
        corrections=(
            Correction("organ", f"{NAME}镇", f"{NAME}说"),
            Correction("a.b.c", int(NUMBER), "x"),
            Correction("a.b.d", 5, "x"),
        ),
        confirmed=(Confirmation("all", NUMBER, NAME), Confirmation("requests", "0a12", "看过")),
        withhold=(Withheld(NAME, f"{NAME}的姓名"), Withheld(NUMBER, "电话"), Withheld("12", "数")),
        reply=Reply(f"请问{NAME}", date(2024, 1, 2), "https://a.example/"),
    )
    shown = Words.of(known).sidecar(known)
    assert (shown.path, shown.received_as, shown.note) == ("■■■.yaml", "■■■ ■", f"电话{BLOCK * 13}")
    assert [one.value for one in shown.corrections] == ["■■■镇", BLOCK * 11, 5]
    assert shown.corrections[0].why == "■■■说" and shown.corrections[2] == known.corrections[2]
    assert shown.confirmed == (Confirmation("all", BLOCK * 11, "■■■"), known.confirmed[1])
    assert [one.why for one in shown.withhold] == ["■■■的姓名", "电话", "数"]
    assert [one.text for one in shown.withhold] == [NAME, NUMBER, "12"], "what is to be found elsewhere, too"
    assert shown.reply == Reply("请问■■■", date(2024, 1, 2), "https://a.example/")


def test_a_correction_that_tells_a_withheld_cell_is_none() -> None:
    known = Sidecar(corrections=(Correction("a.b.c", Amount(12), "x"),), withhold=(Withheld("12", "数"),))
    assert Words.of(known).sidecar(known).corrections[0].value == "■■"


def test_messages_and_paths_are_without_the_words() -> None:
    item = Attention(f"{NAME}.txt", Doubt("unknown_key", "sources", f"不认识的键“{NAME}”，第 12 行", f"删去{NUMBER}"))
    (shown,) = WORDS.attention((item,))
    assert (shown.path, shown.doubt.message) == ("■■■.txt", "不认识的键“■■■”，第 12 行")
    assert shown.doubt.remedy == f"删去{BLOCK * 11}"


def test_where_words_stand_besides_the_text_is_told() -> None:
    known = Sidecar(received_as=NAME, source_url=f"https://a.example/{NAME}", note="x", reply=Reply(NAME))
    assert Words((NAME,)).places(known, f"{NAME}/a.txt") == ("file", "source_url", "received_as", "reply.text")
    assert not WORDS.places(Sidecar(note="x"), "a.txt")


def opened(text: str, path: str = "x.txt", **known: str) -> Document:
    document = read_bytes(path, ".txt", text.encode(), Sidecar(**known, withhold=WITHHOLD))  # type: ignore[arg-type]
    assert isinstance(document, Document)
    return document


def test_words_that_stand_in_a_name_alone_are_not_missed() -> None:
    codes = [one.code for one in opened("年度报告", f"{NAME}.txt", received_as=NUMBER).doubts]
    assert "withheld_not_found" not in codes
    assert [one.code for one in opened("年度报告", f"{NAME}.txt").doubts] == ["withheld_not_found"]


def test_other_writings_that_stay_are_told_with_their_lines_and_not_repeated() -> None:
    document = opened(f"{NAME} {NUMBER}\n張三豐\n１３８１２３４５６７８ 138 1234 5678")
    (doubt,) = document.doubts
    assert doubt.code == "withheld_variant" and "第 2、3 行" in doubt.message
    assert "張三豐" in document.text.decoded and "張" not in doubt.message + doubt.remedy
    assert not opened(f"{NAME} {NUMBER}").doubts


def test_a_refused_file_is_listed_without_the_words() -> None:
    refused = read_bytes(f"{NAME}.xyz", ".xyz", b"", Sidecar(withhold=WITHHOLD))
    assert isinstance(refused, Refused) and refused.source.path == "■■■.xyz" and not refused.keep
