"""What a directory of an archive holds, and which directories may become one."""

from __future__ import annotations

from pathlib import Path

from vectorstore.errors import ArchiveError

CATALOGUE = "catalogue.sqlite"
ORIGINALS = "originals"
VECTORS = "vectors"
CORRECTIONS = "corrections.json"
LOCK = ".lock"

_LEFT_BY_SYSTEMS = {"desktop.ini", "thumbs.db", "lost+found"}


def check_directory(path: Path, *, writable: bool) -> None:
    """Make the directory where it may be made; raises ArchiveError for one that is no archive."""
    if path.exists() and not path.is_dir():
        raise ArchiveError(f"{path} là một tệp, không phải thư mục kho; hãy chọn một thư mục.")
    try:
        if (path / CATALOGUE).is_file():
            return
        if path.is_dir() and any(_counts(entry) for entry in path.iterdir()):
            raise ArchiveError(
                f"Thư mục {path} có tệp khác và không phải kho báo cáo; hãy chọn thư mục kho hoặc một thư "
                "mục trống."
            )
        if not writable:
            raise ArchiveError(f"Chưa có kho báo cáo tại {path}; hãy nạp báo cáo trước (hoibaocao ingest).")
        path.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise ArchiveError(
            f"Không mở hoặc tạo được thư mục kho {path} ({exc.strerror}); hãy kiểm tra đường dẫn và quyền "
            "truy cập."
        ) from exc


def _counts(entry: Path) -> bool:
    return not entry.name.startswith(".") and entry.name.lower() not in _LEFT_BY_SYSTEMS
