"""Words that make a number another's: what each class finds, and when a source bears it."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from assistant.guard.qualifiers import left_out, said_in, unsupported

RULES = tomllib.loads(files("assistant.guard").joinpath("qualifiers.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, rule in RULES.items() for t in rule["examples"]])
def test_class_is_found(name, text):
    assert name in said_in(text)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, rule in RULES.items() for t in rule["never"]])
def test_class_is_not_found(name, text):
    assert name not in said_in(text)


def test_upper_case_and_decomposed_letters_are_read():
    assert "death" in said_in("Số ca TỬ VONG".encode().decode())
    assert "mean" in said_in("bi\u0300nh qua\u0302n 4 lượt")


@pytest.mark.parametrize(
    ("said", "own", "around", "expected"),
    [
        ("12 ca tử vong", "Số ca mắc sởi", "Số ca mắc sởi 12, tử vong 3", "death"),
        ("12 ca tử vong", "Số ca chết", "Số ca chết 12", ""),
        ("mỗi tháng 40 lượt", "Lượt khám", "Lượt khám 40", "each_month"),
        ("mỗi tháng 40 lượt", "Lượt khám", "Bình quân 40 lượt/tháng", ""),
        ("cả nước có 40 ca", "Số ca", "40 ca, cả nước 900 ca", "wider"),
        ("9 trẻ không được tiêm", "Số trẻ được tiêm", "Số trẻ được tiêm 9", "denial"),
        ("9 trẻ không được tiêm", "Số trẻ chưa tiêm", "Số trẻ chưa tiêm 9", ""),
    ],
    ids=[
        "dead for ill",
        "dead",
        "a month's for all",
        "a month's mean",
        "the country",
        "denied",
        "denied by both",
    ],
)
def test_unsupported(said, own, around, expected):
    assert unsupported(said, own, around) == expected


@pytest.mark.parametrize(
    ("name", "sentence", "expected"),
    [
        ("Số ca tử vong do dại", "Số ca mắc dại của tỉnh là 3 ca", "death"),
        ("Số ca tử vong do dại", "3 người chết vì bệnh dại", ""),
        ("Hộ không có nhà tiêu", "Số hộ có nhà tiêu là 140 hộ", "denial"),
        ("Lượt khám trung bình", "Lượt khám là 4", ""),
    ],
    ids=["deaths told as cases", "deaths", "a denial left out", "a mean may go without saying"],
)
def test_left_out(name, sentence, expected):
    assert left_out(name, sentence) == expected
