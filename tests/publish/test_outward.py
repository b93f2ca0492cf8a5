"""Links are kept short, and come back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.publish.outward import OutwardLink, OutwardLinks

TARGETS = st.sampled_from(["index.html", "region/64/index.html", "data/a.csv", "about.txt"])
ADDRESSES = st.sampled_from(
    ["/", "/region/64/", "/region/64/#x", "../64/", "/data/a.csv", "/about.txt#x", "/index.html"]
)
LINKS = st.lists(
    st.builds(OutwardLink, st.sampled_from("ab"), st.integers(1, 9), ADDRESSES, TARGETS, st.sampled_from(["", "x"]))
)


@given(LINKS)
def test_links_come_back_as_they_were(links: list[OutwardLink]) -> None:
    kept = OutwardLinks.of(links)
    assert list(kept.opened()) == sorted(links, key=lambda one: [link.page for link in links].index(one.page))
    targets, anchors = kept.leads()
    assert sorted(targets) == sorted({link.target for link in links})
    meant = [(targets[number], fragment) for number, fragment in anchors]
    assert sorted(meant) == sorted({(link.target, link.fragment) for link in links if link.fragment})


def test_an_address_that_follows_from_its_target_is_not_kept() -> None:
    link = OutwardLink("a", 1, "/region/64/#x", "region/64/index.html", "x")
    assert link.address.encode() not in OutwardLinks.of([link]).packed
    assert b"../64/" in OutwardLinks.of([link._replace(address="../64/")]).packed
