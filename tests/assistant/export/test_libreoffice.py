"""Files opened by LibreOffice, as an official's computer would."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from assistant.export.write import save

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def pages(paper, tmp_path_factory) -> dict[str, list[str]]:
    """The text of the pages of each file, by its ending."""
    folder: Path = tmp_path_factory.mktemp("office")
    found = {}
    for ending in ("docx", "xlsx"):
        save(paper, folder / f"bang.{ending}")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / ending),
             str(folder / f"bang.{ending}")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        read = PdfReader(folder / ending / "bang.pdf")
        found[ending] = [" ".join(page.extract_text().split()) for page in read.pages]
    return found


def test_word_shows_head_footnotes_and_page_numbers(pages):
    first, second = pages["docx"][:2]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first and "SỞ Y TẾ TỈNH CAO BẰNG" in first
    assert "Báo cáo Cao Bằng 6T/2023 (cao-bang-6t-2023)" in first  # a footnote, at the foot of its page
    assert second.startswith("2 ") and not first.startswith("1 ")


def test_excel_shows_the_table(pages):
    text = " ".join(pages["xlsx"])
    assert "Cao Bằng 6T/2023" in text and "trên 92" in text
