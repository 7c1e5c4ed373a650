"""Kho báo cáo and the source view of PDF pages in a real browser, over a real archive of sample reports."""

from __future__ import annotations

import threading
import zipfile

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.end_to_end.conftest import Site
from tests.end_to_end.visitor import Visitor
from tests.ui.library import DOCX, OTHER, PDF, TEXT, path_of

LIST = "table.reports"


@pytest.fixture
def clerk(browser, library_site: Site) -> Visitor:
    return Visitor(browser, library_site.address, "kho", LIST)


def titles(clerk: Visitor) -> list[str]:
    return [element.text for element in clerk.all(f"{LIST} .key")]


def test_list_is_searched_sorted_and_comes_back_from_its_address(clerk, library_site, photograph):
    assert set(titles(clerk)) >= {PDF, DOCX, TEXT}
    clerk.press("thead .col-figures button")
    clerk.wait(lambda: clerk.one("thead .col-figures").get_attribute("aria-sort") == "descending")
    clerk.one("#words textarea, #words input").send_keys("sin ho")
    clerk.wait(lambda: titles(clerk) == [TEXT])
    clerk.wait(lambda: "tim=sin+ho" in clerk.browser.current_url)
    clerk.browser.refresh()
    clerk.wait(lambda: titles(clerk) == [TEXT])
    assert clerk.one("#words textarea, #words input").get_property("value") == "sin ho"
    photograph("kho")
    assert clerk.complaints() == []


def test_list_is_narrowed_by_place(clerk):
    clerk.choose("#list-place", "Lai Châu")
    clerk.wait(lambda: titles(clerk) == [TEXT])


def test_page_of_a_pdf_opens_with_its_quote_boxed_and_goes_on(clerk, photograph):
    clerk.go(f"kho?bao-cao={PDF}", "article.report")
    clerk.press(".report tbody .link")
    image = clerk.wait(lambda: clerk.seen(".sheet img"))
    clerk.wait(lambda: image.get_property("complete") and image.get_property("naturalWidth") > 1000)
    sheet, hit = clerk.one(".sheet").rect, clerk.one(".sheet .hit").rect
    assert sheet["x"] <= hit["x"] and hit["x"] + hit["width"] <= sheet["x"] + sheet["width"]
    assert sheet["y"] <= hit["y"] and hit["y"] + hit["height"] <= sheet["y"] + sheet["height"]
    photograph("kho-trang-pdf")
    clerk.press(".source-view .steps button", "Trang sau")
    clerk.wait(lambda: "Trang 2/" in clerk.one(".source-view .here").text)
    assert clerk.one(".original").get_attribute("href").endswith(f"/nguon/{PDF}/tep")
    clerk.press(".source-view .close")
    clerk.wait(lambda: not clerk.seen(".source-view"))


def test_heading_opens_its_section(clerk):
    clerk.go(f"kho?bao-cao={TEXT}", "article.report")
    heading = clerk.all(".outline .heading")[1].text
    clerk.press(".outline .heading", heading)
    clerk.wait(lambda: clerk.seen(".section-text"))
    assert heading in clerk.one(".source-view .path").get_attribute("title")


def test_files_and_a_zipped_folder_are_added_with_a_line_for_each(clerk, library_site, tmp_path, photograph):
    zipped = tmp_path / "nam-2023.zip"
    source = path_of(library_site.folder, "lao-cai-2023")
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(source, f"bc/{source.name}")
        archive.writestr("bc/hinh.exe", "x")
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.4 hong")
    (tmp_path / "bang.xls").write_bytes(b"x")
    clerk.add(zipped, tmp_path / "hong.pdf", tmp_path / "bang.xls", path_of(library_site.folder, DOCX))
    clerk.wait(lambda: "Dọn danh sách" in clerk.one("#items").text and "4/4" in clerk.one("#items").text)
    photograph("kho-them")
    lines = {line.find_element(By.CSS_SELECTOR, ".name").text: line.text for line in clerk.all(".intake li")}
    assert "đã thêm" in lines[f"bc/{source.name}"] and "Lào Cai 2023" in lines[f"bc/{source.name}"]
    assert "lỗi" in lines["bc/hinh.exe"] and "lỗi" in lines["hong.pdf"]
    assert "không đổi" in lines[path_of(library_site.folder, DOCX).name]
    assert "Không phải định dạng" in clerk.one("#sending .failed").text
    clerk.wait(lambda: "lao-cai-2023" in titles(clerk))
    clerk.press("#items button", "Dọn danh sách")
    clerk.wait(lambda: not clerk.seen(".intake"))


