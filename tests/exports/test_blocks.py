"""Blocks part what files hold, and one more report makes only its own anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.exports.levels import RowsRef
from generator.workers import export_blocks
from generator.workers.export_blocks import blocks_of
from generator.workers.made import DocumentRef


def ref(region: str, number: int) -> RowsRef:
    url = f"/region/{region}/organ/{2000 + number}/"
    return RowsRef(url, region, 2000 + number, f"key of {url}", (1, 0, 0, 0, 0))


REFS = [ref(region, number) for region in ("11", "110101", "110102", "120101", "") for number in range(7)]


@pytest.mark.parametrize("digits", [None, 2])
def test_blocks_are_all_in_order_each_of_one_region(digits: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_blocks, "MOST", 4)
    blocks = list(blocks_of(REFS, digits))
    assert [one for block in blocks for one in block.refs] == REFS
    assert {len(block.refs) for block in blocks} == ({4, 3} if digits is None else {4, 1, 3})
    assert all(len({one.region[:digits] for one in block.refs}) == 1 for block in blocks)


def test_one_more_report_leaves_the_other_blocks() -> None:
    before = {block.key for block in blocks_of(REFS)}
    after = {block.key for block in blocks_of([*REFS[:14], ref("110101", 9), *REFS[14:]])}
    assert len(before) == len(after) == 5 and len(before - after) == 1


def test_passages_of_each_block_have_numbers_of_their_own_whatever_other_regions_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export_blocks, "MOST", 4)
    refs = [*REFS[:28], *(ref(region, number) for region in ("4419", "441900", "") for number in range(7))]
    numbers = [block.before for block in blocks_of(refs, texts={})]
    assert len(numbers) == 14 and numbers == sorted(set(numbers))
    assert [block.before for block in blocks_of(refs[28:], texts={})] == numbers[8:]
    (block,) = blocks_of(refs[:4], texts={})
    assert replace(block, before=1).key != block.key


def test_a_province_is_made_of_blocks_of_the_whole_archive_and_a_year_is_not() -> None:
    texts = {one.url: DocumentRef(one.url, one.region, f"text of {one.url}", 1) for one in REFS[::2]}
    whole = {block.key for block in blocks_of(REFS, texts=texts)}
    assert {block.key for block in blocks_of(REFS[:21], texts=texts)} < whole
    assert not {block.key for block in blocks_of(REFS)} & whole
    assert not {block.key for block in blocks_of(REFS, texts={})} & whole
