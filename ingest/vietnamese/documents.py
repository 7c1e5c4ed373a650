"""Numbers of documents and laws, never figures: '122/QĐ-TTg', '03/2023/TT-BYT', 'Luật … năm 2014'."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = (
    "QĐ|NQ|NĐ|TT|TTLT|CT|KH|BC|CV|TTr|TTR|TB|HD|KL|PL|QH|SL|ĐA|CTr|CTR|GM|GP|GCN|BB|HĐ|QC|PA|TL|VPCP|TW|CP|TTg|TTG|"
    "SYT|UBND|HĐND|BYT|HU|TU|BTC|BNV|BCT|BKHĐT|BLĐTBXH|BTTTT|BNNPTNT|BGDĐT|BHXH|TTYT|BVĐK|CDC|KSBT|DP|MT|ATTP|BCĐ|LĐTBXH|"
    "NVY|NVD|TCCB|KHTC|KHNV|VP|TTra|TCDS|DS|YDCT|QLD|KCB|AIDS|PC|BTTTT|XHH|UB|CCDS|CCATVSTP|STC|SNV|SKHĐT"
)
# "122/QĐ-TTg", "03/2023/TT-BYT", "20-NQ/TW", "35a-KH/HU", "1204/SYT-TCCB", "15/2023/QH15"
_CODE = re.compile(
    rf"(?<![\w.,/-])\d{{1,5}}[a-z]?\s?(?:/\s?(?:19|20)\d\d)?\s?[/-]\s?(?:{_KINDS})\d{{0,2}}(?!\w)(?:[-/]\s?\w{{1,12}}){{0,4}}"
)
_NAMES = (
    "quyết định|nghị quyết|nghị định|thông tư(?: liên tịch)?|chỉ thị|công văn|tờ trình|kết luận|công điện|"
    "kế hoạch|thông báo|báo cáo|văn bản|hướng dẫn|luật|pháp lệnh|giấy phép|chương trình"
)
_NAMES_ALONE = "quyết định|nghị quyết|nghị định|thông tư|chỉ thị|công văn|công điện|kết luận|tờ trình"
_REST = r"(?:[/-][\w-]{1,15}){0,4}"
# "Công văn số 1234", "Quyết định 1816", "Kế hoạch số 12/KH"; not "Kế hoạch 45%"
_NAMED = re.compile(
    rf"\b(?:{_NAMES})\s+số\s*:?\s*\d{{1,5}}[a-z]?(?![\w.,]*\d){_REST}"
    rf"|\b(?:{_NAMES_ALONE})\s+\d{{1,5}}[a-z]?(?![\w.,%]*\d|\s?%){_REST}",
    re.IGNORECASE,
)
# "Điều 2", "khoản 3, 4", "điểm 1 khoản 2"; not "khoản 3 tỷ đồng"
_CLAUSE = re.compile(
    r"\b(?:[Đđ]iều|[Kk]hoản|điểm \w,? khoản)\s+\d{1,3}(?![\d.,]*\d|\s?%|\s(?:tỷ|tỉ|triệu|nghìn|ngàn))"
    r"(?:,\s\d{1,2}(?![\d.,%]))*"
)
_LAW = re.compile(
    r"(?<![Pp]háp )\b(?:Luật|Hiến pháp|Bộ luật|Pháp lệnh)\b[^.,;:()]{0,60}?\b(?:năm )?"
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
)


@lru_cache(maxsize=512)
def document_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where document numbers, clauses and law years stand in a text, in order of their starts."""
    spans = [match.span() for pattern in (_CODE, _NAMED, _CLAUSE) for match in pattern.finditer(text)]
    spans += [match.span("year") for match in _LAW.finditer(text)]
    return tuple(sorted(spans))
