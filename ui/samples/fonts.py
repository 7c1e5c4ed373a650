"""A pair of TrueType fonts on this machine that can print Vietnamese."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

# Regular and bold by file name, the likest to an office's Times New Roman first.
PAIRS = (
    ("times.ttf", "timesbd.ttf"),
    ("Times New Roman.ttf", "Times New Roman Bold.ttf"),
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("FreeSerif.ttf", "FreeSerifBold.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
LETTERS = "ăâđêôơưĂÂĐÊÔƠƯằắẳẵặầấẩẫậềếểễệồốổỗộờớởỡợừứửữựỳýỷỹỵẠẢẾỆỘỢỰ‰¹²³"


def font_folders() -> list[Path]:
    """Where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ]


@cache
def vietnamese_fonts(folders: tuple[Path, ...] | None = None) -> tuple[Path, Path] | None:
    """Regular and bold of the first pair that has every letter; None when there is none."""
    files: dict[str, list[Path]] = {}
    for folder in folders if folders is not None else font_folders():
        for path in sorted(folder.rglob("*.[tT][tT][fF]")) if folder.is_dir() else ():
            files.setdefault(path.name, []).append(path)
    for regular, bold in PAIRS:
        for path in files.get(regular, ()):
            beside = path.with_name(bold)
            if beside in files.get(bold, ()) and _prints(path) and _prints(beside):
                return path, beside
    return None


def _prints(path: Path) -> bool:
    try:
        glyphs = TTFontFile(str(path)).charToGlyph
    except (TTFError, OSError):
        return False
    return all(glyphs.get(ord(letter)) for letter in LETTERS)
