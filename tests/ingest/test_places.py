"""Places: the lists, their history, and finding names in questions and sentences."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.vietnamese import places
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Place

# text | places, "Tỉnh" or "Huyện/Tỉnh", in order; "" for none; "*" after a name that is part of a longer name
FOUND = """
số ổ dịch ở Điện Biên quý 1 | Điện Biên
so o dich o Dien Bien quy 1 | Điện Biên
điện biên có bao nhiêu trạm | Điện Biên
dien bien co bao nhieu tram | Điện Biên
Sơn la nửa đầu 2021 được mấy trạm | Sơn La
sơn la nửa đầu 2021 | Sơn La
son la nua dau 2021 | Sơn La
lai châu nửa đầu 2021 | Lai Châu
lai chau nua dau 2021 | Lai Châu
LAI CHÂU NĂM 2023 | Lai Châu
SỞ Y TẾ TỈNH CAO BẰNG | Cao Bằng
UBND TỈNH THANH HOÁ | Thanh Hóa
Thanh Hoá năm 2021 | Thanh Hóa
Thanh Hóa năm 2021 | Thanh Hóa
thanh hoá năm 2021 | Thanh Hóa
thanh hoa nam 2021 | Thanh Hóa
Khánh Hoà và Hòa Bình | Khánh Hòa; Hòa Bình
tỉnh hòa bình năm 2023 | Hòa Bình
ở cao bằng có mấy ổ dịch | Cao Bằng
Đắk Lắk, Đắc Lắc, Đăk Lăk, Dak Lak, daklak | Đắk Lắk; Đắk Lắk; Đắk Lắk; Đắk Lắk; Đắk Lắk
Đắk Nông và Đắc Nông | Đắk Nông; Đắk Nông
Bắc Cạn năm 2022 | Bắc Kạn
Kontum 2022 | Kon Tum
Kon Tum 2022 | Kon Tum
Bà Rịa - Vũng Tàu năm 2021 | Bà Rịa - Vũng Tàu
Bà Rịa – Vũng Tàu năm 2021 | Bà Rịa - Vũng Tàu
Bà Rịa-Vũng Tàu năm 2021 | Bà Rịa - Vũng Tàu
BR-VT năm 2021 | Bà Rịa - Vũng Tàu
BRVT năm 2021 | Bà Rịa - Vũng Tàu
ba ria vung tau nam 2021 | Bà Rịa - Vũng Tàu
Thừa Thiên Huế 2020 | Thừa Thiên Huế
Thừa Thiên - Huế 2020 | Thừa Thiên Huế
TT-Huế 2020 | Thừa Thiên Huế
TT Huế 2020 | Thừa Thiên Huế
Huế 2020 có mấy ca | Thừa Thiên Huế
ở huế năm 2020 | Thừa Thiên Huế
TP.HCM quý II | Hồ Chí Minh
TP. HCM quý II | Hồ Chí Minh
TPHCM quý II | Hồ Chí Minh
tphcm quy 2 | Hồ Chí Minh
TP Hồ Chí Minh quý II | Hồ Chí Minh
Thành phố Hồ Chí Minh quý II | Hồ Chí Minh
thanh pho ho chi minh quy 2 | Hồ Chí Minh
Sài Gòn quý II | Hồ Chí Minh
sai gon quy 2 | Hồ Chí Minh
HN 6T/2023 | Hà Nội
Hà Nội 6T/2023 | Hà Nội
HaNoi 6T/2023 | Hà Nội
thành phố Hải Phòng và TP Đà Nẵng | Hải Phòng; Đà Nẵng
da nang thang 5/2021 | Đà Nẵng
ĐB 9T/22 đạt mấy % | Điện Biên
TCMR ĐB? | Điện Biên
số ca của ĐB | Điện Biên
SYT ĐB có mấy phòng | Điện Biên
số trạm YB 2021 | Yên Bái
CDC Sơn La | Sơn La
Trung tâm Kiểm soát bệnh tật tỉnh Gia Lai | Gia Lai
các tỉnh Điện Biên, Lào Cai và Yên Bái | Điện Biên; Lào Cai; Yên Bái
so sánh Hà Giang với Tuyên Quang | Hà Giang; Tuyên Quang
huyện Phong Thổ | Phong Thổ/Lai Châu
huyen phong tho nam 2024 | Phong Thổ/Lai Châu
phong thổ năm 23 có mấy trạm | Phong Thổ/Lai Châu
phong tho 2021 | Phong Thổ/Lai Châu
UBND huyện Than Uyên, tỉnh Lai Châu | Than Uyên/Lai Châu
Than Uyên (Lai Châu) | Than Uyên/Lai Châu
Than Uyên - Lai Châu | Than Uyên/Lai Châu
Than Uyên thuộc Lai Châu | Than Uyên/Lai Châu
tỉnh Lai Châu, huyện Than Uyên | Than Uyên/Lai Châu
thành phố Lai Châu | thành phố Lai Châu/Lai Châu
TP Lai Châu | thành phố Lai Châu/Lai Châu
TTYT thành phố Lai Châu | thành phố Lai Châu/Lai Châu
huyện Điện Biên | huyện Điện Biên/Điện Biên
huyện Điện Biên Đông | Điện Biên Đông/Điện Biên
TP. Điện Biên Phủ | Điện Biên Phủ/Điện Biên
TP Điện Biên | Điện Biên Phủ/Điện Biên
thành phố Điện Biên Phủ, tỉnh Điện Biên | Điện Biên Phủ/Điện Biên
thị xã Mường Lay | Mường Lay/Điện Biên
các huyện Tủa Chùa, Tuần Giáo và Mường Nhé | Tủa Chùa/Điện Biên; Tuần Giáo/Điện Biên; Mường Nhé/Điện Biên
TRUNG TÂM Y TẾ HUYỆN SÔNG MÃ | Sông Mã/Sơn La
Trung tâm Y tế huyện Mường La | Mường La/Sơn La
Mường Lát có mấy xã | Mường Lát/Thanh Hóa
huyện Tam Nông, Phú Thọ | Tam Nông/Phú Thọ
huyện Tam Nông, tỉnh Đồng Tháp | Tam Nông/Đồng Tháp
Đồng Tháp: huyện Tam Nông | Tam Nông/Đồng Tháp
huyện Kỳ Sơn, Nghệ An | Kỳ Sơn/Nghệ An
huyện Kỳ Sơn của Hòa Bình | Kỳ Sơn/Hòa Bình
Châu Thành, Kiên Giang | Châu Thành/Kiên Giang
chau thanh, kien giang | Châu Thành/Kiên Giang
huyện Châu Thành A | Châu Thành A/Hậu Giang
Phong Điền (Cần Thơ) | Phong Điền/Cần Thơ
Phong Điền (Huế) | Phong Điền/Thừa Thiên Huế
Bảo Lâm, Lâm Đồng | Bảo Lâm/Lâm Đồng
Bảo Lâm, Cao Bằng | Bảo Lâm/Cao Bằng
thị xã Kỳ Anh, Hà Tĩnh | thị xã Kỳ Anh/Hà Tĩnh
huyện Kỳ Anh, Hà Tĩnh | Kỳ Anh/Hà Tĩnh
Ea H'leo 2023 | Ea H'leo/Đắk Lắk
huyện M'Đrắk | M'Đrắk/Đắk Lắk
huyện M’Đrắk | M'Đrắk/Đắk Lắk
huyện M Đrắk | M'Đrắk/Đắk Lắk
Krông Búk và Cư M'gar | Krông Búk/Đắk Lắk; Cư M'gar/Đắk Lắk
Đắk Glong năm 2021 | Đắk Glong/Đắk Nông
Đăk Glong năm 2021 | Đắk Glong/Đắk Nông
huyện Đakrông | Đakrông/Quảng Trị
huyện Đa Krông | Đakrông/Quảng Trị
Si Ma Cai | Si Ma Cai/Lào Cai
Simacai 2020 | Si Ma Cai/Lào Cai
thị xã Sa Pa | Sa Pa/Lào Cai
Quy Nhơn và Qui Nhơn | Quy Nhơn/Bình Định; Quy Nhơn/Bình Định
Buôn Mê Thuột 2022 | Buôn Ma Thuột/Đắk Lắk
Pleiku 2022 | Pleiku/Gia Lai
Mù Căng Chải | Mù Cang Chải/Yên Bái
Quận 7 TP.HCM | Quận 7/Hồ Chí Minh
quận 10, TP Hồ Chí Minh | Quận 10/Hồ Chí Minh
Củ Chi (Hồ Chí Minh) | Củ Chi/Hồ Chí Minh
nông thôn Củ Chi (Hồ Chí Minh) | Củ Chi/Hồ Chí Minh
Ba Vì tháng 3 | Ba Vì/Hà Nội
huyện ba vì tháng 3 | Ba Vì/Hà Nội
huyện Hòa Bình, Bạc Liêu | Hòa Bình/Bạc Liêu
huyện Quảng Ninh, tỉnh Quảng Bình | Quảng Ninh/Quảng Bình
Quảng Ninh năm 2021 | Quảng Ninh
thành phố Vinh | Vinh/Nghệ An
Vinh, Nghệ An | Vinh/Nghệ An
huyện Lắk | Lắk/Đắk Lắk
thị xã Chũ | Chũ/Bắc Giang
đặc khu Phú Quốc | Phú Quốc/Kiên Giang
huyện Nam Đông, Thừa Thiên Huế | Nam Đông/Thừa Thiên Huế
huyện Long Điền | Long Điền/Bà Rịa - Vũng Tàu
tuyến huyện Điện Biên | Điện Biên
trạm y tế xã Điện Biên | Điện Biên
cua huyen mai son la bao nhieu | Mai Sơn/Sơn La
cua huyen tan son la bao nhieu | Tân Sơn/Phú Thọ
Tân Uyên, LC 2021 | Tân Uyên/Lai Châu
hoang su phi 6t/2022 | Hoàng Su Phì/Hà Giang
nông cống tháng 3/2022 | Nông Cống/Thanh Hóa
Hoằng Hoá tháng 3/2022 | Hoằng Hóa/Thanh Hóa
dien-bien-9t-2021 | Điện Biên
phong_tho_ke_hoach_2021 | Phong Thổ/Lai Châu
Sở Y tế tỉnh Điện Biện | Điện Biên
Sở Y tế Điện Biênn | Điện Biên
tỉnh Lai Chau | Lai Châu
tỉnh Lai Chấu | Lai Châu
tinh dien bein | Điện Biên
huyện Phong Thỗ | Phong Thổ/Lai Châu
huyện Phong Thô | Phong Thổ/Lai Châu
huyện Phongg Thổ | Phong Thổ/Lai Châu
ở Hoàng Su Phi | Hoàng Su Phì/Hà Giang
tỉnh Quảng Ngải | Quảng Ngãi
Bệnh viện đa khoa tỉnh Điện Biên | Điện Biên*
Bệnh viện Y học cổ truyền tỉnh Lào Cai | Lào Cai*
Trường Đại học Y Hải Phòng | Hải Phòng*
Trường Cao đẳng Y tế Sơn La | Sơn La*
Truong Cao dang Y te Son La | Sơn La*
chiến thắng Điện Biên Phủ | Điện Biên Phủ/Điện Biên*
Chien thang Dien Bien Phu | Điện Biên Phủ/Điện Biên*
kỷ niệm Điện Biên Phủ | Điện Biên Phủ/Điện Biên*
đường Điện Biên Phủ | Điện Biên Phủ/Điện Biên*
phong cách Hồ Chí Minh | Hồ Chí Minh*
học tập và làm theo tư tưởng, đạo đức Hồ Chí Minh | Hồ Chí Minh*
bác sĩ Nguyễn Thái Bình | Thái Bình*
các bệnh viện tỉnh Điện Biên | Điện Biên
bệnh viện ở Điện Biên | Điện Biên
"""

NOT_FOUND = """
bệnh viện Bạch Mai có mấy giường
tỷ lệ cao bằng năm trước
góp phần giữ gìn hòa bình, ổn định
trong thời kỳ hòa bình xây dựng đất nước
ba vì lý do trên
quản lý thống nhất toàn ngành
phụ nữ mang thai được khám đủ
cấp thuốc cho mỗi hộ
cap thuoc cho moi ho
cua hai chau duoi 5 tuoi
có hai cháu bị bệnh
ba thuoc tren duoc cap du
ba be khoe manh
so ca mau duoc xet nghiem nam 2023
tháng bình quân đạt 20 lượt
thang binh quan dat 20 luot
chụp X quang xương
chup x quang xuong chau
phường Hòa Bình
thị trấn Phong Thổ
xã Mường Mươn
các xã Quảng Ninh
chỉ tiêu kế hoạch giao (KH 2024)
BN THA đang quản lý
số ca PT, TT trong tháng
CT MTQG giảm nghèo
thực hiện TH 6T/2024
kiểm tra TB y tế
SL xét nghiệm
hai phòng xét nghiệm
Hai phòng xét nghiệm mới
các huyện thành phố cùng trạm y tế
phát triển nông nghiệp tam nông
cờ đỏ sao vàng
dinh dưỡng hợp lý
DINH DƯỠNG
Thanh tra và cải cách hành chính
- Bệnh Dại: có 2 trường hợp
+ Tiền Đái tháo đường thai kỳ
Đồng chí Lê Hồng Lân
báo cáo ngày bình minh
trẻ mọc răng vĩnh cửu
đại từ nhân xưng
người Lào học tại trường
dân số trung bình
y tế thôn bản
yên định tâm lý người bệnh
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, b in (line.rsplit("|", 1) for line in table.strip().splitlines())]


