"""What officials tell apart is apart, what they say for one another is one, kinds stand below their whole."""

import pytest

from ingest.vietnamese.terms import broader, canonical, related, term_of
from ingest.vietnamese.units import unit_named


def words(text: str) -> list[str]:
    return [token.text for token in canonical(text) if token.kind != "stop"]


APART = [
    # pharmacies
    ("nhà thuốc", "quầy thuốc"),
    ("nhà thuốc", "tủ thuốc"),
    ("quầy thuốc", "cơ sở bán lẻ thuốc"),
    ("cơ sở bán lẻ thuốc", "cơ sở bán buôn thuốc"),
    ("cơ sở kinh doanh thuốc", "công ty dược"),
    ("thuốc giả", "thuốc không đạt chất lượng"),
    ("GPP", "GDP"),
    # infectious diseases
    ("cúm A/H5N1", "cúm A/H1N1"),
    ("cúm mùa", "cúm B"),
    ("liệt mềm cấp", "bại liệt"),
    ("giang mai", "bệnh lậu"),
    ("sốt xuất huyết nặng", "sốt xuất huyết"),
    ("viêm phổi nặng", "viêm phổi"),
    ("lao phổi", "lao ngoài phổi"),
    ("bị chó cắn", "tiêm phòng dại"),
    ("sốt rét lâm sàng", "ký sinh trùng sốt rét"),
    # eyes, cancer, kidneys: finding, screening, treating
    ("mổ mộng", "phát hiện mộng thịt"),
    ("mổ quặm", "quặm"),
    ("mổ đục thủy tinh thể", "đục thủy tinh thể"),
    ("sàng lọc ung thư cổ tử cung", "ung thư cổ tử cung"),
    ("chạy thận nhân tạo", "suy thận"),
    # immunisation
    ("tai biến nặng sau tiêm", "phản ứng thông thường sau tiêm"),
    ("DPT-VGB-Hib1", "DPT-VGB-Hib 3"),
    ("OPV lần 2", "OPV3"),
    ("tiêm vét", "tiêm chủng thường xuyên"),
    # mother and child
    ("quản lý thai", "khám thai"),
    ("băng huyết", "sản giật"),
    ("đẻ tại bệnh viện", "đẻ tại trạm y tế"),
    ("đẻ thường", "mổ đẻ"),
    ("triệt sản nam", "triệt sản nữ"),
    ("thụ tinh ống nghiệm", "vô sinh"),
    ("tư vấn trước hôn nhân", "khám sức khỏe trước hôn nhân"),
    ("tăng dân số", "tăng dân số tự nhiên"),
    # hospitals
    ("ngày điều trị nội trú", "ngày điều trị trung bình"),
    ("cận lâm sàng", "xét nghiệm"),
    ("hội chẩn liên viện", "hội chẩn từ xa"),
    ("đúng tuyến", "trái tuyến"),
    ("phẫu thuật cấp cứu", "phẫu thuật phiên"),
    ("loại I", "loại đặc biệt"),
    ("tử vong tại bệnh viện", "nặng xin về"),
    ("hài lòng nội trú", "hài lòng ngoại trú"),
    ("châm cứu", "xoa bóp bấm huyệt"),
    # staff
    ("công chức", "viên chức"),
    ("nghỉ việc", "nghỉ hưu"),
    ("bổ nhiệm", "quy hoạch cán bộ"),
    ("giám đốc", "phó giám đốc"),
    ("sáng kiến", "đề tài"),
    ("biên chế được giao", "vị trí việc làm"),
    # food, environment
    ("cơ sở sản xuất thực phẩm", "cơ sở kinh doanh thực phẩm"),
    ("nhà hàng", "bếp ăn tập thể"),
    ("chất thải nguy hại", "chất thải thông thường"),
    ("ngoại kiểm nước", "nội kiểm nước"),
    ("quan trắc môi trường y tế", "quan trắc môi trường lao động"),
    # communication, inspection
    ("pa nô", "áp phích"),
    ("băng rôn", "tờ rơi"),
    ("phóng sự", "tin bài"),
    ("thảo luận nhóm", "nói chuyện chuyên đề"),
    ("khiếu nại", "tố cáo"),
    ("hậu kiểm", "kiểm tra"),
    # digital, administration, people
    ("dịch vụ công toàn trình", "dịch vụ công một phần"),
    ("hộ nghèo", "hộ cận nghèo"),
    ("thương binh", "cựu chiến binh"),
    ("thu nhập tăng thêm", "thu nhập bình quân"),
]


