"""One person at the browser: what they do on the pages, and what they see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

SECONDS = 40
T = TypeVar("T")
# Text whose contrast with what lies behind it is below AA, as "words: ratio".
_FAINT = """
const light = (c) => { c = c / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const parsed = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const behind = (e) => {
  for (; e; e = e.parentElement) {
    const colour = parsed(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const faint = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const e = node.parentElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (!node.data.trim() || !box.width || !box.height || box.left < 0 || style.visibility === "hidden"
      || e.closest("script, style, [disabled], [hidden], .hide")) continue;
  const [a, b] = [luminance(parsed(style.color)), luminance(behind(e))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) faint.push(`${node.data.trim().slice(0, 40)}: ${ratio.toFixed(2)} ${style.color}`);
}
return faint;
"""
# Controls that a screen reader could not name.
_NAMELESS = """
const named = (e) => (e.getAttribute("aria-label") || e.getAttribute("title") || e.getAttribute("alt")
  || e.textContent.trim() || (e.labels && [...e.labels].some((l) => l.textContent.trim()))
  || (e.getAttribute("aria-labelledby") && document.getElementById(e.getAttribute("aria-labelledby"))));
return [...document.querySelectorAll("button, a[href], input, textarea, select, img, progress")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !named(e)).map((e) => e.outerHTML.slice(0, 160));
"""


_TABBED = """
const stops = [...document.querySelectorAll("a[href], button, input, textarea, select, summary, [tabindex]")]
  .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })
    && !(e.closest("details:not([open])") && !e.matches("summary")));
return stops.map((e) => e.tabIndex > 0 ? "out of turn"
  : e.matches(".skip") ? "skip" : e.closest("#bar nav") ? "nav" : e.closest("#bar") ? "bar"
  : "#" + (e.closest("#history, #conversation, #filters, #ask, #source-panel, .room")?.id || ""));
"""


def hosts(browser: webdriver.Chrome) -> set[str]:
    """The hosts that were asked for anything since this was last called."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return {urlsplit(url).netloc for url in urls if urlsplit(url).scheme not in ("data", "blob", "about")}


class Visitor:
    """A browser on a page of the app."""

    def __init__(
        self, browser: webdriver.Chrome, address: str, path: str = "", shows: str = "#welcome h1"
    ) -> None:
        self.browser = browser
        self._address = address
        self.go(path, shows)

    def go(self, path: str, shows: str) -> None:
        """Open a page, and wait until it shows something."""
        self.browser.get(self._address + path)
        self.wait(lambda: self.seen(shows))

    def wait(self, condition: Callable[[], T]) -> T:
        # The page draws lists anew while they are read.
        redrawn = [StaleElementReferenceException]
        return WebDriverWait(self.browser, SECONDS, 0.05, ignored_exceptions=redrawn).until(
            lambda _: condition()
        )

    def all(self, css: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str) -> WebElement | None:
        return next(iter(self.all(css)), None)

    def seen(self, css: str) -> WebElement | None:
        """The first that is displayed."""
        return next((element for element in self.all(css) if element.is_displayed()), None)

    def press(self, css: str, text: str = "") -> None:
        """Click what is shown, once it is; with `text`, the one that says so."""

        def pressed() -> bool:
            found = [e for e in self.all(css) if e.is_displayed() and text in e.text]
            if not found:
                return False
            self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", found[0])
            found[0].click()
            return True

        self.wait(pressed)

    def type(self, *keys: str) -> None:
        self.one("#question textarea").send_keys(*keys)

    @property
    def box(self) -> str:
        return str(self.one("#question textarea").get_property("value"))

    def ask(self, question: str) -> WebElement:
        """Type a question and wait for its whole answer."""
        answered = len(self.all(".answer .actions"))
        self.type(question)
        self.one("#send").click()
        return self.answer(answered)

    def answer(self, before: int = 0) -> WebElement:
        self.wait(lambda: len(self.all(".answer .actions")) > before and not self.all(".answer.growing"))
        return self.all(".answer")[-1]

    def asked(self) -> list[str]:
        return [element.text for element in self.all(".asked .words")]

    def choose(self, css: str, text: str) -> None:
        """Choose from a list that opens."""
        box = self.wait(lambda: self.one(f"{css} input"))
        box.click()
        option = self.wait(
            lambda: next((o for o in self.all("[role=option]") if text in o.text and o.is_displayed()), None)
        )
        option.click()
        box.send_keys(Keys.TAB)

    def fill(self, css: str, text: str) -> None:
        box = self.wait(lambda: self.seen(css))
        box.clear()
        box.send_keys(text)

    def add(self, *files: Path) -> None:
        """Choose files on Kho báo cáo."""
        self.wait(lambda: self.one("#pick")).send_keys("\n".join(map(str, files)))

    def fetched(self, css: str) -> tuple[str, str]:
        """The name and the content, as text, of the file that a link leads to."""
        code = (
            "const [css, done] = arguments; fetch(document.querySelector(css).href).then(async (answer) => "
            "done([answer.headers.get('content-disposition') || '', answer.ok ? await answer.text() : '']));"
        )
        said, text = self.browser.execute_async_script(code, css)
        return said.partition('filename="')[2].rstrip('"'), text

    def complaints(self) -> list[str]:
        """What the browser found wrong, such as a script that its policy forbids."""
        return [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]

    def focused(self) -> WebElement:
        return self.browser.switch_to.active_element

    def faint(self) -> list[str]:
        return list(self.browser.execute_script(_FAINT))

    def tabbed(self) -> list[str]:
        """Where the tabulator key leads, from the top: the landmark of each stop. None may be taken out of turn."""
        return list(self.browser.execute_script(_TABBED))

    def nameless(self) -> list[str]:
        return list(self.browser.execute_script(_NAMELESS))

    def script(self, code: str) -> object:
        return self.browser.execute_script(code)
