"""Hỏi đáp in a real browser, as an official uses it."""

from __future__ import annotations

import time

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.end_to_end.visitor import Visitor
from tests.ui.fakes import HOSTILE, PATH, RATE, REPORTS
from ui.journal import Action


def test_question_is_answered_with_a_source_that_opens_beside_it(visitor, site, photograph):
    answer = visitor.ask("Tỷ lệ tiêm chủng?")
    assert answer.find_element(By.CSS_SELECTOR, ".direct").text.startswith("61,7% trẻ dưới 1 tuổi")
    assert "3,2 điểm" in answer.find_element(By.CSS_SELECTOR, ".context").text
    visitor.press(".direct .chip")
    mark = visitor.wait(lambda: visitor.seen(".source-view mark"))
    assert mark.text == RATE and "Câu sau của báo cáo." in visitor.one(".section-text").text
    assert visitor.one(".source-title").text == REPORTS[0].title
    assert visitor.one(".source-view .path").get_attribute("title") == " › ".join(PATH)
    photograph("hoi-dap-nguon")
    assert visitor.complaints() == []


def test_source_view_takes_the_focus_and_escape_gives_it_back(visitor):
    visitor.ask("Tỷ lệ tiêm chủng?")
    chip = visitor.one(".direct .chip")
    chip.send_keys(Keys.ENTER)
    visitor.wait(lambda: visitor.focused().get_attribute("class") == "source-title")
    visitor.focused().send_keys(Keys.ESCAPE)
    visitor.wait(lambda: not visitor.seen(".source-view"))
    assert visitor.wait(lambda: visitor.focused() == chip)


def test_follow_up_knows_the_turn_before(visitor, site):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.ask("ca ho gà")
    assert [turn.question for turn in site.assistant.calls[1]["history"]] == ["Tỷ lệ tiêm chủng?"]


def test_long_answer_shows_its_question_and_first_line(visitor):
    for _ in range(3):
        visitor.ask("ca ho gà")
    top = visitor.one("#conversation").rect["y"]
    visitor.wait(lambda: abs(visitor.all(".asked")[-1].rect["y"] - top) < 40)
    assert visitor.all(".direct")[-1].rect["y"] > top


def test_empty_question_leaves_the_conversation_as_it_is(visitor):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.type(Keys.ENTER)
    time.sleep(1)  # long enough for the page to have redrawn the conversation
    assert visitor.asked() == ["Tỷ lệ tiêm chủng?"]


def test_markup_of_a_report_is_shown_as_text(visitor):
    answer = visitor.ask("<b>Cà Mau</b> [x](javascript:alert(1)) **?**")
    assert answer.find_element(By.CSS_SELECTOR, ".context").text == HOSTILE
    visitor.press(".direct .chip")
    assert visitor.wait(lambda: visitor.seen(".source-view mark")).text == HOSTILE
    assert visitor.asked() == ["<b>Cà Mau</b> [x](javascript:alert(1)) **?**"]
    for kind in ("script", "img", "a", "b"):
        assert visitor.all(f"#conversation .prose {kind}, .section-text {kind}") == []
    assert visitor.script("return window.hacked") is None


def test_filters_offer_what_the_archive_holds_and_reach_the_assistant(visitor, site):
    visitor.choose("#place", "Cà Mau")
    visitor.choose("#period", "2022")
    visitor.choose("#reports", "Tổng kết")
    visitor.ask("Số liệu Cà Mau?")
    call = site.assistant.calls[-1]
    assert (call["place"], call["period"], tuple(call["reports"])) == ("Cà Mau", "2022", ("ca-mau-2022",))


def test_what_the_question_sets_is_shown_while_it_is_typed(visitor):
    visitor.type("Tỷ lệ tiêm chủng ở Bến Tre 6T/2023?")
    visitor.wait(lambda: [e.text for e in visitor.all("#understood .set")] == ["Nơi: Bến Tre", "Kỳ: 6T/2023"])
    visitor.choose("#place", "Cà Mau")
    visitor.type(" ")
    assert visitor.wait(lambda: visitor.one("#understood .clash")).text == "Nơi: Bến Tre"


