"""How text looks by its own colour and weight, its drawing parameters and its font."""

from __future__ import annotations

import pytest
from lxml import etree

from corpus.readers.layout.ofd_resources import Resources

_RESOURCES = (
    '<Res><DrawParams><DrawParam ID="1"><FillColor Value="230 30 30"/></DrawParam><DrawParam ID="2" Relative="1"/>'
    '<DrawParam ID="3" Relative="4"/><DrawParam ID="4" Relative="3"/></DrawParams>'
    '<Fonts><Font ID="8" Bold="true"/><Font ID="9"/></Fonts></Res>'
)


@pytest.mark.parametrize(
    ("text_object", "layer", "red", "bold"),
    [
        ('<TextObject><FillColor Value="255 0 0"/></TextObject>', "", True, False),
        ('<TextObject><FillColor Value="0 100 100 0"/></TextObject>', "", False, False),
        ('<TextObject><FillColor Value="0 255 255 0"/></TextObject>', "", True, False),
        ('<TextObject><FillColor Value="0"/></TextObject>', "1", False, False),
        ('<TextObject DrawParam="2"/>', "", True, False),
        ("<TextObject/>", "2", True, False),
        ('<TextObject DrawParam="3"/>', "", False, False),
        ('<TextObject Font="8"/>', "", False, True),
        ('<TextObject Font="9" Weight="700"/>', "", False, True),
        ('<TextObject Font="9" Weight="400"/>', "", False, False),
    ],
)
def test_the_look_of_text(text_object: str, layer: str, *, red: bool, bold: bool) -> None:
    """What an object doesn't say itself its parameters do, then those of its layer; parameters may lean on others."""
    resources = Resources()
    resources.add(etree.fromstring(_RESOURCES))
    look = resources.look(etree.fromstring(text_object), layer)
    assert (look.red, look.bold) == (red, bold)
