"""Tra số liệu, So sánh, Kiểm tra dự thảo in a real browser, over the four reports of tests/assistant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from selenium.webdriver.common.keys import Keys

from tests.end_to_end.visitor import Visitor
from tests.ui.service import Service, serving

BOX = "#tool-form input[name=chi-tieu]"
TABLE = "#tool-shown table"
TOOLS = {
    "so-lieu": "?chi-tieu=tiêm chủng đầy đủ",
    "so-sanh": "?chi-tieu=tiêm chủng đầy đủ&noi=Hòa Bình; Yên Bái&ky=6T/2023&du-thao=1",
    "kiem-tra": "",
}
DRAFT = (
    "SỞ Y TẾ HÒA BÌNH\nSố: 31/BC-SYT\n\nBÁO CÁO\nKết quả công tác y tế 6 tháng đầu năm 2024\n\nI. KẾT QUẢ\n"
    "- Phụ nữ có thai tiêm đủ mũi uốn ván: 1.000/2.000 người, đạt tỷ lệ 60,0%.\n"
    "- Tổng số lượt khám bệnh là 530.000 lượt, tăng so với cùng kỳ năm 2023 (501.234 lượt).\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("tools"), accounts=False) as running:
        yield running


@pytest.fixture
def clerk(browser, service: Service) -> Visitor:
    return Visitor(browser, f"{service.address}/", "so-lieu", BOX)


def asked(clerk: Visitor) -> dict[str, list[str]]:
    return parse_qs(urlsplit(clerk.browser.current_url).query)


def downloaded(clerk: Visitor, css: str) -> int:
    """The size of what a link leads to, as the browser gets it."""
    code = (
        "const [css, done] = arguments; fetch(document.querySelector(css).href)"
        ".then((answer) => (answer.ok ? answer.blob() : null)).then((blob) => done(blob?.size || 0));"
    )
    return int(clerk.browser.execute_async_script(code, css))


def test_indicator_is_found_sorted_and_comes_back_from_its_address(clerk, service, photograph):
    clerk.fill(BOX, "tiem chung day")
    clerk.wait(lambda: clerk.all("#goi-y option"))
    assert "tiêm chủng đầy đủ" in clerk.all("#goi-y option")[0].get_attribute("value")
    clerk.one(BOX).send_keys(" du", Keys.ENTER)
    clerk.wait(lambda: clerk.seen(TABLE) and "46,8%" in clerk.one(TABLE).text)
    clerk.press(f"{TABLE} th button", "Kết quả")
    clerk.wait(lambda: clerk.one(f"{TABLE} th[aria-sort=descending]"))
    clerk.wait(lambda: asked(clerk) == {"chi-tieu": ["tiem chung day du"], "sap": ["-gia-tri"]})
    clerk.browser.refresh()
    clerk.wait(lambda: clerk.one(f"{TABLE} th[aria-sort=descending]"))
    assert clerk.one(BOX).get_property("value") == "tiem chung day du"
    photograph("so-lieu")
    assert downloaded(clerk, ".files a[href*='.xlsx']") > 3000
    assert clerk.complaints() == []


def test_value_opens_its_source_and_filters_answer_at_once(clerk):
    clerk.go("so-lieu?chi-tieu=tiêm chủng đầy đủ", TABLE)
    clerk.press(f"{TABLE} .link", "43,1%")
    clerk.wait(lambda: clerk.seen(".source-view mark") and "43,1%" in clerk.one(".source-view mark").text)
    clerk.press(".source-view .close")
    clerk.script("const s = document.querySelector('select[name=loai]'); s.value = 'cung-ky';"
                 "s.dispatchEvent(new Event('change', {bubbles: true}))")  # fmt: skip
    clerk.wait(lambda: "1 dòng số liệu" in clerk.one("#tool-shown .total").text)
    assert asked(clerk)["loai"] == ["cung-ky"]


def test_coverage_and_chart_are_shown(clerk, photograph):
    clerk.go("so-lieu?chi-tieu=tiêm chủng đầy đủ", TABLE)
    clerk.press(".views button", "Nơi × kỳ")
    clerk.wait(lambda: clerk.seen("table.grid .silent"))
    photograph("so-lieu-noi-ky")
    clerk.press(".views button", "Biểu đồ")
    image = clerk.wait(lambda: clerk.seen(".chart img"))
    clerk.wait(lambda: image.get_property("naturalWidth") > 300)
    assert "46,8%" in image.get_attribute("alt") and asked(clerk)["xem"] == ["hinh"]


def test_wordings_are_split_and_joined_again(clerk):
    clerk.go("so-lieu?chi-tieu=số ca mắc sởi", TABLE)
    assert "2 cách ghi" in clerk.one(".wordings summary").text
    clerk.press(".wordings summary")
    clerk.press(".wordings button", "Tách ra")
    clerk.wait(lambda: "1 cách ghi" in clerk.one(".wordings summary").text)
    clerk.press("#told button", "Hoàn tác")
    clerk.wait(lambda: "2 cách ghi" in clerk.one(".wordings summary").text)


def test_comparison_is_put_together_drafted_and_a_wrong_number_is_flagged(clerk, service, photograph):
    clerk.go("so-sanh", BOX)
    clerk.fill(BOX, "tiêm chủng đầy đủ")
    clerk.fill("#tool-form input[name=ky]", "6T/2023")
    clerk.one("#tool-form input[name=noi]").send_keys("Hòa Bình; Yên Bái", Keys.ENTER)
    clerk.wait(lambda: clerk.seen(TABLE) and "46,8 − 43,1 = 3,7" in clerk.one(TABLE).text)
    assert clerk.wait(lambda: clerk.one(BOX).get_property("value") == "")
    clerk.press("#tool-shown button", "Viết dự thảo")
    area = clerk.wait(lambda: clerk.seen("#draft-text"))
    assert "đều có trong nguồn" in clerk.one("#draft-flags").text
    clerk.script("const a = document.querySelector('#draft-text'); a.value = a.value.replace('46,8%', '64,8%');"
                 "a.dispatchEvent(new Event('input', {bubbles: true}))")  # fmt: skip
    clerk.wait(lambda: "Số 64,8 không có trong nguồn" in clerk.one("#draft-flags").text)
    photograph("so-sanh-du-thao")
    clerk.press(".draft summary")
    clerk.fill(".draft input[name=ngay]", "hôm kia")
    clerk.press(".draft button", "Word")
    clerk.wait(lambda: "Không rõ ngày “hôm kia”" in clerk.one(".downloaded").text)
    clerk.fill(".draft input[name=ngay]", "05/7/2023")
    clerk.press(".draft button", "Word")
    clerk.wait(lambda: "Đã tải du-thao-so-sanh.docx" in clerk.one(".downloaded").text)
    clerk.browser.refresh()
    area = clerk.wait(lambda: clerk.seen("#draft-text"))
    clerk.wait(lambda: "64,8%" in area.get_property("value"))
    clerk.press("#chosen button", "Yên Bái")
    clerk.wait(lambda: asked(clerk)["noi"] == ["Hòa Bình"])
    assert downloaded(clerk, ".files a[href*='.docx']") > 3000
    assert [said for said in clerk.complaints() if "status of 400" not in said] == []  # of the wrong day


def test_draft_is_checked_and_comes_back_with_comments(clerk, tmp_path: Path, service, photograph):
    document = docx.Document()
    for line in DRAFT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "du-thao.docx"))
    clerk.go("kiem-tra", ".drop")
    clerk.one("#pick-draft").send_keys(str(tmp_path / "du-thao.docx"))
    clerk.wait(lambda: clerk.seen(".remarks"))
    assert "1.000 : 2.000" in clerk.one(".remarks").text
    marked = [mark.text for mark in clerk.all(".remarks mark")]
    assert {"501.234", "512.340"} <= set(marked)
    photograph("kiem-tra")
    clerk.press(".views button", "Mâu thuẫn")
    clerk.wait(lambda: asked(clerk).get("muc") == ["mau-thuan"])
    assert downloaded(clerk, ".files a[href*='nhan-xet.docx']") > 3000
    clerk.press(".views button", "Tất cả")
    clerk.press(".remarks button", "Xem nguồn")
    clerk.wait(lambda: clerk.seen(".source-view mark") and "512.340" in clerk.one(".source-view mark").text)
    clerk.browser.refresh()
    clerk.wait(
        lambda: clerk.seen(".remarks") and clerk.one(".views [aria-pressed=true]").text == "Tất cả (2)"
    )
    assert clerk.complaints() == []


@pytest.mark.parametrize("path", TOOLS)
def test_tools_are_readable_at_every_width_and_named_for_screen_readers(clerk, path, photograph):
    clerk.go(path + TOOLS[path], "#draft-text" if path == "so-sanh" else TABLE if TOOLS[path] else ".drop")
    for mode in ("light", "dark"):
        theme = {"features": [{"name": "prefers-color-scheme", "value": mode}]}
        clerk.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", theme)
        for width, height in ((1366, 768), (1920, 1080), (390, 844)):
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
            clerk.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            if width == 1366:
                clerk.browser.refresh()
                clerk.wait(lambda: clerk.seen(BOX if path != "kiem-tra" else ".drop"))
            photograph(f"{path}-{width}-{mode}")
            assert clerk.faint() == [] and clerk.nameless() == [], (mode, width)
            assert clerk.script("return document.documentElement.scrollWidth") <= width