def test_example_is_asked_by_a_press_and_a_new_conversation_brings_them_back(visitor):
    visitor.press("#welcome .suggested")
    assert "61,7%" in visitor.answer().text
    visitor.wait(lambda: not visitor.seen("#welcome"))
    visitor.press("#new")
    visitor.wait(lambda: not visitor.all(".answer") and visitor.seen("#welcome .suggested"))


def test_refusal_offers_a_question_that_is_asked_by_a_press(visitor):
    answer = visitor.ask("thời tiết mai")
    assert answer.find_element(By.CSS_SELECTOR, ".refused").text == "Kho không có số liệu về thời tiết."
    visitor.press(".alternatives .suggested")
    assert "61,7%" in visitor.answer(1).text


def test_question_is_asked_again_in_its_place(visitor, site):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.press(".actions button", "Hỏi lại")
    visitor.wait(lambda: len(site.assistant.calls) == 2)
    visitor.answer()
    assert visitor.asked() == ["Tỷ lệ tiêm chủng?"] and site.assistant.calls[1]["history"] == []


def test_question_goes_back_to_the_box_by_edit_and_by_the_arrow_up(visitor):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.ask("ca ho gà")
    visitor.type(Keys.ARROW_UP)
    visitor.wait(lambda: visitor.box == "ca ho gà")
    visitor.press(".asked button")
    visitor.wait(lambda: visitor.box == "Tỷ lệ tiêm chủng?")


def test_shift_enter_is_a_new_line_and_enter_asks(visitor):
    visitor.type("ca", Keys.SHIFT + Keys.ENTER + Keys.NULL, "ho gà")
    assert visitor.box == "ca\nho gà" and visitor.asked() == []
    visitor.type(Keys.ENTER)
    visitor.answer()
    assert visitor.box == ""


@pytest.mark.parametrize("way", ["button", "escape"])
def test_answer_that_takes_long_is_stopped(visitor, site, way):
    site.assistant.slow.clear()
    visitor.type("câu hỏi lâu", Keys.ENTER)
    visitor.wait(lambda: visitor.seen("#stop"))
    if way == "button":
        visitor.press("#stop")
    else:
        visitor.type(Keys.ESCAPE)
    visitor.wait(lambda: "Đã dừng" in visitor.all(".answer")[-1].text and visitor.seen("#send"))
    site.assistant.slow.set()
    assert "61,7%" in visitor.ask("Tỷ lệ tiêm chủng?").text


def test_question_shows_at_once_and_a_new_conversation_drops_its_late_answer(visitor, site):
    site.assistant.slow.clear()
    visitor.type("câu hỏi lâu", Keys.ENTER)
    visitor.wait(lambda: visitor.asked() and visitor.one(".answer .waiting"))
    assert visitor.box == ""
    visitor.press("#new")
    visitor.wait(lambda: not visitor.all(".asked"))
    site.assistant.slow.set()
    assert "61,7%" in visitor.ask("Tỷ lệ tiêm chủng?").text
    assert visitor.asked() == ["Tỷ lệ tiêm chủng?"]


def test_what_takes_long_says_that_it_is_under_way(visitor):
    slow = {"offline": False, "latency": 1500, "downloadThroughput": -1, "uploadThroughput": -1}
    visitor.browser.execute_cdp_cmd("Network.enable", {})
    visitor.browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    try:
        visitor.press("#new")
        assert visitor.wait(lambda: visitor.seen("#under-way")).text == "Đang xử lý…"
        visitor.wait(lambda: not visitor.seen("#under-way"))
    finally:
        visitor.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**slow, "latency": 0})


def test_failure_is_told_in_the_conversation(visitor):
    visitor.type("hỏng", Keys.ENTER)
    assert visitor.wait(lambda: visitor.one(".answer .notice")).text.startswith("Xin lỗi")