def written(match: places.PlaceMatch) -> str:
    place = match.place
    name = f"{place.district}/{place.province}" if place.district else place.province
    return name + ("*" if match.in_name else "")


@pytest.mark.parametrize(
    ("text", "expected"), rows(FOUND), ids=lambda value: value if "|" not in value else None
)
def test_find_places_names_in_text(text: str, expected: str) -> None:
    assert "; ".join(written(match) for match in find_places(text)) == expected


@pytest.mark.parametrize("text", NOT_FOUND.strip().splitlines())
def test_find_places_leaves_ordinary_words_alone(text: str) -> None:
    assert [written(match) for match in find_places(text)] == []


LC = Place("Lai Châu")
CONTEXT = [
    ("số ca sởi LC 9T/2021?", [LC], LC, 0),
    ("số ca sởi LC 9T/2021?", [Place("Lào Cai")], Place("Lào Cai"), 0),
    ("số ca sởi LC 9T/2021?", [], Place("Lào Cai"), 1),
    ("so ca soi lc 9t/2021", [LC], LC, 0),
    ("huyện Châu Thành năm 2023", [Place("An Giang", "Châu Thành")], Place("An Giang", "Châu Thành"), 0),
    ("huyện Châu Thành năm 2023", [Place("Bến Tre")], Place("Bến Tre", "Châu Thành"), 0),
    ("huyện Tam Nông", [], Place("Phú Thọ", "Tam Nông"), 1),
    ("huyện Tam Nông so với toàn tỉnh Đồng Tháp", [], Place("Đồng Tháp", "Tam Nông"), 0),
    ("huyện An Lão", [Place("Bình Định")], Place("Bình Định", "An Lão"), 0),
    ("ca sởi TN 2021?", [Place("Tây Ninh")], Place("Tây Ninh"), 0),
    ("số lượt BN 2021", [], None, 0),
    ("số lượt KCB BG 2024", [Place("Bắc Giang")], Place("Bắc Giang"), 0),
    ("cua ba be nam 2023", [Place("Bắc Kạn", "Ba Bể")], Place("Bắc Kạn", "Ba Bể"), 0),
    ("ca mau thang 5/2020", [Place("Cà Mau")], Place("Cà Mau"), 0),
    ("cho moi ho dan", [Place("Bắc Kạn", "Chợ Mới")], None, 0),
    ("ten huyen tan son va tan chau", [Place("Tây Ninh", "Tân Châu")], Place("Phú Thọ", "Tân Sơn"), 0),
]


