"""Files of pictures, told by their first bytes; what stands in them is read by ``pictures``."""

from __future__ import annotations

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt, Loudness
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.pictures import read_picture
from generator.sources.pictures.headers import picture_kind


def read_image(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """What stands in a picture; refused where nothing can be read, and kept where it is a picture indeed."""
    kind = picture_kind(data)
    if kind:
        return read_picture(source, data, sidecar, f"{kind} 图片")
    code, message = ("empty_file", "文件是空的。") if not data.strip() else ("not_image", "扩展名是图片，内容却不是。")
    return Refused(source, (Doubt(code, "sources", message, "请核对扩展名后重新上传。", Loudness.REFUSED),))
