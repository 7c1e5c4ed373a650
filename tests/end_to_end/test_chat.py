"""The question page in a real browser, as an official uses it."""

from __future__ import annotations

import json
import time
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.end_to_end.conftest import Site
from tests.ui.fakes import HOSTILE, PATH, RATE, REPORTS

SECONDS = 30


class Visitor:
    """One browser on the page."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser = browser
        browser.get(address)
        self.wait(lambda: self.all(".example") and self.one("#question textarea"))

    def wait(self, condition):
        # The page draws lists anew while they are read.
        redrawn = [StaleElementReferenceException]
        return WebDriverWait(self.browser, SECONDS, ignored_exceptions=redrawn).until(lambda _: condition())

    def all(self, css: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str) -> WebElement | None:
        return next(iter(self.all(css)), None)

    def ask(self, question: str) -> WebElement:
        """Type a question and wait for its whole answer."""
        answered = len(self.all(".answer .direct"))
        self.one("#question textarea").send_keys(question)
        self.one("#send").click()
        return self.answer(answered)

    def answer(self, before: int = 0) -> WebElement:
        self.wait(lambda: len(self.all(".answer .direct")) > before)
        # The last stage is the sources, or for a refusal what may be asked instead.
        self.wait(lambda: self.all(".answer")[-1].find_elements(By.CSS_SELECTOR, ".sources, .alternatives"))
        return self.all(".answer")[-1]

    def choose(self, css: str, text: str) -> None:
        box = self.one(f"{css} input")
        box.click()
        option = self.wait(
            lambda: next((o for o in self.all("[role=option]") if text in o.text and o.is_displayed()), None)
        )
        option.click()
        box.send_keys(Keys.ESCAPE)


@pytest.fixture
def visitor(browser: webdriver.Chrome, site: Site) -> Visitor:
    site.assistant.calls.clear()
    return Visitor(browser, site.address)


def requested_hosts(browser: webdriver.Chrome) -> set[str]:
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return {urlsplit(url).netloc for url in urls if urlsplit(url).scheme not in ("data", "blob")}


def test_question_is_answered_with_a_source_that_opens_to_the_marked_quote(visitor, site):
    answer = visitor.ask("Tỷ lệ tiêm chủng?")
    assert answer.find_element(By.CSS_SELECTOR, ".direct").text.startswith("61,7% trẻ dưới 1 tuổi")
    assert "3,2 điểm" in answer.find_element(By.CSS_SELECTOR, ".context").text
    mark = answer.find_element(By.CSS_SELECTOR, "mark")
    assert not mark.is_displayed()
    summary = answer.find_element(By.CSS_SELECTOR, "details.source summary")
    assert all(part in summary.text for part in (REPORTS[0].title, "trang 3", " › ".join(PATH)))
    summary.click()
    visitor.wait(mark.is_displayed)
    assert mark.text == RATE
    assert "Câu sau của báo cáo." in answer.find_element(By.CSS_SELECTOR, ".quoted").text
    assert requested_hosts(visitor.browser) == {urlsplit(site.address).netloc}
    assert [e for e in visitor.browser.get_log("browser") if e["level"] == "SEVERE"] == []


def test_follow_up_knows_the_turn_before_and_open_sources_stay_open(visitor, site):
    answer = visitor.ask("Tỷ lệ tiêm chủng?")
    answer.find_element(By.CSS_SELECTOR, "summary").click()
    visitor.ask("ca ho gà")
    assert [turn.question for turn in site.assistant.calls[1]["history"]] == ["Tỷ lệ tiêm chủng?"]
    assert visitor.one("details.source[open]") is not None


def test_empty_question_leaves_the_conversation_as_it_is(visitor):
    visitor.ask("Tỷ lệ tiêm chủng?")
    visitor.one("#question textarea, textarea").send_keys(Keys.ENTER)
    time.sleep(1.5)  # long enough for the page to have redrawn the conversation
    assert [asked.text for asked in visitor.all(".asked")] == ["Tỷ lệ tiêm chủng?"]


def test_markup_of_a_report_is_shown_as_text(visitor):
    answer = visitor.ask("<b>Cà Mau</b> [x](javascript:alert(1)) **?**")
    assert answer.find_element(By.CSS_SELECTOR, ".context").text == HOSTILE
    answer.find_element(By.CSS_SELECTOR, "summary").click()
    assert answer.find_element(By.CSS_SELECTOR, ".quoted mark").text == HOSTILE
    assert visitor.all(".asked")[-1].text == "<b>Cà Mau</b> [x](javascript:alert(1)) **?**"
    found = "#conversation script, #conversation .prose img, #conversation .prose a, #conversation .prose b"
    assert visitor.all(found) == []
    assert visitor.browser.execute_script("return window.hacked") is None


def test_filters_offer_what_the_archive_holds_and_reach_the_assistant(visitor, site):
    visitor.choose("#place", "Cà Mau")
    visitor.choose("#period", "2022")
    visitor.choose("#reports", "Tổng kết")
    visitor.ask("Số liệu Cà Mau?")
    call = site.assistant.calls[-1]
    assert (call["place"], call["period"], tuple(call["reports"])) == ("Cà Mau", "2022", ("ca-mau-2022",))


def test_example_is_asked_by_a_click_and_a_new_conversation_brings_them_back(visitor):
    visitor.all(".example")[0].click()
    assert "61,7%" in visitor.answer().text
    visitor.wait(lambda: not any(e.is_displayed() for e in visitor.all(".example")))
    visitor.one("#new").click()
    visitor.wait(
        lambda: not visitor.all(".answer") and any(e.is_displayed() for e in visitor.all(".example"))
    )


def test_refusal_says_what_may_be_asked(visitor):
    answer = visitor.ask("thời tiết mai")
    assert answer.find_element(By.CSS_SELECTOR, ".refused").text == "Kho không có số liệu về thời tiết."
    assert answer.find_elements(By.CSS_SELECTOR, ".alternatives li")


def test_question_is_asked_again(visitor, site):
    visitor.ask("Tỷ lệ tiêm chủng?")
    button = visitor.wait(lambda: visitor.one("#conversation button[aria-label='Hỏi lại câu này']"))
    button.click()
    visitor.wait(lambda: len(site.assistant.calls) == 2)
    visitor.answer()
    assert len(visitor.all(".asked")) == 1 and site.assistant.calls[1]["history"] == ()


def test_question_shows_at_once_and_a_new_conversation_drops_its_late_answer(visitor, site):
    site.assistant.slow.clear()
    visitor.one("#question textarea").send_keys("câu hỏi lâu")
    visitor.one("#send").click()
    visitor.wait(lambda: visitor.one(".asked") and visitor.one(".answer .waiting"))
    assert visitor.one("#question textarea").get_attribute("value") == ""
    visitor.one("#new").click()
    visitor.wait(lambda: not visitor.all(".asked"))
    site.assistant.slow.set()
    assert "61,7%" in visitor.ask("Tỷ lệ tiêm chủng?").text
    assert [e.text for e in visitor.all(".asked")] == ["Tỷ lệ tiêm chủng?"]


def test_failure_is_told_in_the_conversation(visitor):
    visitor.one("#question textarea").send_keys("hỏng", Keys.ENTER)
    notice = visitor.wait(lambda: visitor.one(".answer .notice"))
    assert notice.text.startswith("Xin lỗi")


def test_phone_needs_no_sideways_scrolling(browser, site):
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    visitor = Visitor(browser, site.address)
    visitor.ask("ca ho gà")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
    assert visitor.one("#send").rect["height"] >= 44
