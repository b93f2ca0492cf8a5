"""Bytes to text: which encoding, and how sure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from itertools import islice

import chardet

from generator.model.doubts import Doubt, Loudness
from generator.model.spans import DecodedSpan, Span
from generator.repairs.mojibake import unproven

CONTROLS = tuple(chr(c) for c in range(32) if chr(c) not in "\t\n\r\x0b\x0c")
MAX_CHARACTERS = 400_000
"""A report has 3,000 to 100,000 characters; beyond four times that it is something else."""
MAX_TEXT = 2_000_000
"""Characters of a text file, which may hold the reports of a whole year: they are read one by one."""
LONGEST_CHARACTER = 4
"""Bytes of a character in any of the encodings, and of the mark before a text."""

SIGNATURES = (
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"RIFF", "RIFF（WebP 等）文件"),
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "ZIP 压缩包（docx、xlsx 亦属此类）"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（doc、xls、wps）"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
)

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
DECLARED = {
    "utf-8": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    # What declares itself gb2312 or gbk uses characters beyond it as soon as a name needs them.
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "cp936": "gb18030", "ms936": "gb18030", "chinese": "gb18030", "euc-cn": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs",
    "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
"""Names that files use for their encoding → the codec that reads them."""
COMMON = frozenset(
    "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经三进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应"
    "开合还因由其些前外天政四日那社事平形相全表间样与关各重新线内数正心反看原又利比或质气第向道命此变条只没"
    "结解问意建月公无系情最立代想已通并提直题程展五果料象员革位入常文总次品式活设及管特件长求老基资边流路级少"
    "组见计别她手期根论运农指九区强放决必战先回则任取据处府信息镇乡县市"
    "國這們個來時為會發動學產種後過電對說實現體機當點從業兩開還因應與樣關線內數條無結問題質氣給濟設總長組見計"
    "別論運農區強決戰則據處報務規請辦覆審訴訟眾進屆權該將員級廣"
)
"""Frequent characters of both scripts; real prose in either is half made of them."""
PUNCTUATION = "，。、；：（）《》“”"
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\s]+")
SAMPLE = 2_000
"""So many stretches beyond ASCII are looked at to judge a decoding."""
LOST = 0.002
"""Share of characters that may be lost to broken bytes; more, and it is another encoding."""
ENOUGH = 0.25
"""Share of characters that a plausible decoding has in COMMON or ASCII."""


GARBLED = "garbled_text"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its encoding and how sure that is (0 to 1); ``text`` is None where it was refused."""

    text: str | None
    encoding: str | None = None
    confidence: float = 0.0
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, declared: str | None = None, limit: int = MAX_CHARACTERS) -> Decoded:
    """The text of ``data``. Refused, with a doubt, where it is empty, not text or longer than ``limit``.

    ``declared`` is the encoding that the file names: a hint, and no more than that, since pages are often wrong.
    """
    if (refused := _refused_unread(data, limit)) is not None:
        return refused
    codec = DECLARED.get((declared or "").strip().lower())
    found = _with_bom(data) or _as_utf8(data) or _as_declared(data, codec) or _guessed(data) or _damaged(data, codec)
    if found is None or found.text is None:
        return _refused(
            "undecodable",
            "字节无法按任何已知编码读成中文文本。",
            "请另存为 UTF-8 后重新上传，或上传原始网页、Word 文件。",
        )
    if len(found.text) > limit:
        return _too_long(f"{len(found.text):,} 字", limit)
    doubts = (*found.doubts, *_disagreement(found, declared, codec), *garbled(found.text))
    return replace(found, doubts=doubts)


def _refused_unread(data: bytes, limit: int) -> Decoded | None:
    """The refusal of ``data`` that is empty, a file of another kind or too long; None where it may be decoded."""
    if not data.strip():
        return _refused("empty_file", "文件是空的。", "请重新上传完整的文件。")
    signature = next((name for magic, name in SIGNATURES if data.startswith(magic)), None)
    if (signature and b"\x00" in data[:4096]) or data.startswith(b"%PDF"):
        return _refused("not_text", f"扩展名是文本，内容却是{signature}。", "请改正扩展名后重新上传，或上传文字版。")
    if len(data) > LONGEST_CHARACTER * limit + LONGEST_CHARACTER:
        return _too_long(f"{len(data):,} 字节", limit)  # before it is decoded in five ways
    return None


