"""Writes the sample archive: `python -m ui.samples.make_samples DIR`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ui.samples.as_docx import write_docx
from ui.samples.as_pdf import write_pdf
from ui.samples.as_text import write_text
from ui.samples.fonts import vietnamese_fonts
from ui.samples.sample import Sample, load_samples
from vectorstore.errors import UsageError


def make_samples(directory: Path) -> list[Path]:
    """Write every sample report into a directory (made when missing) and give the files.

    The same bytes every time on one machine. Where no font prints Vietnamese, the PDF samples become DOCX.
    Raises UsageError where the directory cannot be written.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return [_write(sample, directory) for sample in load_samples()]
    except OSError as error:
        raise UsageError(
            f"Không ghi được tài liệu mẫu vào “{directory}”; hãy chọn thư mục khác có quyền ghi."
        ) from error


def _write(sample: Sample, directory: Path) -> Path:
    fonts = vietnamese_fonts() if sample.format == "pdf" else None
    if fonts:
        path = directory / f"{sample.key}.pdf"
        write_pdf(sample, path, fonts)
    elif sample.format == "txt":
        path = directory / f"{sample.key}.txt"
        write_text(sample, path)
    else:
        path = directory / f"{sample.key}.docx"
        write_docx(sample, path)
    return path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m ui.samples.make_samples", description="Tạo kho tài liệu mẫu."
    )
    parser.add_argument("directory", type=Path, metavar="THƯ_MỤC", help="nơi ghi các tệp mẫu")
    try:
        paths = make_samples(parser.parse_args(arguments).directory)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    for path in paths:
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
