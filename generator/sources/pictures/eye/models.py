"""The two models: one finds lines of text on a page, one reads a line. Both run on the processor, on one thread."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime

from .ground import Picture

CARRIER = "rapidocr"
"""The distribution that carries the models. Nothing of its code is used."""
HEIGHT = 48
"""Pixels that a line is high where it is read."""
STEP = 32
"""Widths are multiples of this, so that lines of like length are read together."""
BATCH = 16
BATCH_PIXELS = 48 * 4096
"""Lines that are read together have no more pixels than this: memory grows with them."""
FOUND = 0.3
"""Where a page's text is likelier than this, there is some."""
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def _model(kind: str) -> Any:
    files = distribution(CARRIER).files or ()
    file = next(file for file in files if file.suffix == ".onnx" and f"_{kind}_" in file.name)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # sizes differ from call to call
    return onnxruntime.InferenceSession(str(Path(str(file.locate()))), options, providers=["CPUExecutionProvider"])


class Reader:
    """Reads lines: pictures, grey, ``HEIGHT`` high and a multiple of ``STEP`` wide."""

    def __init__(self) -> None:
        self._model = _model("rec")
        characters = self._model.get_modelmeta().custom_metadata_map["character"].splitlines()
        self.characters = ["", *characters, " "]

    def chances(self, lines: list[Picture]) -> Any:
        """For each line, place by place, how likely each character is. All are equally wide."""
        plane = np.stack(lines).astype(np.float32) * (2 / 255) - 1
        return self._model.run(None, {"x": np.repeat(plane[:, None], 3, axis=1)})[0]


class Finder:
    """Finds lines on pages."""

    def __init__(self) -> None:
        self._model = _model("det")

    def chances(self, page: Picture) -> Any:
        """How likely each pixel of ``page``, grey, its sides multiples of 32, belongs to text."""
        plane = page.astype(np.float32) / 255
        channels = np.stack([(plane - mean) / spread for mean, spread in zip(MEAN, SPREAD, strict=True)])
        return self._model.run(None, {"x": channels[None].astype(np.float32)})[0][0, 0]


def fitted(piece: Picture, scale: float, side: int, least: int) -> Picture:
    """``piece`` scaled, in the middle of white paper ``HEIGHT`` high, with at least ``side`` pixels left and right."""
    high = min(HEIGHT, max(1, round(piece.shape[0] * scale)))
    wide = max(1, round(piece.shape[1] * scale))
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(piece, (wide, high), interpolation=kind)
    room = max(least, -(-(wide + 2 * side) // STEP) * STEP)
    done = np.full((HEIGHT, room), 255, np.uint8)
    top, left = (HEIGHT - high) // 2, (room - wide) // 2
    done[top : top + high, left : left + wide] = small
    return done
