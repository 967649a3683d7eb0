"""The words that unquoted text must be found by."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from service.query.required_words import idle_words, loose_words, pieces, required_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("法治，政府", ["法治", "政府"]),
        ("2023-00827", ["2023-00827"]),
        ("PM2.5浓度", ["pm2.5浓度"]),
        ("法-治", ["法", "治"]),
        ("-1-", ["1"]),
        ("10%，5", ["10%", "5"]),
        ("1,286元，12,34", ["1,286元", "12", "34"]),
        ("8:30，张三:8", ["8:30", "张三", "8"]),
        ("≥90%，A≥", ["≥90%", "a"]),
        ("，。", []),
    ],
)
def test_pieces_end_at_punctuation(text: str, found: list[str]) -> None:
    """A sign between two runs of letters or digits holds them together."""
    assert ["".join(piece) for piece in pieces(tokenize(text))] == found


@pytest.mark.parametrize(
    ("text", "required", "loose"),
    [
        ("和谐的社会", ["和谐", "社会"], ["和谐", "社会"]),
        ("pm2.5浓度", ["pm2.5", "浓度"], ["pm2.5", "浓度"]),
        ("カナ한국", ["カナ한국"], ["カナ한국"]),
        ("的", ["的"], ["的"]),
        ("和谐的税", ["和谐", "税"], ["和谐"]),
        ("人社局", ["人社局"], ["社局"]),
        ("双随机", ["双随机"], ["随机"]),
        ("学区房", ["学区房"], ["学区"]),
        ("隔离费", ["隔离费"], ["隔离"]),
        ("办理新农合", ["办理", "新农合"], ["办理", "新农"]),
        ("青禾市电梯", ["青禾市", "电梯"], ["青禾", "电梯"]),
        ("上学划片", ["上学", "划片"], ["上学", "划片"]),
    ],
)
def test_left_over_characters_are_wanted_beside_a_word(text: str, required: list[str], loose: list[str]) -> None:
    """Next to the word before, or after where they belong there, until that is loosened; function words are let go."""
    assert ["".join(words) for words in required_words(tokenize(text))] == required
    assert ["".join(words) for words in loose_words(tokenize(text))] == loose


@pytest.mark.parametrize(
    ("text", "required", "loose"),
    [
        ("第1号", ["第1号"], ["1"]),
        ("4.5亿元", ["4.5亿元"], ["4.5", "亿元"]),
        ("10%", ["10%"], ["10"]),
        ("0873-3722345", ["0873-3722345"], ["0873-3722345"]),
        ("2021—2025年", ["2021-2025年"], ["2021-2025"]),
        ("1,286.45万元", ["1,286.45万元"], ["1,286.45", "万元"]),
        ("2023年青禾市预算", ["2023年", "青禾市", "预算"], ["2023", "青禾", "预算"]),
        ("58岁女工退休", ["58岁", "女工", "退休"], ["58", "女工", "退休"]),
        ("2023年度预算", ["2023年度", "预算"], ["2023", "年度", "预算"]),
        ("2019年6月30日", ["2019年6月30日"], ["2019", "6", "30"]),
        ("IV级响应", ["iv级", "响应"], ["iv", "响应"]),
        ("3号楼", ["3号楼"], ["3"]),
        ("8：30开始", ["8:30", "开始"], ["8", "30", "开始"]),
        ("10～20人", ["10~20人"], ["10", "20"]),
        ("3×4米", ["3×4米"], ["3", "4"]),
        ("1∶2.5", ["1:2.5"], ["1", "2.5"]),
        ("1＋3＋N", ["1+3+n"], ["1", "3", "n"]),
        ("K12+350", ["k12+350"], ["k12", "350"]),
        ("青A•88345", ["青a·88345"], ["a", "88345"]),
        ("≥90%", ["≥90%"], ["90"]),
        ("±3mm", ["±3mm"], ["3mm"]),
        ("￥500元", ["¥500元"], ["500"]),
        ("2025招聘", ["2025", "招聘"], ["2025", "招聘"]),
    ],
)
def test_numbers_are_wanted_with_their_units(text: str, required: list[str], loose: list[str]) -> None:
    """What belongs to a number is taken off before words are, and stands with it until that is loosened."""
    assert ["".join(words) for words in required_words(tokenize(text))] == required
    assert ["".join(words) for words in loose_words(tokenize(text))] == loose


def test_of_function_words_alone_all_are_wanted() -> None:
    """They are let go beside other words only."""
    assert idle_words(tokenize("和谐的社会和")) == ["的", "和"]
    assert idle_words(tokenize("的")) == []
