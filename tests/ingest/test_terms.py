"""Canonical terms: every wording finds its concept, spans hold, short forms and slips are understood."""

import re
import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.vietnamese.terms as terms_module
from ingest.vietnamese.terms import (
    POPULATIONS,
    TokenKind,
    abbreviate,
    broader,
    canonical,
    concept_name,
    concepts,
    expand,
    find_populations,
    related,
    short_forms,
    spelling,
    term_of,
    variants,
)
from ingest.vietnamese.text import fold, nfc

FOLDER = Path(terms_module.__file__).parent
FORMS = tomllib.loads((FOLDER / "abbreviations.toml").read_text("utf-8"))["forms"]
DESCRIPTORS = tomllib.loads((FOLDER / "descriptors.toml").read_text("utf-8"))["rule"]


def words(text: str) -> list[str]:
    return [token.text for token in canonical(text) if token.kind is not TokenKind.STOP]


def test_breadth() -> None:
    assert len(concepts()) >= 500
    assert len(FORMS) >= 350


@pytest.mark.parametrize(("name", "others"), concepts().items(), ids=list(concepts()))
def test_every_wording_is_its_concept(name: str, others: tuple[str, ...]) -> None:
    missed = [wording for wording in others if words(wording.lstrip("=")) != [term_of(name)]]
    assert missed == []


@pytest.mark.parametrize("short", list(FORMS))
def test_every_short_form_is_spelt_out(short: str) -> None:
    assert expand(f"Số {short} năm") == f"Số {nfc(FORMS[short][0])} năm"


# A dose is told of a vaccine that is a term of its own.
VACCINES = {"vac_xin_5_trong_1", "vac_xin_bai_liet_tiem_ipv", "vac_xin_bai_liet_uong_opv"}


@pytest.mark.parametrize("rule", DESCRIPTORS, ids=[rule["token"] for rule in DESCRIPTORS])
def test_examples_of_a_descriptor_are_one_token(rule: dict[str, list[str]]) -> None:
    beside = {"tre_em", "tiem_chung", "kham_thai", *VACCINES}
    tokens = [[t for t in words(example) if "_" in t and t not in beside] for example in rule["examples"]]
    shapes = {re.sub(r"\d+", "#", found[0]) for found in tokens if len(found) == 1}
    assert (len(shapes), all(len(found) == 1 for found in tokens)) == (1, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỷ lệ TE <1 tuổi TCĐĐ", "ty le tre em duoi 01 tuoi tiem chung day du"),
        ("tỷ lệ trẻ dưới một tuổi được tiêm đủ mũi", "Tỉ lệ TE<1 TCĐĐ"),
        ("phụ nữ đẻ được khám thai ≥4 lần", "phu nu de kham thai tu 4 lan tro len"),
        ("cao huyết áp", "THA"),
        ("đẻ con thứ ba", "SC3+"),
        ("SDD CN/T", "suy dinh dưỡng thể nhẹ cân"),
        ("trẻ thấp còi", "trẻ em suy dinh dưỡng chiều cao theo tuổi"),
        ("mẹ chết khi đẻ", "tử vong mẹ"),
        ("bác sỹ/10.000 dân", "bác sĩ trên vạn dân"),
        ("hố xí hợp vệ sinh", "nhà tiêu HVS"),
        ("cườm khô", "đục thuỷ tinh thể"),
        ("tiemm chugn day du", "tiêm chủng đầy đủ"),
        ("bệnh Đại", "bệnh dại"),
        ("Tuyển tỉnh", "tuyến tỉnh"),
        ("mũi nhắc lại lần 2", "mũi NL2"),
        ("số bn lao", "số bệnh nhân lao"),
    ],
)
def test_wordings_come_out_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("buổi có", "buou_co"),
        ("phòng khám", "benh_phong"),
        ("nước Lào", "benh_lao"),
        ("người lao động", "benh_lao"),
        ("được giao", "duoc"),
        ("chưa đạt", "phu_nu_co_thai"),
        ("Lai Châu", "tre_em"),
    ],
)
def test_likeness_without_diacritics_is_not_enough(text: str, absent: str) -> None:
    assert absent not in words(text)


