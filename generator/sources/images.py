"""Files of pictures, told by their first bytes; what stands in them is read by ``pictures``."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt, Loudness
from generator.model.sidecars import Sidecar
from generator.sources.base import OpenedFile, Refused
from generator.sources.pictures.headers import picture_kind
from generator.sources.pictures.pages_unread import not_read
from generator.sources.pictures.reader import read_picture


def read_image(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """What stands in a picture; refused where nothing can be read, and kept where it is a picture indeed."""
    return read_images(source, data, sidecar, ())


def read_images(source: Source, data: bytes, sidecar: Sidecar, more: Sequence[OpenedFile]) -> Document | Refused:
    """The same of a report whose further pages are the files ``more``."""
    kind = picture_kind(data)
    if kind:
        what = f"{kind} 图片"
        return read_picture(source, data, sidecar, what, more)
    others = tuple(not_read((one.name, "first") for one in more))
    code, message = ("empty_file", "文件是空的。") if not data.strip() else ("not_image", "扩展名是图片，内容却不是。")
    doubt = Doubt(code, "sources", message, "请核对扩展名后重新上传。", Loudness.REFUSED)
    return Refused(source, (doubt, *others))
