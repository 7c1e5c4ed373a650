"""A running page and a real browser. Without Chromium these tests are skipped, but never where CI is set."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.ui.fakes import FakeArchive, FakeAssistant
from ui.composition import quieten_libraries
from ui.server import listen, make_app
from ui.settings import Settings

FLAGS = (
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


@dataclass
class Site:
    address: str
    archive: FakeArchive = field(default_factory=FakeArchive)
    assistant: FakeAssistant = field(default_factory=FakeAssistant)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The page over the fake archive, on a free port of this machine."""
    quieten_libraries()
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    running = Site(f"http://127.0.0.1:{port}/")
    app = make_app(running.archive, running.assistant, Settings(port=port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield running
    server.should_exit = True
    thread.join(10)


def _tool(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"none of {', '.join(names)} is installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = _tool("chromium", "chromium-browser", "google-chrome")
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(_tool("chromedriver")))
    yield driver
    driver.quit()
