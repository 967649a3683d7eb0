"""Invented personal data, with check digits as they have to be, and as people write them."""

from __future__ import annotations

from random import Random

from corpus.personal_data import has_luhn_digit, is_identity_number

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_SURNAMES, _GIVEN = "张王李赵陈刘杨黄周吴", "伟芳娜敏静强磊洋艳勇"


def identity_number(random: Random) -> str:
    """Return a sentence with an identity number."""
    first = f"{random.choice((110101, 530102, 440305, 320106))}{random.randint(1950, 2005)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
    start = f"{first}{random.randint(0, 999):03d}"
    number = next(f"{start}{digit}" for digit in "0123456789X" if is_identity_number(f"{start}{digit}"))
    shown = random.choice(
        (number, number.lower(), number.translate(_FULL_WIDTH), f"{number[:6]} {number[6:14]} {number[14:]}")
    )
    return f"{random.choice(('身份证号', '证件号码：', '居民身份证', '（'))}{shown}，已核验。"


def mobile(random: Random) -> str:
    """Return a sentence with a mobile number."""
    number = f"1{random.choice('35789')}{random.randint(0, 10**9 - 1):09d}"
    shown = random.choice(
        (number, f"{number[:3]}-{number[3:7]}-{number[7:]}", f"{number[:3]} {number[3:7]} {number[7:]}", f"+86{number}")
    )
    return f"{random.choice(('手机', '联系方式：', '电话', '本人号码'))}{shown}。"


def bank_card(random: Random) -> str:
    """Return a sentence with the number of a bank card."""
    start = f"{random.choice(('622202', '621700', '622848', '436742'))}"
    length = 15 if start.startswith("4") else 18
    start += "".join(random.choice("0123456789") for _ in range(length - len(start)))
    number = next(f"{start}{digit}" for digit in "0123456789" if has_luhn_digit(f"{start}{digit}"))
    groups = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    return f"{random.choice(('卡号', '银行账号：', '开户账号'))}{random.choice((number, groups))}，按月发放。"


def home_address(random: Random) -> str:
    """Return a sentence with a home address."""
    room = f"{random.randint(1, 30)}栋{random.randint(1, 4)}单元{random.randint(1, 30)}0{random.randint(1, 4)}室"
    return random.choice(
        (
            f"家庭住址：青禾市城东区春晓路{random.randint(1, 200)}号。",
            f"现住址为河湾镇柳林村{random.randint(1, 12)}组{random.randint(1, 90)}号。",
            f"补助对象居于石桥街道幸福小区{room}。",
            f"户籍地址：青禾市双溪县长坡乡白塔村{random.randint(1, 20)}组。",
        )
    )


def name(random: Random) -> str:
    """Return the name of a person."""
    return f"{random.choice(_SURNAMES)}{random.choice(_GIVEN)}{random.choice(('', *_GIVEN))}"
