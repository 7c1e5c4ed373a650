"""The settings of the product: the only reader of the environment (HOIBAOCAO_…) and of `.env`.

Command-line options win over the environment, the environment over `.env`, and that over the defaults.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from rapidfuzz.process import extractOne

from vectorstore.errors import UsageError

PREFIX = "HOIBAOCAO_"
ENV_FILE = ".env"


class Settings(BaseSettings):
    """Every setting with its default and its help; `Settings.model_fields` is what README.md documents."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore", frozen=True)

    archive: Path = Field(default=Path("kho-bao-cao"), description="Thư mục của kho báo cáo")
    embedding_model: str = Field(
        default="",
        description="Mô hình véc-tơ (sentence-transformers): tên hoặc đường dẫn; để trống là mô hình kèm theo",
    )
    embedding_address: str = Field(
        default="",
        description="Địa chỉ máy chủ véc-tơ (chuẩn OpenAI), ví dụ http://127.0.0.1:8080/v1; để trống là không dùng",
    )
    embedding_key: SecretStr = Field(
        default=SecretStr(""), description="Khóa truy cập máy chủ véc-tơ, nếu máy chủ đòi"
    )
    embedding_device: str = Field(
        default="", description="Thiết bị chạy mô hình: cpu, cuda, mps; để trống là tự chọn"
    )
    embedding_batch: int = Field(default=64, ge=1, le=4096, description="Số đoạn mỗi lượt đưa vào mô hình")
    reranker: str = Field(
        default="",
        description="Mô hình xếp lại kết quả tìm (cross-encoder): tên hoặc đường dẫn; để trống là không dùng",
    )
    host: str = Field(default="127.0.0.1", description="Địa chỉ mà trang hỏi đáp lắng nghe")
    port: int = Field(
        default=7860, ge=0, le=65535, description="Cổng của trang hỏi đáp; 0 là cổng trống bất kỳ"
    )
    concurrency: int = Field(default=4, ge=1, le=64, description="Số câu hỏi được trả lời cùng lúc")
    queue: int = Field(
        default=64, ge=1, le=10_000, description="Số câu hỏi được xếp hàng chờ; quá số này thì báo bận"
    )
    session_idle_minutes: int = Field(
        default=120, ge=5, le=1440, description="Số phút không thao tác thì phiên đăng nhập kết thúc"
    )
    session_hours: int = Field(default=12, ge=1, le=720, description="Số giờ tối đa của một phiên đăng nhập")
    proxy_addresses: str = Field(
        default="",
        description="Địa chỉ (IP hoặc dải mạng, cách nhau bằng dấu phẩy) của máy chủ trung gian được tin cậy",
    )
    proxy_header: str = Field(
        default="",
        description="Tên header mà máy chủ trung gian ghi tên người đã đăng nhập một lần; để trống là không dùng",
    )
    journal_days: int = Field(default=0, ge=0, le=36_500, description="Số ngày giữ nhật ký; 0 là giữ mãi")
    upload_file_mb: int = Field(
        default=100, ge=1, le=4096, description="Cỡ lớn nhất của một tệp thêm qua trang (MB)"
    )
    upload_folder_mb: int = Field(
        default=1000, ge=1, le=65_536, description="Tổng cỡ khi bung một thư mục nén thêm qua trang (MB)"
    )
    upload_folder_files: int = Field(
        default=2000, ge=1, le=100_000, description="Số tệp nhiều nhất trong một thư mục nén"
    )
    upload_waiting_files: int = Field(
        default=2500, ge=1, le=100_000, description="Số tệp nhiều nhất mà một người được xếp hàng chờ đọc"
    )
    upload_seconds: int = Field(
        default=900, ge=5, le=86_400, description="Số giây nhiều nhất để đọc một tệp thêm qua trang"
    )
    llm_model: str = Field(
        default="",
        description="Mô hình ngôn ngữ để viết câu trả lời: tên ở địa chỉ đã cho, hoặc nhà-cung-cấp:mô-hình; "
        "để trống là không dùng",
    )
    llm_address: str = Field(
        default="", description="Địa chỉ máy chủ mô hình ngôn ngữ kiểu OpenAI, ví dụ http://127.0.0.1:8000/v1"
    )
    llm_key: SecretStr = Field(default=SecretStr(""), description="Khóa truy cập mô hình ngôn ngữ, nếu cần")
    llm_time_limit: float = Field(
        default=60, gt=0, le=3600, description="Số giây tối đa chờ mô hình ngôn ngữ viết một câu trả lời"
    )
    debug: bool = Field(default=False, description="Hiện chi tiết kỹ thuật khi có lỗi (1 hoặc 0)")

    def changed(self, **values: object) -> Settings:
        """A copy with other values, checked as those of the environment are. Raises UsageError."""
        try:
            # Every field is given, so that neither the environment nor .env has a say again.
            return Settings.model_validate({**self.model_dump(), **values})
        except ValidationError as error:
            raise UsageError(_invalid(error)) from error


def load_settings() -> Settings:
    """Settings from the environment and `.env`. Raises UsageError for an unknown name or a value out of range."""
    _refuse_unknown(os.environ, "biến môi trường")
    _refuse_unknown(_env_file_names(), f"tệp {ENV_FILE}")
    try:
        return Settings()
    except ValidationError as error:
        raise UsageError(_invalid(error)) from error


def setting_names() -> tuple[str, ...]:
    return tuple(PREFIX + name.upper() for name in Settings.model_fields)


def _env_file_names() -> Mapping[str, str | None]:
    try:
        return dotenv_values(ENV_FILE) if Path(ENV_FILE).is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"Không đọc được tệp {ENV_FILE}; hãy kiểm tra quyền đọc và bảng mã UTF-8."
        ) from error


def _refuse_unknown(names: Iterable[str], where: str) -> None:
    known = setting_names()
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            nearest = extractOne(name.upper(), known)
            hint = f"có phải {nearest[0]}" if nearest else "hãy xem README"
            raise UsageError(f"Không có thiết lập tên {name} ({where}); {hint}?")


def _invalid(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])
    field = Settings.model_fields[name]
    return (
        f"Thiết lập {PREFIX}{name.upper()} không nhận giá trị “{first['input']}” "
        f"({(field.description or '').lower()}); hãy sửa lại, mặc định là {field.default}."
    )
