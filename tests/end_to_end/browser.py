"""A real browser: how it is started."""

from __future__ import annotations

import shutil

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DRIVER = "chromedriver"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--window-size=1366,768",
)


def missing() -> str:
    """What of it is not installed; "" where all is."""
    lacking = [names for names in (BROWSERS, (DRIVER,)) if not any(map(shutil.which, names))]
    return " and ".join("one of " + ", ".join(names) for names in lacking)


def start() -> webdriver.Chrome:
    """Chromium without a window, the size of an office screen, that keeps what it asked and complained of."""
    options = webdriver.ChromeOptions()
    options.binary_location = next(path for name in BROWSERS if (path := shutil.which(name)))
    for flag in _FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(shutil.which(DRIVER)))
