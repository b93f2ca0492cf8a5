"""Parts of names, as the library has them."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from generator.sources.names import same_name, stem, suffix_of

SEGMENTS = st.text(st.sampled_from("a.é。·.txT "), min_size=1, max_size=8).filter(lambda name: name not in (".", ".."))


@given(st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join))
def test_suffix_and_stem_are_those_of_the_library(path: str) -> None:
    assert suffix_of(path) == PurePosixPath(path).suffix
    assert stem(path) == same_name(str(PurePosixPath(path).with_suffix("")))
