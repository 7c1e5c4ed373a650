"""Running apps and a real browser. Without Chromium these tests are skipped, but never where CI is set.

Pictures of the pages are kept in the folder that SCREENSHOTS names, else among pytest's temporary files.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from selenium import webdriver

from assistant.assistant import Assistant
from tests.end_to_end import browser as browsers
from tests.end_to_end.visitor import Visitor, hosts
from tests.ui.fakes import FakeArchive, FakeAssistant
from tests.ui.library import make_library, open_library
from ui.composition import quieten_libraries
from ui.people.office import Office, office_in
from ui.server import listen, make_app
from ui.settings import Settings


@dataclass
class Site:
    address: str
    office: Office
    archive: Any = None
    assistant: Any = None
    folder: Path = field(default_factory=Path)  # with the sample files in it


@contextmanager
def running(archive: Any, assistant: Any, settings: Settings) -> Iterator[Site]:
    """The app on a free port of this machine."""
    quieten_libraries()
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    office = office_in(None, settings)
    app = make_app(archive, assistant, settings.changed(port=port), office)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield Site(f"http://127.0.0.1:{port}/", office, archive, assistant)
    finally:
        server.should_exit = True
        thread.join(10)
        app.state.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The app over an archive and an assistant that the tests know by heart."""
    with running(FakeArchive(), FakeAssistant(), Settings()) as found:
        yield found


@pytest.fixture(scope="session")
def library_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app over a real archive of sample reports, which the tests change."""
    folder = tmp_path_factory.mktemp("library")
    with open_library(make_library(folder)) as archive:
        assistant = Assistant(archive)
        assistant.ask(assistant.examples(1)[0])
        with running(archive, assistant, Settings(archive=archive.directory)) as found:
            found.folder = folder
            yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    if lacking := browsers.missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not installed: {lacking}")
    driver = browsers.start()
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """The browser as if new: no page, nothing remembered, no earlier messages, the size of an office screen.

    Whatever a test does, no other host may have been asked for anything.
    """
    chromium.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    chromium.get("about:blank")
    for kind in ("performance", "browser"):
        chromium.get_log(kind)
    yield chromium
    assert {host for host in hosts(chromium) if not host.startswith("127.0.0.1:")} == set()


@pytest.fixture
def visitor(browser: webdriver.Chrome, site: Site) -> Visitor:
    """On Hỏi đáp of the fake archive."""
    site.assistant.calls.clear()
    return Visitor(browser, site.address)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def photograph(pictures: Path, browser: webdriver.Chrome) -> Callable[[str], None]:
    """Keep a picture of what the browser shows."""
    return lambda name: browser.get_screenshot_as_file(str(pictures / f"{name}.png")) and None
