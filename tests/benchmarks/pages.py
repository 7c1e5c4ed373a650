"""How fast the pages are: first paint, an answer, and many people at once. A measurement, not a test.

    python -m tests.benchmarks.pages [--archive DIR] [--people 50] [--times 5]

The app runs in a process of its own, as `hoibaocao serve` does, over the sample archive unless DIR is given.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from selenium import webdriver

from tests.end_to_end import browser
from ui.commands.demo import build
from ui.settings import Settings

_PAGES = ("", "kho", "so-lieu", "so-sanh", "kiem-tra")
_PATIENCE = 120.0
# When something was first painted, when the page's own content stood there (seconds after the address was opened).
_PAINTED = """
const done = arguments[0];
const look = () => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const shown = document.querySelector("#bar nav a[aria-current]") && [...document.querySelectorAll(
    "#welcome h1, #shown > *, #tool-shown .prose > *, #drop .drop")].some((e) => e.checkVisibility());
  if (paint && shown) done([paint.startTime / 1000, performance.now() / 1000]);
  else setTimeout(look, 10);
};
look();
"""
# From the press of an example to the direct answer on the screen, and to the whole answer.
_ANSWERED = """
const done = arguments[0], began = performance.now();
let direct = 0;
const look = () => {
  if (!direct && document.querySelector(".answer .direct")) direct = performance.now();
  if (document.querySelector(".answer .actions")) done([(direct - began) / 1000, (performance.now() - began) / 1000]);
  else requestAnimationFrame(look);
};
document.querySelector("#welcome .suggested").click();
look();
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pages", description=__doc__)
    parser.add_argument("--archive", type=Path, help="an archive; the samples where none is given")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        archive = chosen.archive or _samples(Path(folder))
        with _served(archive) as address:
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
            _paint(address, chosen.times)
            _crowd(address, chosen.people)
    return 0


def _samples(folder: Path) -> Path:
    build(folder / "samples", Settings(archive=folder / "archive"))
    return folder / "archive"


@contextmanager
def _served(archive: Path) -> Iterator[str]:
    """The address of the app over an archive, in a process of its own."""
    command = [sys.executable, "-c", "from ui.command import main; main()", "serve", "--port", "0"]
    serving = subprocess.Popen([*command, "--archive", str(archive)], stderr=subprocess.PIPE, text=True)
    try:
        said = iter(serving.stderr or ())
        line = next(line for line in said if "http://" in line)
        threading.Thread(
            target=list, args=(said,), daemon=True
        ).start()  # what else it says must not fill the pipe
        address = "http://" + line.partition("http://")[2].split("/")[0] + "/"
        _wait_for(address)
        yield address
    finally:
        serving.terminate()
        serving.wait(20)


def _wait_for(address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} does not answer")


def _paint(address: str, times: int) -> None:
    driver = browser.start()
    driver.set_script_timeout(_PATIENCE)
    try:
        for path in _PAGES:
            shown = [_opened(driver, address + path) for _ in range(times)]
            _tell(f"/{path}: first paint", [first for first, _ in shown])
            _tell(f"/{path}: content", [content for _, content in shown])
        answers = []
        for _ in range(times):
            _opened(driver, address)
            answers.append(driver.execute_async_script(_ANSWERED))
        _tell("answer visible", [direct for direct, _ in answers])
        _tell("answer whole", [whole for _, whole in answers])
    finally:
        driver.quit()


def _opened(driver: webdriver.Chrome, address: str) -> tuple[float, float]:
    driver.get(address)
    first, content = driver.execute_async_script(_PAINTED)
    return first, content


def _crowd(address: str, people: int) -> None:
    """So many programs ask at the same moment; each waits for its answer."""
    question = "Tỷ lệ tiêm chủng đầy đủ là bao nhiêu?"
    took: list[float] = []
    failed: list[str] = []

    def one() -> None:
        began = time.monotonic()
        try:
            _ask(address, question)
        except (httpx.HTTPError, ValueError) as error:
            failed.append(repr(error))
        else:
            took.append(time.monotonic() - began)

    crowd = [threading.Thread(target=one) for _ in range(people)]
    began = time.monotonic()
    for person in crowd:
        person.start()
    for person in crowd:
        person.join()
    print(f"{people} people at once: all in {time.monotonic() - began:.1f} s, {len(failed)} failed")
    if took:
        _tell("one of them", took)
    for error in sorted(set(failed)):
        print("  ", error)


def _ask(address: str, question: str) -> None:
    """Raises ValueError where the endpoint tells of an error."""
    url = f"{address}gradio_api/call/ask"
    with httpx.Client(timeout=_PATIENCE) as client:
        event = (
            client.post(url, json={"data": [question, "", "", None, None]})
            .raise_for_status()
            .json()["event_id"]
        )
        said = client.get(f"{url}/{event}").raise_for_status().text
    if "event: complete" not in said:
        raise ValueError(said[:200])


def _tell(what: str, seconds: Sequence[float]) -> None:
    print(f"{what}: median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s")


if __name__ == "__main__":
    sys.exit(main())