def test_conversation_is_in_the_address_and_survives_a_reload(visitor, photograph):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.wait(lambda: "cuoc-hoi=" in visitor.browser.current_url)
    visitor.browser.refresh()
    assert "61,7%" in visitor.answer().text
    assert visitor.asked() == ["Tỷ lệ tiêm chủng?"]
    photograph("hoi-dap")


def found_again(visitor: Visitor, words: str, number: int) -> None:
    """Search the list of conversations, until so many are left."""
    visitor.fill("#search textarea, #search input", words)
    visitor.wait(lambda: len(visitor.all("#conversations .open")) == number)


def test_conversations_are_listed_opened_deleted_and_brought_back(visitor):
    visitor.ask("ca ho gà trong danh sách")
    visitor.press("#new")
    visitor.wait(lambda: not visitor.all(".asked"))
    found_again(visitor, "danh sach", 1)
    visitor.press("#conversations .open")
    visitor.wait(lambda: visitor.asked() == ["ca ho gà trong danh sách"])
    visitor.press("#conversations .menu summary")
    visitor.press("#conversations .drop")
    visitor.wait(lambda: visitor.seen("#conversations .undo") and not visitor.all(".asked"))
    assert visitor.all("#conversations .open") == []
    visitor.press("#conversations .undo button")
    visitor.wait(lambda: visitor.asked() == ["ca ho gà trong danh sách"])


def test_conversation_is_renamed_and_taken_along_as_a_file(visitor, site, photograph):
    visitor.ask("ca ho gà cần lưu")
    found_again(visitor, "can luu", 1)
    visitor.press("#conversations .menu summary")
    photograph("hoi-dap-cuoc-hoi")
    assert visitor.faint() == [] and visitor.nameless() == []
    visitor.fill("#conversations input[name=title]", "Giao ban <b>tuần</b> cần lưu")
    visitor.one("#conversations input[name=title]").send_keys(Keys.ENTER)
    visitor.wait(lambda: visitor.one("#conversations .open").text == "Giao ban <b>tuần</b> cần lưu")
    assert visitor.asked() == ["ca ho gà cần lưu"]  # the conversation that is open stays
    visitor.press("#conversations .menu summary")
    name, text = visitor.fetched("#conversations .files a[href$='.md']")
    assert name.startswith("cuoc-hoi-giao-ban") and name.endswith(".md")
    assert "## 1. ca ho gà cần lưu" in text and "**Nguồn**" in text
    exported = site.office.journal.entries(action=Action.EXPORT)[0]
    assert exported.subject == name and exported.detail["cuộc hỏi"] == "Giao ban <b>tuần</b> cần lưu"
    visitor.one("#conversations .menu summary").send_keys(Keys.ESCAPE)
    visitor.wait(lambda: not visitor.seen("#conversations .drop"))


def test_judgement_of_an_answer_goes_to_the_journal(visitor, site):
    visitor.ask("ca ho gà")
    visitor.press(".complaint summary")
    visitor.press(".complaint label", "sai nguồn")
    visitor.fill(".complaint textarea", "Trang khác <b>")
    visitor.press(".complaint form button")
    [entry] = visitor.wait(lambda: site.office.journal.entries(action=Action.FEEDBACK))
    assert entry.subject == "sai nguồn" and entry.detail["ghi chú"] == "Trang khác <b>"
    assert entry.detail["câu hỏi"] == "ca ho gà"
    assert site.office.journal.entries(action=Action.ASK)[0].subject == "ca ho gà"


def test_answer_is_found_right_by_a_press(visitor, site):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.press(".actions button", "Đúng")
    visitor.wait(lambda: "đúng" in [e.subject for e in site.office.journal.entries(action=Action.FEEDBACK)])


