"""Bytes to text: which encoding, and how sure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import chardet

from generator.model.doubts import Doubt, Loudness

MAX_CHARACTERS = 1_000_000
"""A report has 3,000 to 100,000 characters; beyond ten times that it is something else."""

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
CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be")
COMMON = frozenset(
    "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经三进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应"
    "开合还因由其些前外天政四日那社事平形相全表间样与关各重新线内数正心反看原又利比或质气第向道命此变条只没"
    "结解问意建月公无系情最立代想已通并提直题程展五果料象员革位入常文总次品式活设及管特件长求老基资边流路级少"
    "组见计别她手期根论运农指九区强放决必战先回则任取据处府信息镇乡县市"
)
"""Frequent characters; real prose in either script is half made of them."""
ENOUGH = 0.25
"""Share of characters that a plausible decoding has in COMMON or ASCII."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its encoding and how sure that is (0 to 1); ``text`` is None where it was refused."""

    text: str | None
    encoding: str | None = None
    confidence: float = 0.0
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of ``data``. Refused, with a doubt, where it is empty, not text or implausibly long."""
    if not data.strip():
        return _refused("empty_file", "文件是空的。", "请重新上传完整的文件。")
    signature = next((name for magic, name in SIGNATURES if data.startswith(magic)), None)
    if (signature and b"\x00" in data[:4096]) or data.startswith(b"%PDF"):
        return _refused("not_text", f"扩展名是文本，内容却是{signature}。", "请改正扩展名后重新上传，或上传文字版。")
    found = _with_bom(data) or _as_utf8(data) or _guessed(data)
    if found is None or found.text is None:
        return _refused(
            "undecodable",
            "字节无法按任何已知编码读成中文文本。",
            "请另存为 UTF-8 后重新上传，或上传原始网页、Word 文件。",
        )
    if len(found.text) > MAX_CHARACTERS:
        return _refused(
            "too_long", f"文本长达 {len(found.text):,} 字，上限为 {MAX_CHARACTERS:,} 字。", "请只上传报告本身。"
        )
    return found


def _refused(code: str, message: str, remedy: str) -> Decoded:
    return Decoded(None, doubts=(Doubt(code, "sources", message, remedy, Loudness.REFUSED),))


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


def _guessed(data: bytes) -> Decoded | None:
    """The most plausible of the East Asian encodings; chardet's word breaks a tie."""
    hint = (chardet.detect(data[:65536]).get("encoding") or "").lower()
    scored = []
    for encoding in CANDIDATES:
        found = _strict(data, encoding, 0.0)
        if found is not None and found.text is not None and _readable(found.text):
            scored.append((_plausibility(found.text), encoding.startswith(hint[:2]) and bool(hint), found))
    if not scored:
        return None
    score, _, best = max(scored, key=lambda item: (round(item[0], 2), item[1]))
    if score < ENOUGH:
        return None
    return Decoded(best.text, best.encoding, round(min(1.0, score), 2))


def _strict(data: bytes, encoding: str, confidence: float) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, confidence)
    except UnicodeDecodeError:
        return None


def _readable(text: str) -> bool:
    """No more control characters than a sloppy export leaves."""
    bad = sum(c < " " and c not in "\t\n\r\x0b\x0c" for c in text)
    return bad * 100 <= len(text)


def _plausibility(text: str) -> float:
    letters = [c for c in text if not c.isspace()]
    if not letters:
        return 0.0
    from_common = sum(c in COMMON or c.isascii() or c in "，。、；：（）《》“”" for c in letters)
    return from_common / len(letters)
