"""Head and title of official documents, by where and how they stand."""

from __future__ import annotations

import pytest

from corpus.readers.document import DocumentLine
from corpus.readers.official_head import OfficialHead, find_head

TEXT = tuple(
    DocumentLine(text, 16)
    for text in (
        "今年汛期降雨偏多，各地要压实责任，备足物资，加密巡查，确保水库大坝安全度汛。",
        "一、压实责任。各县（市、区）要把防汛工作摆在突出位置，逐级签订责任书。",
        "二、备足物资。各类物资要按照标准储备到位，定期检查维护，确保随时能用。",
    )
)
ADDRESSEE = DocumentLine("各县（市、区）人民政府：", 16)


def red(text: str, size: float = 40) -> DocumentLine:
    """Return a line of a red head."""
    return DocumentLine(text, size, centred=True, red=True)


def number(text: str) -> DocumentLine:
    """Return a line with a number."""
    return DocumentLine(text, 16, centred=True)


def title(*lines: str) -> tuple[DocumentLine, ...]:
    """Return the lines of a title."""
    return tuple(DocumentLine(line, 22, centred=True) for line in lines)


def head(*lines: DocumentLine) -> OfficialHead:
    """Return what is found in a document that begins with these lines."""
    return find_head((*lines, *TEXT))


NOTICE = title("青禾市人民政府", "关于做好2024年防汛工作的通知")
NOTICE_TITLE = "青禾市人民政府关于做好2024年防汛工作的通知"


def test_a_notice() -> None:
    """Copy number, secrecy and urgency above the head are no part of it."""
    found = head(
        DocumentLine("000001", 16),
        DocumentLine("机密★1年", 16),
        DocumentLine("特急", 16),
        red("青禾市人民政府文件"),
        number("青政发〔2024〕8号"),
        *NOTICE,
        ADDRESSEE,
    )
    assert found == OfficialHead("青禾市人民政府", "青政发〔2024〕8号", NOTICE_TITLE)


@pytest.mark.parametrize(
    "line", ["青政〔2024〕8号\t签发人：王五", "青政〔2024〕8号    签发人：王五　李六", "青政〔2024〕8号 签发人:王五"]
)
def test_a_number_beside_who_signs(line: str) -> None:
    """Reports to those above name who signs, beside the number."""
    found = head(red("青禾市人民政府文件"), DocumentLine(line, 16), DocumentLine("李六", 16), *NOTICE, ADDRESSEE)
    assert found == OfficialHead("青禾市人民政府", "青政〔2024〕8号", NOTICE_TITLE)


@pytest.mark.parametrize(
    "lines",
    [
        (red("青禾市财政局"), red("青禾市水务局"), red("文件")),
        (red("青禾市财政局文件"), red("青禾市水务局文件")),
        (red("青禾市财政局"), red("青禾市水务局文件")),
        (red("青禾市财政局\t文件"), red("青禾市水务局")),
        (red("青 禾 市 财 政 局"), red("青 禾 市 水 务 局"), red("文  件")),
    ],
)
def test_several_issuers(lines: tuple[DocumentLine, ...]) -> None:
    """Agencies that issue together stand one below the other, with the word for document beside them."""
    found = head(*lines, number("青财农〔2024〕8号"), *title("关于下达防汛资金的通知"), ADDRESSEE)
    assert found == OfficialHead("青禾市财政局、青禾市水务局", "青财农〔2024〕8号", "关于下达防汛资金的通知")


def test_a_letter() -> None:
    """A letter's head is the agency alone; the number stands to the right."""
    found = head(
        red("青禾市水务局"), DocumentLine("青水函〔2024〕12号", 16), *title("关于商请支援防汛物资的函"), ADDRESSEE
    )
    assert found == OfficialHead("青禾市水务局", "青水函〔2024〕12号", "关于商请支援防汛物资的函")


@pytest.mark.parametrize("second", ["第12号", "（第12号）", "第 12 号", "第十二号"])
@pytest.mark.parametrize("first", ["青禾市人民政府令", "青禾市人民政府\n令", "青禾市应急管理局公告"])
def test_an_order(first: str, second: str) -> None:
    """Its number is the agency's name with the word for order, and the line below."""
    found = head(*map(red, first.split("\n")), number(second), *title("青禾市防汛管理办法"))
    whole = first.replace("\n", "")
    assert found.document_number == whole + second.replace(" ", "")
    assert found.issuer == whole.removesuffix("令").removesuffix("公告")


def test_minutes() -> None:
    """Minutes have a head of their own; a number that counts within the series names no document."""
    found = head(
        red("青禾市人民政府专题会议纪要"),
        number("〔2024〕12号"),
        *title("关于研究防汛工作的会议纪要"),
        DocumentLine("青禾市人民政府办公室\t2024年5月6日", 16),
    )
    assert found == OfficialHead("青禾市人民政府", "", "关于研究防汛工作的会议纪要")


def test_a_printed_form_of_a_website() -> None:
    """The number may stand below the title, as where no red head is."""
    found = head(*NOTICE, number("青政发〔2024〕8号"), ADDRESSEE)
    assert found == OfficialHead("", "青政发〔2024〕8号", NOTICE_TITLE)


def test_the_number_may_be_in_brackets() -> None:
    """Round brackets around a number are no part of it."""
    assert head(*NOTICE, number("（青政发〔2024〕8号）"), ADDRESSEE).document_number == "青政发〔2024〕8号"


@pytest.mark.parametrize(
    "lines",
    [
        title("青禾市统计年鉴2024"),
        (*title("锅炉大气污染物排放标准"), DocumentLine("GB 13271—2014", 14), DocumentLine("代替 GB 13271—2001", 14)),
        (*title("青禾市水资源公报"), DocumentLine("根据青政发〔2024〕8号", 16)),
        (*title("办事指南"), DocumentLine("地址：人民路8号", 16)),
        (*title("公司章程"), DocumentLine("青禾市供水有限公司", 16)),
        (*title("防汛知识问答"), DocumentLine("为什么要发布第12号", 16)),
    ],
)
def test_other_documents_get_nothing_wrong(lines: tuple[DocumentLine, ...]) -> None:
    """What is no official document has a title, and neither number nor issuer."""
    found = head(*lines)
    assert (found.issuer, found.document_number) == ("", "")
    assert found.title == lines[0].text


def test_a_number_within_a_text_is_none_of_the_head() -> None:
    """A number that the text cites is another document's."""
    cited = DocumentLine("青政发〔2020〕1号", 16)
    found = find_head((*title("青禾市防汛预案"), *TEXT, cited, *TEXT))
    assert (found.issuer, found.document_number, found.title) == ("", "", "青禾市防汛预案")


def test_the_kind_of_a_document_may_be_the_last_line_of_its_title() -> None:
    """Its two characters stand far apart, in the middle below the others."""
    lines = title("关于印发节约用水管理办法的", "通 知")
    assert find_head((*lines, ADDRESSEE, *TEXT)).title == "关于印发节约用水管理办法的通 知"