@pytest.mark.parametrize(("one", "other"), APART, ids=[" | ".join(pair) for pair in APART])
def test_what_is_told_apart_is_apart(one: str, other: str) -> None:
    assert words(one) != words(other)


SAME = [
    ("tiệm thuốc tây", "nhà thuốc"),
    ("cúm gà", "cúm A/H5N1"),
    ("kiết lị", "hội chứng lỵ"),
    ("lị a míp", "lỵ amip"),
    ("về hưu", "nghỉ hưu"),
    ("loăng quăng", "bọ gậy"),
    ("chảy máu sau sinh", "băng huyết"),
    ("sinh thường", "đẻ thường"),
    ("bé mới đẻ", "trẻ sơ sinh"),
    ("nhẹ hơn 2 cân rưỡi", "cân nặng sơ sinh thấp"),
    ("không mất đồng nào", "miễn phí"),
    ("dân ở quê", "nông thôn"),
    ("hội chẩn trực tuyến", "khám chữa bệnh từ xa"),
    ("DPT-VGB-Hib3", "DPT-VGB-Hib (mũi 3)"),
    ("IPV2", "vắc xin bại liệt tiêm IPV mũi 2"),
    ("khám tiền hôn nhân", "khám sức khỏe trước khi kết hôn"),
    ("ca mo de", "mổ lấy thai"),
    ("lao kháng đa thuốc", "lao kháng thuốc"),
    ("rác nguy hại", "chất thải y tế nguy hại"),
    ("loa phường", "loa truyền thanh"),
    ("CT-Scanner", "chụp cắt lớp vi tính"),
    ("tăng thêm thu nhập", "thu nhập tăng thêm"),
    ("xã có bác sĩ", "trạm y tế có bác sĩ"),
    ("mức độ 4", "dịch vụ công toàn trình"),
    ("bị bảo hiểm cắt tiền", "xuất toán"),
    ("bội chi quỹ", "vượt dự toán bảo hiểm y tế"),
    ("viện phí chuyển khoản", "thanh toán không dùng tiền mặt"),
    ("tiêu tiền dự án", "giải ngân"),
    ("thuốc tan cục máu", "tiêu sợi huyết"),
    ("nằm nhà thương", "điều trị nội trú"),
    ("bs chịu về trạm xá", "trạm y tế có bác sĩ"),
    ("MSM", "quan hệ tình dục đồng giới"),
    ("sanh mổ", "mổ đẻ"),
    ("đi sanh", "phụ nữ đẻ"),
    ("chết khi sanh", "tử vong mẹ"),
    ("bịnh nhân", "bệnh nhân"),
    ("rọi kiếng", "X-quang"),
    ("liên cầu heo", "liên cầu lợn"),
    ("xổ lãi", "tẩy giun"),
    ("cao máu", "tăng huyết áp"),
    ("đứt mạch máu não", "tai biến mạch máu não"),
    ("người có H", "HIV"),
    ("thuốc rớt chuẩn", "thuốc không đạt chất lượng"),
    ("thầy lang", "lương y"),
    ("toa điện tử", "đơn thuốc điện tử"),
    ("lấy máu gót", "sàng lọc sơ sinh"),
    ("bú mẹ trong 1 giờ đầu sau sinh", "bú sớm"),
    ("SDD H/A", "suy dinh dưỡng thấp còi"),
    ("TSCTE", "tỷ suất tử vong trẻ em"),
    ("vit A", "vitamin A"),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=[" = ".join(pair) for pair in SAME])
