"""What stands round a possible place name: the type before it, 'ở' and 'của', capitals, a period after it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ingest.vietnamese.places_data import words
from ingest.vietnamese.places_spelling import Token, is_plain

_LONGEST_PREFIX = 9
_NAME_REACH = 9  # words between "bệnh viện" and the place in its name
# How words before a name are spelled when they have diacritics at all: "bản" is a village, "ban" is not.
_SPELLED = {
    **{"tinh": "tỉnh", "huyen": "huyện", "quan": "quận", "xa": "xã", "phuong": "phường"},
    **{"ban": "bản", "thon": "thôn", "ap": "ấp"},
    **{"o": "ở", "tai": "tại", "cua": "của", "thuoc": "thuộc", "toan": "toàn", "ve": "về", "va": "và"},
    **{"hay": "hay", "den": "đến", "tu": "từ", "cho": "cho", "dan": "dân"},
}
_LEVELS = {"tuyen", "cap", "tram", "tyt"}  # "tuyến huyện", "trạm xã": a level, no type
_SPACE = re.compile(r"[\s.,:]*")
_END = re.compile(r"\s*(?:[?.!,;:)\]…–|]|-\s|$)")


# After a name, folded: "nam 24", "quy ii", "t 5", "nua dau", "cung ky", "rieng q 2", "la bao nhieu".
_PERIOD = re.compile(
    r"(?:nam|thang|quy)\s(?:\d|ngoai|i+\b|iv\b)|[tqn]\s\d|nua (?:dau|cuoi|nam)|cung ky|ck\b|dau nam"
    r"|cuoi (?:nam|thang|quy)|sau thang|ky nay|giai doan|(?:den )?het (?:thang|nam|quy)"
    r"|(?:rieng|cong don|luy (?:tich|ke)|tinh (?:den|toi)|den (?:het|nay)) (?:[tqn] |thang|quy|nam|\d)"
    r"|(?:tinh )?den (?:\d|cuoi|nay|thang|nam)|la (?:bao nhieu|may|gi)|(?:nay )?the nao|ra sao"
)
_PERIOD_ENDS = re.compile(r"(?:\d\s*[tT]|[tTqQ]\d|/\d{2,4}|\b(?:19|20)\d\d)\s*,?\s*$")


@cache
def _prefixes() -> dict[str, str]:
    return {phrase: group for group, phrases in words()["prefixes"].items() for phrase in phrases}


@cache
def _set(table: str, name: str) -> frozenset[str]:
    return frozenset(words()[table][name])


class Clues:
    """Clues of one text; positions are numbers of tokens."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.plain = is_plain(text)
        self.has_capitals = any(token.text[0].isupper() for token in tokens)

    def before(self, i: int) -> tuple[str, int]:
        """Class of the type word before token i ("" when none), and the token where name and type begin."""
        for length in range(min(_LONGEST_PREFIX, i), 0, -1):
            group = _prefixes().get(self.phrase(i - length, i), "")
            if group and self._joined(i - length, i) and self._meant(i - length, i):
                if self._is_level(i - length, i):
                    return "", i
                return group, i - length
        return "", i

    def is_type(self, first: int, last: int) -> bool:
        """'thành phố', 'sở y tế' … themselves."""
        return self.phrase(first, last) in _prefixes()

    def phrase(self, first: int, last: int) -> str:
        return " ".join(token.folded for token in self.tokens[first:last])

    def _joined(self, first: int, last: int) -> bool:
        """Only spaces and dots between the words and up to the next."""
        pairs = pairwise(self.tokens[first : last + 1])
        return all(re.fullmatch(r"[\s.]*", self.text[a.end : b.start]) for a, b in pairs)

    def _meant(self, first: int, last: int) -> bool:
        for token in self.tokens[first:last]:
            wanted = _SPELLED.get(token.folded)
            if wanted is None or token.text.lower() == wanted:
                continue
            if not (self.plain or is_plain(token.text)) or token.folded in ("ban", "ap", "quan"):
                return False
            if not self.plain and token.folded in ("xa", "o", "tai", "cua"):
                return False
        return True

    def _is_level(self, first: int, last: int) -> bool:
        """'tuyến huyện Điện Biên', 'trạm y tế xã Điện Biên', 'nông thôn Củ Chi': no type of the place."""
        if self.phrase(first - 1, last) in ("nong thon", "thon ban", "y te ban", "co ban", "van ban"):
            return True
        if self.phrase(first, last) in ("tram y te", "tyt"):
            return True
        if last - first > 1 or self.tokens[first].folded not in ("xa", "huyen", "tinh", "phuong"):
            return False
        if self.tokens[first].folded == "xa" and self.phrase(max(0, first - 2), first) in (
            "y te",
            "thi tran",
        ):
            return self.phrase(max(0, first - 2), first) == "y te"
        return first > 0 and (
            self.tokens[first - 1].folded in _LEVELS or self.tokens[first - 1].text.isdigit()
        )

    def capital(self, first: int, last: int) -> bool:
        """Each word begins with a capital, and capitals say something here (the line is not all capitals)."""
        return all(token.capital for token in self.tokens[first : last + 1]) and not self._shouted(
            first, last
        )

    def _shouted(self, first: int, last: int) -> bool:
        if not all(token.text.isupper() for token in self.tokens[first : last + 1]):
            return False
        around = [*self.tokens[max(0, first - 3) : first], *self.tokens[last + 1 : last + 4]]
        wordy = [token for token in around if not token.text.isdigit()]
        return len(wordy) > 1 and all(token.text.isupper() for token in wordy)

    def near(self, first: int, last: int, common: bool = False) -> int:
        """Support for a lower-case name: 0 none, 1 a word or a period beside it, 2 both.

        For an ordinary phrase the start and the end of a sentence are no support.
        """
        strength = self._locative(first)
        if first == 0 and not common:
            strength = 2
        period = self._period_after(last) or self._period_before(first)
        end = self._ends_after(last)
        if strength == 2 and (period or end):
            return 2
        return int(strength > 0 or period or (end and not common) or (end and self._begins_before(first)))

    def located(self, i: int) -> bool:
        """After 'ở', 'tại', 'của'."""
        return i > 0 and self._locative(i) == 2

    def _locative(self, first: int) -> int:
        """2 after 'ở', 'của' …, 1 after weaker words, 0 else."""
        for length in (3, 2, 1):
            start = first - length
            if start < 0 or not self._joined(start, first):
                continue
            phrase = self.phrase(start, first)
            if phrase in _set("locatives", "before") and self._meant(start, first):
                return 1 if phrase in _set("locatives", "weak") else 2
        return 0

    def _begins_before(self, first: int) -> bool:
        gap = self.text[self.tokens[first - 1].end : self.tokens[first].start] if first else ","
        return bool(re.search(r"[,;:|–(]|\s-\s", gap))

    def _ends_after(self, last: int) -> bool:
        if last + 1 >= len(self.tokens):
            return True
        gap = self.text[self.tokens[last].end : self.tokens[last + 1].start]
        return bool(_END.match(gap) and gap.strip(" "))

    def _period_after(self, last: int) -> bool:
        if last + 1 >= len(self.tokens):
            return False
        token = self.tokens[last + 1]
        if token.text.isdigit():
            following = self.tokens[last + 2].folded if last + 2 < len(self.tokens) else ""
            return following in ("t", "thang") or (
                len(token.text) == 4 and token.text.startswith(("19", "20"))
            )
        return bool(_PERIOD.match(self.phrase(last + 1, last + 6)))

    def in_name(self, first: int, lead: int) -> bool:
        """True inside a longer name: a hospital, a school, a battle, a person."""
        i = lead - 1
        if i >= 0 and lead == first and self._person(i):
            return True
        while i >= 0 and first - i <= _NAME_REACH and self._spaced(i):
            for length in (3, 2, 1):
                start = i - length + 1
                if start >= 0 and self._marker(start, i + 1, i == lead - 1):
                    return not self._plural(start)
            if self.tokens[i].folded not in _set("names", "fillers"):
                return False
            i -= 1
        return False

    def _spaced(self, i: int) -> bool:
        return _SPACE.fullmatch(self.text[self.tokens[i].end : self.tokens[i + 1].start]) is not None

    def _person(self, i: int) -> bool:
        token = self.tokens[i]
        gap = self.text[token.end : self.tokens[i + 1].start]
        return (
            token.capital
            and not token.upper
            and gap == " "
            and token.text.lower() in _set("names", "surnames")
        )

    def _marker(self, first: int, last: int, beside: bool) -> bool:
        phrase = self.phrase(first, last)
        if phrase not in _set("names", "markers"):
            return False
        exact = words()["names"]["exact"].get(phrase)
        if exact and len(phrase) < 5 and not beside:
            return False  # "Sìn Hồ và Mường Tè"
        typed = " ".join(token.text.lower() for token in self.tokens[first:last])
        return exact is None or typed == exact or (self.plain and len(phrase) > 5)

    def _plural(self, start: int) -> bool:
        before = self.tokens[start - 1] if start else None
        return before is not None and (before.folded in _set("names", "plural") or before.text.isdigit())

    def code(self, i: int, group: str, here: bool) -> bool:
        """True where capitals such as 'ĐB' stand for a province: beside a period, after 'ở', 'SYT'."""
        code = self.tokens[i].text.upper()
        if group in ("province", "city"):
            return True
        if code in _set("codes", "never"):
            return False
        strength = self._locative(i)
        position = self._period_after(i) or self._ends_after(i) or self._period_before(i)
        if code in _set("codes", "risky"):
            return here and position and code != "BN"
        return position or strength == 2 or here

    def _period_before(self, i: int) -> bool:
        return bool(_PERIOD_ENDS.search(self.text[: self.tokens[i].start]))