def test_keyboard_reaches_everything_in_the_order_of_the_page(visitor):
    visitor.ask("ca ho gà")
    visitor.press(".direct .chip")
    visitor.wait(lambda: visitor.seen(".source-view mark"))
    order = visitor.tabbed()
    landmarks = ["skip", "nav", "#history", "#conversation", "#filters", "#ask", "#source-panel"]
    assert [name for name in dict.fromkeys(order) if name in landmarks] == landmarks
    assert order[0] == "skip"
    visitor.one(".skip").send_keys(Keys.ENTER)
    assert visitor.focused() == visitor.one("#question textarea")


def test_conversation_that_is_open_in_two_tabs_is_one(visitor):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.wait(lambda: "cuoc-hoi=" in visitor.browser.current_url)
    first, path = visitor.browser.current_window_handle, visitor.browser.current_url.rpartition("/")[2]
    visitor.browser.switch_to.new_window("tab")
    try:
        visitor.go(path, ".answer .actions")
        visitor.ask("ca ho gà")
    finally:
        visitor.browser.close()
        visitor.browser.switch_to.window(first)
    visitor.ask("Số liệu Cà Mau?")
    assert visitor.asked() == ["Tỷ lệ tiêm chủng?", "ca ho gà", "Số liệu Cà Mau?"]


def test_answer_is_copied_with_its_sources(visitor, site):
    origin = site.address.rstrip("/")
    visitor.browser.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.press("[data-copy]")
    visitor.wait(lambda: "Đã chép" in visitor.one("[data-copy]").text)
    copied = visitor.browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied.startswith("61,7%") and RATE in copied


def test_question_in_the_address_waits_in_the_box(browser, site):
    visitor = Visitor(browser, site.address, "?hoi=Có%20bao%20nhiêu%20ca?")
    assert visitor.wait(lambda: visitor.box) == "Có bao nhiêu ca?"
    assert visitor.focused() == visitor.one("#question textarea")


def test_phone_needs_no_sideways_scrolling_and_sources_are_a_sheet(browser, site, photograph):
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    visitor = Visitor(browser, site.address)
    visitor.ask("ca ho gà")
    assert visitor.script("return document.documentElement.scrollWidth") <= 390
    assert visitor.one("#send").rect["height"] >= 44
    visitor.press(".direct .chip")
    visitor.wait(lambda: visitor.seen(".source-view mark"))
    photograph("hoi-dap-dien-thoai")
    assert visitor.one("#source-panel").rect["width"] == 390
    visitor.press(".source-view .close")
    visitor.press("#open-history button")
    visitor.press("#conversations .open")
    visitor.wait(lambda: not visitor.seen("#history"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_readable_and_every_control_has_a_name(browser, site, photograph, scheme):
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    visitor = Visitor(browser, site.address)
    assert ("dark" in visitor.one("body").get_attribute("class").split()) is (scheme == "dark")
    assert visitor.faint() == [] and visitor.nameless() == []
    visitor.ask("ca ho gà")
    visitor.press(".direct .chip")
    visitor.wait(lambda: visitor.seen(".source-view mark"))
    photograph(f"hoi-dap-{scheme}")
    assert visitor.faint() == [] and visitor.nameless() == []


def test_look_that_is_chosen_stays(visitor):
    visitor.press("[data-theme]")
    visitor.wait(lambda: "dark" in visitor.one("body").get_attribute("class").split())
    visitor.go("kho", "table.reports")
    assert "dark" in visitor.one("body").get_attribute("class").split()


def test_two_tabs_hold_conversations_of_their_own(visitor):
    visitor.ask("Tỷ lệ tiêm chủng?")
    first = visitor.browser.current_window_handle
    visitor.browser.switch_to.new_window("tab")
    try:
        visitor.go("", "#welcome h1")
        visitor.ask("ca ho gà")
        assert visitor.asked() == ["ca ho gà"]
    finally:
        visitor.browser.close()
        visitor.browser.switch_to.window(first)
    assert visitor.asked() == ["Tỷ lệ tiêm chủng?"]
