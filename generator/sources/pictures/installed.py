"""The program that reads pictures: whether it is installed, and in which version."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec

CARRIER, RUNTIME = "rapidocr", "onnxruntime"
"""Distributions: what carries the models, and what runs them."""
EXTRA = "pip install 'gongkai[ocr]'"


@cache
def engine() -> str:
    """Its name and version, and its models; "" where it is not installed."""
    try:
        carrier, runtime = distribution(CARRIER), version(RUNTIME)
    except PackageNotFoundError:
        return ""
    if find_spec("cv2") is None:
        return ""
    names = sorted(file.stem for file in carrier.files or () if file.suffix == ".onnx")
    models = [name for name in names if "_det_" in name or "_rec_" in name]
    return f"{CARRIER} {carrier.version} / {', '.join(models)} / {RUNTIME} {runtime}" if models else ""
