"""Documents with a letterhead, for tests of identity."""

from ingest.document import Block, BlockKind, Document
from ingest.identity import Identity, identify

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
SYT = (
    "UBND TỈNH CAO BẰNG",
    MOTTO[0],
    "SỞ Y TẾ",
    MOTTO[1],
    "Số: 15/BC-SYT",
    "Cao Bằng, ngày 05 tháng 7 năm 2023",
)
TTYT = (
    "SỞ Y TẾ SƠN LA",
    "TRUNG TÂM Y TẾ HUYỆN MƯỜNG LA",
    "Số: 8/BC-TTYT",
    "Mường La, ngày 03 tháng 4 năm 2022",
)


def document(*texts: str, letterhead: tuple[str, ...] = SYT) -> Document:
    return Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), None, "txt", letterhead)


def identity(*texts: str, letterhead: tuple[str, ...] = SYT, name: str = "tep") -> Identity:
    return identify(document(*texts, letterhead=letterhead), name)
