"""Validates web addresses: those given by people, those printed into pages, and the site's own."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

MAX_ADDRESS = 2_000
"""Characters. Browsers and servers cut or refuse longer addresses."""

_UNSAFE = re.compile(
    r"""[\x00-\x20\x7f-\xa0\\<>"`{}|^\ud800-\udfff"""
    r"""\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]"""
)
"""Controls, blanks, half characters, invisible and direction marks, and what no address holds unescaped."""
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_MAILBOX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?")
MAX_MAIL = 254
"""Characters of a mail address."""


def is_mail_address(value: str) -> bool:
    """True for a plain ``name@host.example``; no quotes or escapes, since it becomes part of links."""
    mailbox, at, host = value.partition("@")
    if not at or len(value) > MAX_MAIL or not value.isascii() or "." not in host.strip("."):
        return False
    return bool(_MAILBOX.fullmatch(mailbox)) and ".." not in mailbox and _is_host(host, bracketed=False)


def is_web_address(value: str) -> bool:
    """True for an absolute http(s) address that leads where it seems to lead.

    Refused are credentials (``https://bank.example@evil.example``), hosts that change under compatibility
    normalisation (``ⓔxample.com``, ``℀.com``), and whatever the standard parser refuses.
    """
    if len(value) > MAX_ADDRESS or _UNSAFE.search(value):
        return False
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or port == 0:
        return False
    return _is_host(parts.hostname or "", bracketed=parts.netloc.startswith("["))


def _is_host(host: str, *, bracketed: bool) -> bool:
    if bracketed:
        try:
            ipaddress.IPv6Address(host)
        except ValueError:
            return False
        return "%" not in host
    if len(host) > 253 or unicodedata.normalize("NFKC", host) != host:
        return False
    return all(_LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))