@pytest.mark.parametrize(("text", "context", "place", "others"), CONTEXT)
def test_context_decides_between_namesakes(
    text: str, context: list[Place], place: Place | None, others: int
) -> None:
    matches = find_places(text, context)
    assert (matches[0].place if matches else None) == place
    assert not matches or len(matches[0].alternatives) == others


def test_spans_cover_name_province_and_type() -> None:
    text = "Kết quả của huyện Phong Thổ (Lai Châu) năm 2023"
    (match,) = find_places(text)
    assert text[match.start : match.end] == "Phong Thổ (Lai Châu)"
    assert text[match.lead : match.end] == "huyện Phong Thổ (Lai Châu)"


def test_offsets_count_in_composed_text() -> None:
    text = "Tỷ lệ ở Điện Biên"
    (match,) = find_places(unicodedata.normalize("NFD", text))
    assert nfc(text)[match.start : match.end] == "Điện Biên"


@pytest.mark.parametrize(
    ("text", "exact"),
    [("Điện Biên", True), ("o dien bien", True), ("tỉnh Điện Biến", False), ("tinh dien bein", False)],
)
def test_exact_is_false_for_slips_only(text: str, exact: bool) -> None:
    assert [match.exact for match in find_places(text)] == [exact]


@pytest.mark.parametrize("place", places.all_provinces(), ids=lambda place: place.label)
def test_every_province_is_found_however_typed(place: Place) -> None:
    for text in (f"tỉnh {place.province}", f"ở {place.province} năm 2023", fold(f"o tinh {place.province}")):
        assert [match.place for match in find_places(text)] == [place], text