def test_report_is_corrected_removed_and_brought_back(clerk, library_site, photograph):
    clerk.go(f"kho?bao-cao={DOCX}", "article.report")
    clerk.press(".changes summary", "Sửa thông tin")
    photograph("kho-bao-cao")
    clerk.fill("input[name=place]", "Phong Thổ (Lai Châu)")
    clerk.fill("input[name=period]", "Q2/2024")
    clerk.press("select[name=kind] option", "Kế hoạch")
    clerk.fill("input[name=key]", "muong-nhe-q2")
    clerk.one("input[name=key]").send_keys(Keys.ENTER)
    facts = clerk.wait(lambda: clerk.one(".facts") if "Q2/2024" in clerk.one("#shown").text else None)
    assert all(said in facts.text for said in ("muong-nhe-q2", "Phong Thổ (Lai Châu)", "Kế hoạch"))
    assert library_site.archive.report(DOCX) is None

    clerk.press(".changes summary", "Gỡ khỏi kho")
    clerk.press(".changes .danger")
    clerk.wait(lambda: "muong-nhe-q2" not in titles(clerk) and clerk.seen("#notice .undo"))
    clerk.press("#notice .undo button")
    clerk.wait(lambda: "muong-nhe-q2" in titles(clerk))
    assert library_site.archive.report("muong-nhe-q2").period.label == "Q2/2024"


def test_report_is_replaced_by_a_new_version(clerk, library_site, tmp_path):
    changed = tmp_path / "ban-moi.txt"
    text = path_of(library_site.folder, TEXT).read_text("utf-8")
    changed.write_text(text + "\nThêm một câu cuối.\n", "utf-8")
    clerk.go(f"kho?bao-cao={TEXT}", "article.report")
    clerk.press(".changes summary", "Thay bằng tệp khác")
    clerk.one("input[data-replaces]").send_keys(str(changed))
    clerk.wait(lambda: "đã thay" in clerk.one("#items").text)
    assert library_site.archive.original(TEXT).read_text("utf-8") == changed.read_text("utf-8")
    clerk.press("#items button", "Hoàn tác")
    clerk.wait(lambda: library_site.archive.original(TEXT).read_text("utf-8") == text)


def test_question_is_answered_while_a_long_file_is_being_read(clerk, library_site, monkeypatch):
    from ui.intake.reading import ReadingProcess

    go = threading.Event()
    monkeypatch.setattr(ReadingProcess, "read", lambda *_: go.wait(60) and 1 / 0)
    try:
        clerk.add(path_of(library_site.folder, OTHER))
        clerk.wait(lambda: "đang đọc" in clerk.one("#items").text and clerk.seen("#items progress"))
        clerk.go("", "#welcome h1")
        clerk.press("#welcome .suggested")
        assert clerk.answer().find_elements(By.CSS_SELECTOR, ".chip")
    finally:
        go.set()
    clerk.go("kho", LIST)
    clerk.wait(lambda: "ngoài dự kiến" in clerk.one("#items").text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable_and_every_control_has_a_name(browser, library_site, photograph, scheme):
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    clerk = Visitor(browser, library_site.address, "kho", LIST)
    assert clerk.faint() == [] and clerk.nameless() == []
    clerk.go(f"kho?bao-cao={PDF}", "article.report")
    clerk.press(".changes summary", "Sửa thông tin")
    clerk.press(".outline .heading")
    clerk.wait(lambda: clerk.seen(".sheet img"))
    photograph(f"kho-{scheme}")
    assert clerk.faint() == [] and clerk.nameless() == []


def test_phone_shows_the_list_as_cards_without_sideways_scrolling(browser, library_site, photograph):
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    clerk = Visitor(browser, library_site.address, "kho", LIST)
    assert clerk.script("return document.documentElement.scrollWidth") <= 390
    assert clerk.one(f"{LIST} tbody tr").rect["width"] <= 390
    photograph("kho-dien-thoai")
