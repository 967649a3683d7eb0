"""Bytes are decoded whatever they declare. The measurement on 4,800 samples is noted in the module."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UndecodableBytes
from corpus.readers.encoding import declared_charset, decode, unmarked_utf16

SIMPLIFIED = (
    "关于防汛的通知",
    "青禾市水务局",
    "关于印发既有住宅加装电梯实施办法的通知。各街道办事处，市直有关部门：" * 5,
)
TRADITIONAL = (
    "關於防汛的通知",
    "政府信息公開",
    "關於印發既有住宅加裝電梯實施辦法的通知。各街道辦事處，市直有關部門：" * 5,
)
DECLARED = (None, "utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "no-such-charset")


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((text, codec) for text in SIMPLIFIED for codec in ("utf-8", "gbk", "gb18030", "utf-8-sig", "utf-16")),
        *((text, codec) for text in TRADITIONAL for codec in ("utf-8", "big5", "utf-8-sig")),
    ],
)
def test_text_is_decoded_whatever_is_declared(text: str, codec: str, declared: str | None) -> None:
    """Short and long texts in every encoding come out right, declared rightly, wrongly or not at all."""
    decoded = decode(text.encode(codec), declared=declared)
    assert (decoded.text, decoded.replaced) == (text, 0)


def test_four_byte_characters_of_gb18030() -> None:
    """Rare characters beyond GBK are read."""
    text = "𠮷祥镇人民政府关于规范地名的通知"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("text", [*SIMPLIFIED[2:], *TRADITIONAL[2:], "文号：柳农〔2024〕7号\n请照办。", "<p>7</p>"])
def test_utf_16_without_a_mark(text: str, codec: str, declared: str | None) -> None:
    """The side on which the zeros of line ends and digits stand tells the order of the bytes."""
    text = f"<html>\n{text}\n" * 3
    assert decode(text.encode(codec), declared=declared).text == text


@pytest.mark.parametrize(
    "data", [b"\x01\x00\x07\x00" * 100, b"a\x00" * 3 + b"\x00b" * 3, b"", b"\x00", b"\xff\x00\xd8\x00" * 50]
)
def test_programs_and_pictures_are_no_utf_16(data: bytes) -> None:
    """Controls and zeros on both sides are no text."""
    assert unmarked_utf16(data) == ""


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_are_replaced(codec: str) -> None:
    """Damage in a long text costs those characters only, and is counted."""
    data = (SIMPLIFIED[2] * 10).encode(codec)
    decoded = decode(data[:600] + b"\xff" + data[600:], declared=codec)
    assert decoded.encoding == codec
    assert 1 <= decoded.replaced <= 3
    assert SIMPLIFIED[2] in decoded.text


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 8, b"\xff\xd8\xff\xe0" * 40, b"\x80\x81\xfe\xff" * 100])
def test_noise_is_refused(data: bytes) -> None:
    """Bytes that are no text raise instead of becoming a page of replacement characters."""
    with pytest.raises(UndecodableBytes):
        decode(data)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="GB2312">', "gb2312"),
        (b"<META content='text/html; charset=big5'>", "big5"),
        (b'<?xml version="1.0" encoding="gbk"?>', "gbk"),
        (b"<p>", None),
    ],
)
def test_declared_charset(data: bytes, charset: str | None) -> None:
    """Declarations in HTML and XML are found."""
    assert declared_charset(data) == charset


@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "gbk", "big5", "utf-16", "rot13", "hex", "idna"]))
def test_any_bytes_decode_or_are_refused(data: bytes, declared: str | None) -> None:
    """No bytes raise anything but UndecodableBytes."""
    try:
        text = decode(data, declared=declared).text
    except UndecodableBytes:
        return
    assert isinstance(text, str)