@pytest.mark.parametrize("text", ["bn ca sốt rét", "bao nhiêu ca", "có mấy trẻ", "cho biết tình hình"])
def test_question_words_stop(text: str) -> None:
    assert canonical(text)[0].kind is TokenKind.STOP


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("TN: tỷ lệ tăng dân số TN", "tự nhiên: tỷ lệ tăng dân số tự nhiên"),
        ("hành nghề y TN", "hành nghề y tư nhân"),
        ("SDD TC", "suy dinh dưỡng thấp còi"),
        ("đo HA", "đo huyết áp"),
        ("DS-KHHGĐ", "dân số - kế hoạch hóa gia đình"),
        ("ngộ độc TP", "ngộ độc thực phẩm"),
        ("Nghị định số 12 của CP", "Nghị định số 12 của Chính phủ"),
        ("TB nặng sau TC", "tai biến nặng sau tiêm chủng"),
        ("mắc lỵ TT", "mắc lỵ trực trùng"),
    ],
)
def test_ambiguous_short_forms_look_around(text: str, expanded: str) -> None:
    assert expand(text) == expanded


def test_abbreviate_and_short_forms() -> None:
    assert abbreviate("trẻ em tiêm chủng đầy đủ") == "TE TCĐĐ"
    assert "TCĐĐ" in short_forms("tiêm chủng đầy đủ")


def test_hierarchy() -> None:
    assert broader("lao_afb") == ("lao_phoi", "benh_lao")
    assert "phu_nu_de" in related("phu_nu_co_thai")
    assert concept_name("tu_vong_me") == "tử vong mẹ"
    assert "chết mẹ" in variants("tu_vong_me")


def test_spelling_mends_one_letter() -> None:
    assert spelling("ty le tiemm chung") == "ty le tiem chung"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("trẻ em người DTTS ở xã KV3", ["trẻ em", "DTTS", "KV3"]),
        ("dân số thành thị, nông thôn", ["thành thị", "nông thôn"]),
        ("vùng đồng bào DTTS&MN", ["vùng DTTS&MN"]),
        ("tuyen huyen", ["tuyến huyện"]),
        ("trẻ em trai", ["nam"]),
        ("Việt Nam", []),
        ("nữ hộ sinh", []),
        ("Bệnh viện tự chủ", []),
        ("cơ sở từ tháng 4", []),
        ("benh vien tu", ["ngoài công lập"]),
        ("xây dựng nông thôn mới", []),
        ("năm 2024", []),
        ("HSTH uống thuốc giun", ["học sinh tiểu học"]),
        ("CS HNYDTN được KT", ["ngoài công lập"]),
    ],
)
def test_find_populations(text: str, codes: list[str]) -> None:
    assert [match.code for match in find_populations(text)] == codes


@pytest.mark.parametrize(("code", "form"), [(p.code, form) for p in POPULATIONS.values() for form in p.forms])
def test_every_form_names_its_population(code: str, form: str) -> None:
    assert [match.code for match in find_populations(form.lstrip("="))] == [code]


@given(st.text(alphabet="abcdeghiklmnopqrstuvxy ăâđêôơưáàảãạ0123456789<>≥-/.,%TECĐ", max_size=60))
def test_tokens_are_in_order_inside_the_text(text: str) -> None:
    tokens = canonical(text)
    assert all(0 <= token.start < token.end <= len(nfc(text)) for token in tokens)
    assert all(a.start <= b.start for a, b in pairwise(tokens))


def test_undiacritised_wordings_of_two_syllables_are_found() -> None:
    missed = []
    for name, others in concepts().items():
        plain = [w for w in (name, *others) if not w.startswith("=") and len(fold(w).split()) > 1]
        missed += [w for w in plain if fold(w) != w.lower() and words(fold(w)) != [term_of(name)]]
    assert len(missed) <= len(concepts()) // 20, missed


