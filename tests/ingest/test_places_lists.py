"""Places: the lists by name, their history and what became of them."""

from datetime import date

import pytest

from ingest.vietnamese import places
from vectorstore.records import Place


def test_lists_have_the_official_sizes() -> None:
    assert len(places.all_provinces()) == 63
    assert len(places.provinces_after()) == 34
    assert len(places.all_districts(when=date(2025, 3, 1))) == 696
    assert places.all_districts(when=date(2025, 7, 1)) == []
    assert len(set(places.all_districts())) == len(places.all_districts())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Điện Biên", "Điện Biên"),
        ("dien bien", "Điện Biên"),
        ("tỉnh Điện Biên", "Điện Biên"),
        ("ĐB", "Điện Biên"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("Huế", "Thừa Thiên Huế"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("LC", None),
        ("Phong Thổ", None),
        ("Nơi nào", None),
        ("", None),
    ],
)
def test_province_by_name(name: str, expected: str | None) -> None:
    assert places.province(name) == (Place(expected) if expected else None)


@pytest.mark.parametrize(
    ("name", "province", "expected"),
    [
        ("Phong Thổ", None, Place("Lai Châu", "Phong Thổ")),
        ("huyện Phong Thổ", None, Place("Lai Châu", "Phong Thổ")),
        ("phong tho", "Lai Châu", Place("Lai Châu", "Phong Thổ")),
        ("Châu Thành", None, None),
        ("Châu Thành", "Long An", Place("Long An", "Châu Thành")),
        ("Châu Thành", "Tây Ninh", Place("Tây Ninh", "Châu Thành")),  # not that of Long An, which joined it
        ("Kỳ Anh", "Hà Tĩnh", Place("Hà Tĩnh", "Kỳ Anh")),
        ("thị xã Kỳ Anh", "Hà Tĩnh", Place("Hà Tĩnh", "thị xã Kỳ Anh")),
        ("thành phố Lai Châu", None, Place("Lai Châu", "thành phố Lai Châu")),
        ("Điện Biên", "Lai Châu", None),
    ],
)
def test_district_by_name(name: str, province: str | None, expected: Place | None) -> None:
    assert places.district(name, province) == expected


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (Place("Đắk Nông"), "nay thuộc tỉnh Lâm Đồng"),
        (Place("Đắk Nông", "Tuy Đức"), "nay thuộc tỉnh Lâm Đồng"),
        (Place("Bình Dương"), "nay thuộc thành phố Hồ Chí Minh"),
        (Place("Yên Bái"), "nay thuộc tỉnh Lào Cai"),
        (Place("Thừa Thiên Huế"), "nay là thành phố Huế"),
        (Place("Lâm Đồng"), ""),
        (Place("Điện Biên"), ""),
        (Place("Nơi khác"), ""),
    ],
)
def test_now_in(place: Place, sentence: str) -> None:
    assert places.now_in(place) == sentence


def test_merged_from() -> None:
    assert places.merged_from("Lâm Đồng") == [Place("Lâm Đồng"), Place("Bình Thuận"), Place("Đắk Nông")]
    assert places.merged_from(Place("Sơn La")) == [Place("Sơn La")]
    assert places.merged_from("Hà Giang") == []
    assert places.merged_from("Nơi khác") == []
    assert sum(len(places.merged_from(place)) for place in places.provinces_after()) == 63


BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("place", "other", "when", "expected"),
    [
        (Place("Lâm Đồng"), Place("Bình Thuận"), AFTER, True),
        (Place("Lâm Đồng"), Place("Bình Thuận"), BEFORE, False),
        (Place("Tuyên Quang"), Place("Hà Giang", "Đồng Văn"), AFTER, True),
        (Place("Lai Châu"), Place("Lai Châu", "Phong Thổ"), BEFORE, True),
        (Place("Lai Châu", "Phong Thổ"), Place("Lai Châu"), AFTER, False),
        (Place("Hà Giang"), Place("Tuyên Quang"), AFTER, False),
    ],
)
def test_covers(place: Place, other: Place, when: date, expected: bool) -> None:
    assert places.covers(place, other, when) is expected