def test_what_is_said_for_one_another_is_one(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("quầy thuốc", "cơ sở kinh doanh dược"),
        ("cúm A/H1N1", "cúm"),
        ("lao AFB", "lao phổi"),
        ("siêu âm", "cận lâm sàng"),
        ("băng huyết", "tai biến sản khoa"),
        ("viên chức", "công chức, viên chức"),
        ("giám định tử thi", "giám định pháp y"),
        ("bếp ăn tập thể", "cơ sở thực phẩm"),
        ("tố cáo", "khiếu nại, tố cáo"),
        ("tờ rơi", "tài liệu truyền thông"),
        ("đuối nước", "tai nạn thương tích"),
        ("mổ đẻ", "ca đẻ"),
    ],
)
def test_a_kind_stands_below_its_whole(narrow: str, wide: str) -> None:
    assert term_of(wide) in broader(term_of(narrow))


@pytest.mark.parametrize(("one", "other"), [("quầy thuốc", "cơ sở bán lẻ thuốc"), ("phóng sự", "tin, bài")])
def test_a_whole_may_be_said_for_its_kind(one: str, other: str) -> None:
    assert term_of(other) in related(term_of(one))


SHORT = [
    ("HS được tiếp nhận qua một cửa", "ho_so"),
    ("HS được tẩy giun", "hoc_sinh"),
    ("điều trị PK cho chị em", "phu_khoa"),
    ("PK tư nhân", "phong_kham_tu_nhan"),
    ("cấp BCS MP", "mien_phi"),
    ("mẫu MP được kiểm nghiệm", "mau_my_pham"),
    ("BN CT lên tuyến trên", "chuyen_tuyen"),
    ("xử lý CT nguy hại", "chat_thai_y_te_nguy_hai"),
    ("KN với tỉnh", "kien_nghi_de_xuat"),
    ("KN mẫu thuốc", "kiem_nghiem"),
    ("cặp VC dùng BPTT", "cap_vo_chong_trong_do_tuoi_sinh_de"),
    ("số NT, QT đạt GPP", "nha_thuoc"),
    ("số NT, QT đạt GPP", "quay_thuoc"),
    ("mắc/TV sởi", "tu_vong"),
    ("TV sức khỏe tại nhà", "tu_van"),
    ("cử đi ĐT", "dao_tao"),
    ("ĐT khỏi", "dieu_tri_khoi"),
    ("ca TĐ", "thuy_dau"),
    ("BS vốn", "bo_sung"),
    ("BS/vạn dân", "bac_si"),
    ("TTHC ĐH", "dung_han"),
    ("thu VP", "vien_phi"),
    ("ký CK ATTP", "co_so_ky_cam_ket_an_toan_thuc_pham"),
    ("CS GB", "cong_suat_su_dung_giuong_benh"),
    ("HĐ 68", "hop_dong_lao_dong"),
]


@pytest.mark.parametrize(("text", "term"), SHORT, ids=[f"{text} – {term}" for text, term in SHORT])
def test_a_short_form_is_read_by_its_neighbours(text: str, term: str) -> None:
    assert term in words(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("thủ tục thuộc lĩnh vực dược", ["thu_tuc_hanh_chinh", "duoc"]),
        ("tiêm chủng tại các cơ sở y tế", ["tiem_chung"]),
        ("số tử vong được ghi nhận trên địa bàn", ["tu_vong"]),
        ("khám bệnh ở các tuyến", ["kham_benh"]),
        ("xét về mặt tiêm chủng", ["tiem_chung"]),
        ("bao nhiêu lĩnh vực", ["linh_vuc"]),
        ("đẻ tại các cơ sở y tế", ["de_tai_co_so_y_te"]),
    ],
)
def test_phrases_that_name_nothing_are_left_out(text: str, left: list[str]) -> None:
    assert words(text) == left


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nhà thuốc", "quầy thuốc"),
        ("phường", "xã"),
        ("tạ", "tấn"),
        ("ml", "g"),
        ("hộp", "lọ"),
        ("phóng sự", "tin"),
    ],
)
def test_different_units_are_not_one(one: str, other: str) -> None:
    first, second = unit_named(one), unit_named(other)
    assert first and second and first != second