def test_speed() -> None:
    text = "Tỷ lệ bà mẹ khám thai từ bốn lần trở lên trước khi sinh ở những xã vùng sâu, vùng xa trong năm "
    canonical(text)
    started = time.perf_counter()
    for number in range(100):
        canonical(text + str(number))
    assert (time.perf_counter() - started) / 100 < 0.005  # 0.3 ms on an idle core; the machine may be busy


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("mật độ bác sĩ tính trên một vạn dân", "Tỷ lệ BS/10.000 dân"),
        ("cứ 10.000 dân có mấy điều dưỡng", "ĐD trên vạn dân"),
        ("GB trên vạn dân", "Số giường bệnh trên 1 vạn dân"),
        ("chích ngừa đủ mũi cho trẻ dưới một tuổi", "TE < 1 tuổi TCĐĐ"),
        ("CS bán thuốc", "số nơi bán thuốc"),
        ("TSS < 2.500 g", "trẻ sinh ra dưới 2.500 gam"),
        ("CSTP đạt yêu cầu", "cơ sở thực phẩm đúng quy định"),
        ("CSHN y dược bị phạt", "cơ sở hành nghề y, dược bị xử phạt"),
        ("ổ dịch xử lý kịp 48h", "Ổ dịch được xử lý trong vòng 48 giờ"),
        ("ngày nằm viện bình quân", "Số ngày điều trị trung bình"),
        ("mổ lấy thai", "đẻ mổ"),
        ("% khám tiền HN", "tỷ lệ khám sức khỏe trước khi kết hôn"),
        ("thu viện phí", "Tổng thu dịch vụ khám bệnh, chữa bệnh"),
        ("F0", "ca mắc COVID-19"),
        ("bệnh nhân tăng huyết áp được quản lý", "BN THA được QLĐT"),
        ("lao phổi có bằng chứng vi khuẩn", "lao phổi có BCVKH"),
        ("phụ nữ đẻ khám thai từ 4 lần", "PN đẻ KT ≥4 lần"),
        ("thu viện phí không dùng tiền mặt", "thu VP không TM"),
        ("xã đạt tiêu chí QG về y tế", "xã đạt BTCQGYT"),
        ("đẻ con thứ ba trở lên", "TL sinh con ≥3"),
        ("cơ sở hành nghề y dược TN được kiểm tra", "CS HNYDTN được KT"),
        ("chi phí khám chữa bệnh BHYT", "CP KCB BHYT"),
        ("viêm não vi rút", "VN vi rút"),
        ("tam soat truoc sinh", "sàng lọc trước sinh"),
        ("ho vang gia", "hộ gia đình được đến thăm"),
    ],
)
def test_questions_and_names_come_out_alike(question: str, name: str) -> None:
    asked, named = (
        {t for t in words(text) if t not in ("ty_le", "tong_so", "tre_em")} for text in (question, name)
    )
    assert asked == named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("số ca phẫu thuật", "tỷ lệ mổ lấy thai"),
        ("người tăng huyết áp được phát hiện", "người tăng huyết áp được quản lý điều trị"),
        ("số vụ ngộ độc thực phẩm", "số người mắc ngộ độc thực phẩm"),
        ("số mẫu thuốc kiểm nghiệm", "số mẫu thuốc không đạt chất lượng"),
        ("học sinh được khám sức khỏe định kỳ", "người cao tuổi được khám sức khỏe định kỳ"),
        ("tiêm mũi 3 vắc xin COVID-19", "tiêm mũi 4 vắc xin COVID-19"),
        ("chi tiêu", "chỉ tiêu"),
    ],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert set(words(one)) != set(words(other))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("số người bệnh nằm viện", "dieu_tri_noi_tru"),
        ("tỷ lệ sinh con tại cơ sở y tế", "de_tai_co_so_y_te"),
        ("số giường bệnh trên một vạn dân", "van_dan"),
        ("chỉ tiêu giường bệnh", "chi_tieu"),
        ("năm 2024 được giao thu bao nhiêu", "giao"),
        ("TYT có vườn thuốc", "tram_y_te"),
    ],
)
def test_the_best_cover_keeps_every_thing_named(text: str, term: str) -> None:
    assert term in words(text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("CÔNG TÁC Y TẾ", "tre_em"),
        ("Thông tư số 03", "ngoai_cong_lap"),
        ("công tác chỉ đạo điều hành", "mit_tinh"),
        ("nam 2024 tinh chi dao", "nam_gioi"),
        ("van phong so y te", "benh_phong"),
        ("vi tri viec lam trong nam", "lam_mau"),
        ("chi dao cua tinh uy", "chi_ngan_sach"),
        ("Sở Kế hoạch và Đầu tư", "dat_ke_hoach"),
    ],
)
def test_words_that_only_look_alike(text: str, absent: str) -> None:
    assert absent not in words(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nhiễm khuẩn hô hấp cấp (ARI)", []),
        ("HN triển khai công tác", []),
        ("PN đẻ", []),
        ("TH 6 tháng", []),
        ("ty le bao nhieu trong nam 2024", []),
        ("suy dinh duong cap tinh nang", []),
        ("bac si (chi tinh nu)", ["nữ"]),
        ("Nam", ["nam"]),
        ("cặp nam, nữ thanh niên", []),
        ("ĐBDTTS", ["DTTS"]),
    ],
)
def test_populations_at_a_glance(text: str, codes: list[str]) -> None:
    assert [match.code for match in find_populations(text)] == codes
