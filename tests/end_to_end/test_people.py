"""People in a real browser: logging in and out, a session that ends, one's own conversations, the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote, urlsplit

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.end_to_end.visitor import Visitor
from tests.ui.service import Service, serving
from ui.people.visitor import PersonRole

PASSWORDS = {"lan": "ba con mèo vàng", "minh": "bốn con chó mực"}
PATIENCE = 30


@pytest.fixture(scope="module")
def office_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("people")) as running:
        accounts = running.office.accounts
        accounts.add("lan", PersonRole.ADMIN, PASSWORDS["lan"], "Nguyễn Thị Lan")
        accounts.add("minh", PersonRole.READER, PASSWORDS["minh"], "Trần Minh")
        yield running


def appears(browser: webdriver.Chrome, css: str):
    return WebDriverWait(browser, PATIENCE).until(
        lambda b: next((e for e in b.find_elements(By.CSS_SELECTOR, css) if e.is_displayed()), None)
    )


def asks(browser: webdriver.Chrome, question: str) -> None:
    """Type a question into the box, which the page may put anew while it loads."""

    def typed(_: object) -> bool:
        appears(browser, "#question textarea, #question input").send_keys(question + Keys.ENTER)
        return True

    WebDriverWait(browser, PATIENCE, ignored_exceptions=[StaleElementReferenceException]).until(typed)


def goes_to(browser: webdriver.Chrome, path: str) -> None:
    """Wait until the address begins with a path, its query included."""

    def there(_: object) -> bool:
        address = urlsplit(unquote(browser.current_url))
        return f"{address.path}?{address.query}".startswith(path)

    WebDriverWait(browser, PATIENCE).until(there)


def log_in(browser: webdriver.Chrome, name: str, password: str = "") -> None:
    field = appears(browser, "#ten")
    field.clear()
    field.send_keys(name)
    browser.find_element(By.ID, "mat_khau").send_keys((password or PASSWORDS[name]) + Keys.ENTER)


def log_out(browser: webdriver.Chrome) -> None:
    appears(browser, "#bar .person form button").click()
    goes_to(browser, "/dang-nhap")


def test_login_leads_back_to_the_page_and_logout_out(browser, office_site):
    browser.get(f"{office_site.address}/kho?tim=yen")
    goes_to(browser, "/dang-nhap")
    assert browser.switch_to.active_element.get_attribute("id") == "ten"
    log_in(browser, "minh", "sai rồi nhé bạn")
    assert "không đúng" in appears(browser, "[role=alert]").text
    assert browser.switch_to.active_element.get_attribute("id") == "mat_khau"
    log_in(browser, "minh")
    goes_to(browser, "/kho?tim=yen")
    assert "Trần Minh" in appears(browser, "#bar .person").text
    assert browser.get_cookie("hoibaocao")["httpOnly"]
    log_out(browser)
    browser.get(f"{office_site.address}/")
    goes_to(browser, "/dang-nhap")


def test_page_left_open_leads_to_the_login_when_the_session_has_ended(browser, office_site):
    browser.get(office_site.address)
    log_in(browser, "minh")
    appears(browser, "#question textarea, #question input")
    with sqlite3.connect(office_site.office.store.path) as connection:
        connection.execute("DELETE FROM sessions")

    def led_to_the_login(_: object) -> bool:
        if urlsplit(browser.current_url).path == "/dang-nhap":
            return True
        with suppress(WebDriverException):  # the page is on its way
            asks(browser, "Tỷ lệ tiêm chủng?")
        return False

    # Asked again where the page was not ready for the first time.
    WebDriverWait(browser, PATIENCE, poll_frequency=2).until(led_to_the_login)


def test_conversation_is_its_person_s_own(browser, office_site):
    question = "Tỷ lệ tham gia bảo hiểm y tế ở Yên Bái 6T/2023?"
    browser.get(office_site.address)
    log_in(browser, "minh")
    asks(browser, question)
    WebDriverWait(browser, PATIENCE).until(lambda b: "95,8" in b.find_element(By.TAG_NAME, "body").text)
    WebDriverWait(browser, PATIENCE).until(lambda _: office_site.office.history.conversations("minh"))
    address = browser.current_url
    browser.refresh()
    WebDriverWait(browser, PATIENCE).until(lambda b: "95,8" in b.find_element(By.TAG_NAME, "body").text)
    log_out(browser)
    log_in(browser, "lan")
    goes_to(browser, "/?")
    browser.get(address)
    appears(browser, "#question textarea, #question input")
    assert "95,8" not in browser.find_element(By.TAG_NAME, "body").text
    assert office_site.office.history.conversations("lan") == []


def test_login_and_journal_are_readable_and_named_for_screen_readers(browser, office_site, photograph):
    for scheme in ("light", "dark"):
        theme = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", theme)
        visitor = Visitor(browser, f"{office_site.address}/", "dang-nhap", "#ten")
        photograph(f"dang-nhap-{scheme}")
        assert visitor.faint() == [] and visitor.nameless() == []
        log_in(browser, "lan")
        goes_to(browser, "/?")
        visitor.go("nhat-ky", "table.journal")
        photograph(f"nhat-ky-{scheme}")
        assert visitor.faint() == [] and visitor.nameless() == []
        log_out(browser)


def test_journal_is_for_administrators(browser, office_site):
    browser.get(f"{office_site.address}/nhat-ky")
    log_in(browser, "minh")
    goes_to(browser, "/nhat-ky")
    appears(browser, "#bar .person")
    assert "Nhật ký" not in [
        link.text for link in browser.find_elements(By.CSS_SELECTOR, "#bar nav a:not([aria-current])")
    ]
    assert browser.find_elements(By.CSS_SELECTOR, "table.journal") == []
    log_out(browser)
    log_in(browser, "lan")
    goes_to(browser, "/?")
    browser.get(f"{office_site.address}/nhat-ky?viec=đăng nhập")
    table = appears(browser, "table.journal")
    assert "minh" in table.text and "đăng nhập sai" not in table.text
    words = appears(browser, "#words textarea, #words input")
    words.send_keys("minh")
    goes_to(browser, "/nhat-ky?tim=minh")
    WebDriverWait(browser, PATIENCE).until(
        lambda b: (
            {c.text for c in b.find_elements(By.CSS_SELECTOR, "table.journal td.col-person")} == {"minh"}
        )
    )
