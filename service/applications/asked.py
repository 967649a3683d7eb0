"""What an application asks for, piece by piece, without who asks, how to reach them, and courtesies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.characters import HAN
from corpus.personal_data import personal_data
from corpus.values.partial_date import YEAR

LONGEST_APPLICATION = 20_000
"""Characters of an application that are read; forms have about a thousand."""

MOST_PIECES = 6
"""Pieces that are looked up: each is a search or two."""

LONGEST_PIECE = 200
"""Characters of a piece that are looked up."""

_LONGEST_SENTENCE = 500
"""Characters of a sentence that are read: what a few patterns cost grows with its square."""

_SHORTEST_PIECE = 4
"""Letters and characters of a piece: what is shorter asks for nothing that could be told from others."""

_COLON = r"\s*[:：]?\s*"
_WANTED = re.compile(
    r"(?:所需(?:的)?(?:政府)?信息(?:的)?(?:名称|内容|描述|内容描述|情况)?|(?:政府)?信息(?:的)?内容描述|(?:信息)?内容描述|(?:申请|请求)(?:公开)?(?:的)?(?:政府)?(?:信息|事项|内容)(?:的)?(?:名称|描述|内容)?"
    rf"|信息名称|文件名称|文件标题|名称、文号或者?(?:其他)?特征性?描述|其他特征性?描述|特征性?描述){_COLON}"
)
_OTHER_FIELD = re.compile(
    r"(?:申请人(?:信息|姓名|名称|类型|签名.*)?|公民|法人(?:或者?其他组织)?|姓\s*名|性\s*别|民\s*族|年\s*龄|证件(?:名称|类型|号码)|身份证(?:号码?|件)?|联系(?:电话|方式|地址|人.*)|手机(?:号码?)?|电\s*话|传\s*真|邮\s*编|邮政编码"
    r"|(?:通信|通讯|住|家庭|户籍|邮寄)地?[址址]|地\s*址|电子(?:邮箱|邮件|信箱)|邮\s*箱|工作单位|单位名称|组织机构代码|统一社会信用代码|法定?代表人.*|营业执照.*|委托代理人.*|代理人"
    r"|(?:所需|需要)?(?:政府)?信息(?:的)?用途|用\s*途|(?:信息的?)?(?:指定)?(?:提供|获取|领取|载体|介质|送达)(?:政府)?(?:信息)?(?:的)?(?:方式|形式|途径)|是否(?:申请)?减免.*|若本机关无法.*|备\s*注"
    r"|申请(?:时间|日期)|日\s*期|签\s*名|签\s*字|受理机关(?:名称)?|收件人?)"
    rf"(?:{_COLON}$|\s*[:：]|\s{{2,}}|\t)"
)
_HEADLINE = re.compile(
    rf"(?:[{HAN}]{{0,20}}(?:政府)?信息公开申请[表书]?|申请书|[{HAN}]{{2,30}}(?:局|委|办|厅|府|会|院|中心|办公室|分局|大队|队|部|署|处))\s*[:：]?"
)
_DATE = re.compile(rf"{YEAR}\s*[年/.-]\s*\d{{1,2}}\s*[月/.-]\s*\d{{1,2}}\s*日?")
_ENUMERATOR = re.compile(
    r"(?:^|(?<=[\n：:；;。，]))[ \t\u3000]*(?:[（(] ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[）)]"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:[、)）]|[.．](?!\d))|[①-⑳])[ \t\u3000]*"
)
_BREAKS = re.compile(r"[\n；;。？?！!]|，(?=(?:以及|并|和|及)(?:申请|请|要求|公开))")
_COURTESIES = re.compile(
    r"^(?:尊敬的.*|您?你?们?好|特此(?:申请|函告|说明).*|此致|敬礼|此致\s*敬礼|盼复|谢谢.*|感谢.*|辛苦了|望.{0,12}(?:答复|回复|公开|批准|支持|办理)|(?:恳|敬)?请.{0,16}(?:依法|及时|尽快|按期|按时|法定期限|书面).{0,12}(?:答复|回复|公开|处理|办理).{0,8}"
    r"|(?:盼|请)(?:予以|给予)?(?:答复|回复)|(?:恳|敬)请.{0,8}(?:予以|给予)?(?:答复|回复|公开|批准).{0,4}|.{0,16}(?:邮寄|纸质|电子版|电子邮件|光盘|当面领取|自行领取|复印件|扫描件).{0,16}(?:方式|形式|提供|寄|发|领取|给我|送达).{0,12}|如(?:不能|无法|不予|果|有).{0,40}(?:说明|告知|联系).{0,10}|以上(?:信息|内容|材料).{0,20}用于.*)$"
)
_CONTACT = r"[，,、 ]*(?:联系)?(?:电话|手机|方式|身份证|证件|住址|地址|邮箱)(?:号码?)?(?:是|为)?[：:]?"
_INTRODUCTION = re.compile(
    rf"^(?:(?:本人|申请人)[：:]?[{HAN}·]{{1,4}}{_CONTACT}|我[是叫姓][{HAN}·]{{1,10}}(?:{_CONTACT})?)$"
)
_OPENING = re.compile(
    r"^(?:(?:现|特|兹|故|因此|为此|另外?|同时|还|并|本人|我们?|我(?:单位|公司|村|户|家)|本(?:单位|公司)|申请人)\s*)*"
    r"(?:根据|依据|按照|依照)[^，,。；]{0,6}《?[^，,。；》]{0,12}政府信息公开条例》?[^，,。；]{0,24}[，,]?"
)
_APPLICANT = re.compile(
    rf"^(?:本人|申请人|我[是叫])[{HAN}·（）()]{{1,20}}?[，,]?(?=(?:特|现|兹|依法|向|恳?请|申请|要求|希望|想|需要))"
)
_NEED = re.compile(r"(?:因|由于|出于|为了?)[^，,。；]{1,40}?(?:需要|所需|之需|原因|起见)[，,]?")
_REQUEST = re.compile(
    r"(?:(?:现|特|兹|故|因此|为此|依法|另外?|同时|还|并|本人|我们?|我(?:单位|公司|村|户|家)|本(?:单位|公司)|申请人|向?(?:贵|你)(?:局|单位|机关|委|办|部门|府|厅|院|中心|处|们)?)\s*)*"
    r"(?:恳请|敬请|请求|请|希望|要求|申请|想要?|需要?|拟)(?:依法|能够?|贵(?:局|单位|机关|委|办|部门|府|厅)|你(?:局|单位|机关|们))*"
    r"(?:申请|了解|知道|查阅|查询|获取|获得|得到|公开|提供|告知|公布|查看|看看?|要|复制|调取){0,3}(?:一下|给我|给本人)?"
    r"(?:以下|下列|如下)?(?:(?:政府)?(?:信息|内容|材料|文件|资料|事项))?(?:[:：]|的)?"
)
_TRAILING = re.compile(r"(?:的?(?:相关|有关)?(?:政府)?(?:信息|材料|资料|内容)(?:公开)?|(?:予以)?公开|等)+$|的$")


@dataclass(frozen=True, slots=True)
class Asked:
    """The pieces of what an application asks for, in its order; the last `left_out` are beyond `MOST_PIECES`."""

    pieces: tuple[str, ...] = ()
    left_out: int = 0


def asked_for(application: str) -> Asked:
    """Return what an application asks for.

    >>> asked_for("青禾市水务局：\\n根据《政府信息公开条例》，本人申请公开2022年饮用水水质情况。电话13800138000。此致\\n敬礼").pieces
    ('2022年饮用水水质情况',)
    """
    text = without_personal_data(application[:LONGEST_APPLICATION].replace("\r\n", "\n").replace("\r", "\n"))
    pieces = list(dict.fromkeys(filter(None, map(_plain, _pieces("\n".join(_wanted_lines(text)))))))
    return Asked(tuple(each[:LONGEST_PIECE] for each in pieces[:MOST_PIECES]), max(len(pieces) - MOST_PIECES, 0))


def without_personal_data(text: str) -> str:
    """Return a text without the personal data that can be told in it; a break stands for each."""
    for each in sorted(personal_data(text), key=lambda datum: -datum.start):
        text = f"{text[: each.start]}\n{text[each.end :]}"
    return _ADDRESSES.sub("\n", text)


_ADDRESSES = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,100}|(?<!\d)(?:0\d{2,3}[- ]?)?[2-8]\d{6,7}(?!\d)"
)
"""Addresses of mail, and numbers of telephones at home."""


def _wanted_lines(text: str) -> Iterator[str]:
    """Yield the lines that say what is asked for: under its label where the form has one, else all that are no other field of it."""
    lines = [line.strip() for line in text.split("\n")]
    labelled = list(_under_its_label(lines))
    yield from labelled or (line for line in lines if not _OTHER_FIELD.match(line) and not _HEADLINE.fullmatch(line))


def _under_its_label(lines: list[str]) -> Iterator[str]:
    is_wanted = False
    for line in lines:
        if _OTHER_FIELD.match(line):
            is_wanted = False
        elif (label := _WANTED.match(line)) and (":" in label[0] or "：" in label[0] or label.end() == len(line)):
            is_wanted = True
            yield line[label.end() :]
        elif is_wanted:
            yield line


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences and numbered items of a text."""
    for part in _BREAKS.split(_ENUMERATOR.sub("\n", text)):
        yield part[:_LONGEST_SENTENCE]


def _plain(piece: str) -> str:
    """Return what a sentence asks for, "" where that is nothing."""
    text = piece.strip(" \t\u3000，,、：:")
    if _COURTESIES.match(text) or _INTRODUCTION.match(text) or _HEADLINE.fullmatch(text) or _DATE.fullmatch(text):
        return ""
    text = _NEED.sub("", _APPLICANT.sub("", _OPENING.sub("", text))).strip(" ，,")
    text = _after_the_request(text).strip(" \t，,、：:。")
    text = _TRAILING.sub("", text).strip(" ，,、：:")
    return text if sum(map(str.isalnum, text)) >= _SHORTEST_PIECE else ""


def _after_the_request(text: str) -> str:
    """Return what stands behind 申请公开 and the like, where they stand near the beginning or after a comma."""
    found = [each for each in _REQUEST.finditer(text) if each.start() == 0 or text[each.start() - 1] in "，,：:"]
    if not found:
        return text
    behind = text[found[-1].end() :]
    return behind if sum(map(str.isalnum, behind)) >= _SHORTEST_PIECE else text