def garbled(text: str) -> tuple[Doubt, ...]:
    """One doubt for all lines and cells that were decoded wrongly before and whose bytes are partly lost."""
    spans = list(unproven(text))
    if not spans:
        return ()
    words = spans[0].of(text).strip()[:20]
    return (
        Doubt(
            GARBLED,
            "sources",
            f"有 {len(spans)} 处是被误读过编码的乱码，且有字节丢失，无法还原，如“{words}”。",
            "请上传未经转码的原件。",
            span=DecodedSpan(spans[0]),
        ),
    )


def _refused(code: str, message: str, remedy: str) -> Decoded:
    return Decoded(None, doubts=(Doubt(code, "sources", message, remedy, Loudness.REFUSED),))


def _too_long(length: str, limit: int) -> Decoded:
    return _refused("too_long", f"文本长达 {length}，上限为 {limit:,} 字。", "请只上传报告本身。")


def _disagreement(found: Decoded, declared: str | None, codec: str | None) -> tuple[Doubt, ...]:
    if codec is None or found.encoding is None or (found.text or "").isascii():
        return ()
    if codec[:5] == found.encoding[:5]:
        return ()
    message = f"文件自称编码为 {declared}，实际按 {found.encoding} 读出。"
    return (Doubt("charset_disagrees", "sources", message, "若文字有误，请另存为 UTF-8 后重新上传。", Loudness.NOTE),)


def _with_bom(data: bytes) -> Decoded | None:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, 1.0)
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    if b"\x00" in data:
        return None
    found = _strict(data, "utf-8", 1.0)
    if found is None or found.text is None:
        return found
    return found if _readable(found.text) else None


def _as_declared(data: bytes, codec: str | None) -> Decoded | None:
    """By the declared encoding, where that gives plausible text; surer than a guess that agrees with nobody."""
    if codec is None or codec == "utf-8":
        return None
    found = _strict(data, codec, 0.0)
    if found is None or found.text is None or not _readable(found.text):
        return None
    score = _plausibility(found.text)
    return replace(found, confidence=round((1 + min(1.0, score)) / 2, 2)) if score >= ENOUGH else None


def _guessed(data: bytes) -> Decoded | None:
    """The most plausible of the East Asian encodings; chardet's word breaks a tie."""
    scored = _scored(data)
    best = max((score for score, _ in scored), default=0.0)
    if best < ENOUGH:
        return None
    chosen = _chosen([found for score, found in scored if score == best], data)
    return replace(chosen, confidence=round(min(1.0, best), 2))


def _scored(data: bytes) -> list[tuple[float, Decoded]]:
    """The decodings of ``data`` by CANDIDATES that are text, each with its plausibility."""
    scored = []
    for encoding in CANDIDATES:
        found = _strict(data, encoding, 0.0)
        if found is not None and found.text is not None and _readable(found.text):
            scored.append((round(_plausibility(found.text), 2), found))
    return scored


def _chosen(tied: list[Decoded], data: bytes) -> Decoded:
    """Of equally plausible decodings the one that chardet names, else the first."""
    if len(tied) == 1:
        return tied[0]
    hint = (chardet.detect(data[:65536]).get("encoding") or "").lower()
    return next((f for f in tied if hint and (f.encoding or "").startswith(hint[:2])), tied[0])


def _damaged(data: bytes, codec: str | None) -> Decoded | None:
    """Text with a few broken bytes, as where a file was cut inside a character."""
    found = []
    for encoding in dict.fromkeys(filter(None, ("utf-8", codec, "gb18030"))):
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if lost <= max(1, LOST * len(text)) and _readable(text) and _plausibility(text) >= ENOUGH:
            found.append((lost, encoding, text))
    if not found:
        return None
    lost, encoding, text = min(found, key=lambda item: item[0])
    at = text.index("\ufffd") if lost else 0
    doubt = Doubt(
        "bytes_lost",
        "sources",
        f"有 {lost} 处字节损坏，显示为“\ufffd”。",
        "请对照原件，或重新上传完好的文件。",
        span=DecodedSpan(Span(at, at + 1)),
    )
    return Decoded(text, encoding, round(0.9 * min(1.0, _plausibility(text)), 2), (doubt,))


def _strict(data: bytes, encoding: str, confidence: float) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, confidence)
    except UnicodeDecodeError:
        return None


def _readable(text: str) -> bool:
    """No more control characters than a sloppy export leaves."""
    bad = sum(text.count(c) for c in CONTROLS)
    return bad * 100 <= len(text)


def _plausibility(text: str) -> float:
    """Share of frequent characters among those beyond ASCII, which says nothing; 1 where there are none."""
    letters = "".join(match[0] for match in islice(BEYOND_ASCII.finditer(text), SAMPLE))
    if not letters:
        return 1.0 if text.strip() else 0.0
    return sum(c in COMMON or c in PUNCTUATION for c in letters) / len(letters)
