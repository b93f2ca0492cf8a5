"""What the dictionaries of a PDF file hold: layers that are off and scripts are found wherever a file may keep them."""

from __future__ import annotations

import pytest

from generator.sources.pdf.dictionaries import Dictionaries
from tests.sources.pdf_objects import deflated, stream

ON = b"<< /OCProperties << /OCGs [7 0 R] /D << /ON [7 0 R] /OFF [ ] /AS [] >> >> /OFFICE 1 >>"
OBJECTS = b"/Type /ObjStm /N 1 /First 4"


HIDING = (b"/OFF [7 0 R]", b"/OFF 9 0 R", b"/BaseState/#4fFF/X", b"/P /AnyOff", b"/VE[/Not 7 0 R]")


@pytest.mark.parametrize("text", HIDING)
def test_a_layer_may_be_off(text: bytes) -> None:
    assert Dictionaries(text).may_hide_layers
    assert Dictionaries(b"1 0 obj\n" + deflated(b"1 0 <<" + text + b">>", OBJECTS)).may_hide_layers
    assert not Dictionaries(text).may_run_scripts


def test_layers_that_are_on_are_on() -> None:
    assert not Dictionaries(ON).may_hide_layers
    for pack in (stream, deflated):
        assert not Dictionaries(b"1 0 obj\n" + pack(b"1 0 " + ON, OBJECTS) + b"endobj").may_hide_layers


@pytest.mark.parametrize(
    "packed",
    [
        stream(b"no such data", b"/Filter /FlateDecode " + OBJECTS),
        stream(b"60>", b"/Filter /ASCIIHexDecode " + OBJECTS),
        deflated(b"1 0 null", b"/DecodeParms << /Predictor 12 >> " + OBJECTS),
        deflated(bytes(1 << 26), OBJECTS),
    ],
)
def test_what_cannot_be_unpacked_may_hold_anything(packed: bytes) -> None:
    assert Dictionaries(b"1 0 obj\n" + packed).may_hide_layers
    assert Dictionaries(b"1 0 obj\n" + packed).may_run_scripts


def test_scripts() -> None:
    assert Dictionaries(b"<< /OpenAction << /S /JavaScript /JS 5 0 R >> >>").may_run_scripts
    assert not Dictionaries(b"<< /OpenAction [3 0 R /Fit] >>").may_run_scripts