@pytest.mark.parametrize("place", places.all_districts(), ids=lambda place: place.label)
def test_every_district_is_found_with_its_province(place: Place) -> None:
    kind = places.place_type(place)
    name = place.district.removeprefix(kind + " ")
    text = f"{'' if name.startswith('Quận') else kind} {name}, {place.province}"
    assert [match.place for match in find_places(text)] == [place]
    assert [match.place for match in find_places(fold(text))] == [place]


def test_a_thousand_sentences_take_less_than_a_second() -> None:
    text = "Trung tâm Y tế huyện Phong Thổ (Lai Châu) tiêm 1.005 mũi, bằng 41,3% chỉ tiêu, cao hơn Điện Biên"
    find_places(text)
    start = time.process_time()
    for _ in range(1000):
        find_places(text)
    assert time.process_time() - start < 1


@given(st.text(max_size=80))
def test_any_text_gives_ordered_matches_or_none(text: str) -> None:
    matches = find_places(text)
    composed = nfc(text)
    for match in matches:
        assert 0 <= match.lead <= match.start < match.end <= len(composed)
    assert all(a.end <= b.start for a, b in pairwise(matches))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bao nhiêu xã Lai Châu có bác sĩ", Place("Lai Châu")),
        ("loa xã lai châu quý 2", Place("Lai Châu")),
        ("số xã phong thổ đạt chuẩn", Place("Lai Châu", "Phong Thổ")),
        ("ở xã Phong Thổ có mấy ca", None),
    ],
)
def test_communes_of_a_known_place_are_no_commune_of_its_name(text: str, place: Place | None) -> None:
    known = (Place("Lai Châu"), Place("Lai Châu", "Phong Thổ"))
    assert [match.place for match in find_places(text, known)] == ([place] if place else [])
