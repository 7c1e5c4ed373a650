"""The chat model of the settings: an OpenAI-compatible address, or a provider by its LangChain name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_NO_KEY = (
    "none"  # servers of one's own ask for none, and the client wants one; never the key of another service
)
_INSTALL = "hãy cài thêm: pip install 'hoibaocao[llm]'"
MOST_TOKENS = 8_000  # of one answer; models that reason first spend most of them on that


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """How to reach a chat model; off without `model`."""

    model: str = ""  # "qwen3-8b" at an address, else "provider:model" for init_chat_model
    address: str = ""  # "http://127.0.0.1:8000/v1"
    key: SecretStr = field(default_factory=lambda: SecretStr(""))
    time_limit: float = 60.0  # seconds for one answer

    @property
    def on(self) -> bool:
        return bool(self.model)


def connect(settings: ModelSettings) -> BaseChatModel:
    """The chat model; nothing is sent yet. Raises UsageError for settings that name none, or a missing library."""
    if settings.address:
        return _at_address(settings)
    if ":" not in settings.model:
        raise UsageError(
            f"Chưa rõ mô hình ngôn ngữ “{settings.model}” ở đâu; hãy đặt địa chỉ máy chủ (LLM_ADDRESS), "
            "hoặc ghi tên dạng nhà-cung-cấp:mô-hình."
        )
    return _of_provider(settings)


def _at_address(settings: ModelSettings) -> BaseChatModel:
    if not settings.address.startswith(("http://", "https://")):
        raise UsageError(
            f"Địa chỉ mô hình ngôn ngữ “{settings.address}” không đúng; phải bắt đầu bằng http:// hoặc https://."
        )
    try:
        from langchain_openai import ChatOpenAI
    except ImportError as error:
        raise UsageError(f"Thiếu thư viện để nối với mô hình ngôn ngữ; {_INSTALL}.") from error
    key = settings.key if settings.key.get_secret_value() else SecretStr(_NO_KEY)
    return ChatOpenAI(
        model=settings.model,
        base_url=settings.address,
        api_key=key,
        timeout=settings.time_limit,
        max_retries=1,
        temperature=0,
        max_completion_tokens=MOST_TOKENS,
        use_responses_api=False,  # servers of one's own speak the chat protocol
    )


def _of_provider(settings: ModelSettings) -> BaseChatModel:
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise UsageError(f"Thiếu thư viện để nối với mô hình ngôn ngữ; {_INSTALL}.") from error
    key = settings.key.get_secret_value()
    options: dict[str, Any] = {"api_key": settings.key} if key else {}
    try:
        model: BaseChatModel = init_chat_model(settings.model, **options)
        return model
    except ImportError as error:
        raise UsageError(
            f"Thiếu thư viện của nhà cung cấp mô hình “{settings.model}”; hãy cài gói langchain tương ứng."
        ) from error
    except Exception as error:  # whatever a provider's client raises: its text may hold the key
        raise UsageError(
            f"Không dựng được mô hình ngôn ngữ “{settings.model}” ({type(error).__name__}); hãy kiểm tra tên và khóa."
        ) from None
