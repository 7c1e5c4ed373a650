"""What a block has told so far, and the one number that is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.figures.context import FigureContext
from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_draft import Draft, Scope
from ingest.figures.prose_leads import Lead, read_lead
from ingest.figures.prose_mentions import Mention
from ingest.figures.prose_subjects import (
    Subject,
    bare_heading,
    head_of,
    is_complete,
    is_group,
    is_head,
    joined,
    tidy,
)
from ingest.figures.prose_topics import LABEL
from ingest.figures.prose_words import OF_WHICH, words
from ingest.vietnamese.naming import diseases, name_terms
from ingest.vietnamese.numbers import Part
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Period, Role, Span

_OPEN_LEAD = re.compile(rf"(?::|(?:{OF_WHICH})[.,:]?|gồm|như sau[.:]?|cụ thể[.:]?|sau)\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_FROM_NUMBER = re.compile(r"[:,]?\s*\d[\d.,/]*\s.*$")
_LEAD_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ])")
_LEAD_NUMBERS = 2  # a line of a list with more is a neighbour with figures of its own, not the list's head
_LONGEST_LEAD = 160  # characters
_DISEASE_LABEL = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*[.)/]?\s+)?([^.;:(),\d]{2,40}?)\s*:\s")
_MARKS = " -+*•·–\t_"  # of lists and emphasis
_ACHIEVED = re.compile(r"(?:đã |ước )?(?:đạt|hoàn thành)(?: và vượt)?(?!\w)", re.IGNORECASE)
_OFFICE = re.compile(
    r"[-–+*•\s]*(?:Tại )?((?:Trung tâm Y tế|TTYT|Bệnh viện|BV|Phòng khám|Trạm [Yy] tế|Chi cục)"
    r"(?: [^\s,;:.()\d]+){1,7}?)"
    r"(?= (?:đã |có )?(?:khám|điều trị|tiếp nhận|thu dung|thực hiện|triển khai|xét nghiệm|phẫu thuật|phát hiện|ghi nhận"
    r"|quản lý|tổ chức) )"
)
_OFFICES = re.compile(
    r"(?<!\w)(?:trung tâm|ttyt|bệnh viện|bv|phòng khám|trạm y tế|chi cục|toàn (?:tỉnh|huyện|ngành))(?!\w)",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(
    r"\s(?i:tại|ở)\s(?i:làng|thôn|bản|ấp|xã|phường|thị trấn|huyện|thị xã|thành phố|tp\.?|khu phố|tổ)\s[A-ZĐÀ-Ỹ].*$"
)
_SHORT = 4  # words: a shorter subject says too little to stand without its heading


@dataclass(frozen=True, slots=True)
class Turn:
    """A number with all that is known of it when its subject is chosen."""

    setting: Setting
    following: Setting | None
    lead: Lead
    scope: Scope
    role: Role
    sentence: str

    @property
    def mention(self) -> Mention:
        return self.setting.mention

    @property
    def anchor(self) -> Subject | None:
        return self.scope.anchor

    @property
    def joint(self) -> str:
        return self.setting.joint

    @property
    def over(self) -> Setting | None:
        """The setting of the denominator that follows a numerator."""
        return self.following if self.following is not None and self.following.joint == "/" else None

    @property
    def upto(self) -> Setting | None:
        """The setting of the high end of a range, of which this is the low one."""
        ends = self.following is not None and self.following.mention.part is Part.HIGH
        return self.following if ends and self.mention.part is Part.LOW else None

    @property
    def noun(self) -> str:
        """The counted noun as printed; of a fraction it stands after the denominator."""
        return self.mention.noun or (self.over.mention.noun if self.over else "")

    @property
    def unit(self) -> str:
        return self.mention.unit or (self.over.mention.unit if self.over else "")

    @property
    def share(self) -> bool:
        """True for a number with a rate's unit."""
        return self.mention.kind is UnitKind.RATE


@dataclass(slots=True)
class Told:
    """The subjects and drafts of a block, sentence after sentence."""

    text: str
    context: FigureContext
    topic: tuple[str, ...]  # run-in topic of the block
    default: Role
    disease: str = ""  # that the block's label names: "- Lao: khám …"
    drafts: list[Draft] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    firsts: list[Subject] = field(default_factory=list)  # the first subject of each sentence
    groups: int = 0
    start: int = 0  # of the sentence that is read
    begun: int = 0  # how many subjects there were before it
    opening: tuple[str, ...] = ()  # topics before its first colon
    listing: bool = False  # its first number gave `opening`: "Tuyến tỉnh: 3 bệnh viện; 2 trung tâm"
    previous: Subject | None = None  # the last subject of the sentences before
    paired: tuple[Subject, ...] = ()  # of which the list at hand tells in turn
    apart: str = ""  # the group that the list tells of: "trẻ DTTS"

    def create(
        self,
        turn: Turn,
        indicator: str,
        chain: tuple[str, ...],
        action: str = "",
        parent: Subject | None = None,
    ) -> Subject:
        """A new subject with a group of its own."""
        chain = self._of_office(indicator, self._of_disease(indicator, chain))
        chain = self._placed(turn, indicator, chain)
        subject = Subject(
            indicator=indicator,
            chain=tuple(link for link in chain if link != indicator),
            group=self.groups,
            rate=turn.share,
            unit=turn.mention.unit,
            noun=turn.mention.noun,
            role=turn.role,
            span=self._span(turn, indicator, parent),
            action=action,
        )
        self.groups += 1
        self.subjects.append(subject)
        return subject

    def _of_office(self, indicator: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        """'Bệnh viện A khám 500 lượt, điều trị nội trú 30 lượt': the second is of the hospital too."""
        match = _OFFICE.match(self.text, self.start)
        if match is None or any(match[1] in link for link in (*chain, indicator)):
            return chain
        return chain if _OFFICES.search(" ".join((*chain, indicator))) else joined((match[1],), chain)

    def _of_disease(self, indicator: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        """'- Lao: … Xét nghiệm 120 mẫu': what names no disease is of the one that heads its block."""
        if not self.disease or indicator == self.disease:
            return chain
        named = frozenset(term for link in (*chain, indicator) for term in name_terms(link))
        return chain if named & diseases() else joined((self.disease,), chain)

    def _placed(self, turn: Turn, indicator: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        """The chain of a subject, completed where its words name nothing: 'điều trị cho bệnh nhân', 'quản lý'.

        Such words speak of what their sentence named last (first, where they stand apart), else of the heading.
        """
        own = _AT_PLACE.sub("", indicator)  # "xảy ra vụ tại bản A" names nothing but the place
        if not _tells((*chain, own)):
            told = self.subjects[self.begun :]
            if turn.joint == ";" and not turn.share:  # "giải ngân … 95%; khám bệnh 9.000 lượt"
                told = [s for s in told if not s.rate]
            for subject in told if turn.joint == ";" and is_complete(indicator) else reversed(told):
                if link := _telling_link(subject):
                    return joined(chain, subject.chain, (link,))
        few = len(own.split())
        bare = (few <= _SHORT and not is_head(own)) or few < _SHORT
        if not chain and bare and self.context.headings:
            return (bare_heading(self.context.headings[-1]),)
        return chain

    def _span(self, turn: Turn, indicator: str, parent: Subject | None) -> Span:
        span = turn.lead.span or (turn.scope.span if turn.joint not in (";", "") else None)
        if span is None and parent is not None:
            span = self.whole_span(parent)
        elif span is None and turn.anchor is not None and is_group(indicator):
            span = self.whole_span(turn.anchor)
        return span or Span.PERIOD

    def whole_span(self, subject: Subject) -> Span:
        """The stretch of time of a group's main result: the cumulative one where the group has it."""
        spans = [d.span for d in self.of_group(subject) if d.role is Role.RESULT]
        return Span.CUMULATIVE if Span.CUMULATIVE in spans else spans[0] if spans else subject.span

    def headed(self, subject: Subject) -> tuple[str, ...]:
        """The subject itself where a colon led to its number: what a later sentence counts beside it is of it."""
        number = next((d.mention for d in self.drafts if d.subject is subject), None)
        head = self.text.rfind(subject.indicator, 0, number.opening) if number else -1
        led = head >= 0 and self.text[head + len(subject.indicator) :].lstrip().startswith(":")
        return (subject.indicator,) if led else ()

    def label(self, disease: str) -> None:
        """Take up the disease that opens a sentence; the block's label before it says nothing of it."""
        if not disease or disease == self.disease:
            return
        self.disease = disease
        if any(frozenset(name_terms(link)) & diseases() for link in self.topic) and disease not in self.topic:
            self.topic = ()

    def of_group(self, subject: Subject | None) -> list[Draft]:
        """The drafts of a subject's group; none for None."""
        return [d for d in self.drafts if subject and d.subject and d.subject.group == subject.group]

    def base_chain(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        """List heads, run-in topic and the topics before colons of this sentence."""
        leads = (lead_words(text, self.context.period) for text in self.context.leads)
        return joined(tuple(t for t in leads if t), self.topic, self.opening, tuple(tidy(t) for t in topics))

    def nearest_name(self) -> str:
        """The name nearest to a number without a subject: run-in topic, list head, heading."""
        above = [*self.context.headings, *self.context.leads, *self.topic]
        return bare_heading(above[-1]) if above else ""

    def after_colon(self, mention: Mention) -> bool:
        return self.text[: mention.opening].rstrip().endswith(":")


def disease_of(text: str) -> str:
    """The disease that the label of a block names: 'Lao' of '- Lao: khám 6.405 lượt; …'; "" for another label."""
    match = _DISEASE_LABEL.match(text)
    label = LABEL.sub("", match[1].strip(_MARKS)) if match else ""
    if len(name_terms(label) & diseases()) != 1 or is_head(label):
        return ""
    return tidy(label)


def _tells(name: tuple[str, ...]) -> bool:
    """Whether the words say what they speak of: not 'phát hiện › bệnh nhân mới'."""
    terms = frozenset(term for link in name for term in name_terms(link)) - words().nameless
    return any(len(term) > 1 and not term[0].isdigit() for term in terms)


def _telling_link(subject: Subject) -> str:
    """What a subject lends to the words after it: 'Khám Basedow' of 'Khám Basedow cho lượt người'; "" if nothing."""
    action = head_of(tidy(subject.action))
    return next((words for words in (action, subject.indicator) if words and _tells((words,))), "")


def lead_words(text: str, report: Period | None) -> str:
    """What the head of a list names: its last sentence up to the first number, without bullet and colon."""
    if len(_DIGITS.findall(text)) > _LEAD_NUMBERS and not _OPEN_LEAD.search(text):
        return ""
    last = _LEAD_SENTENCES.split(text.strip())[-1]
    lead = read_lead(last, find_periods(last, report), report)
    name = tidy(_FROM_NUMBER.sub("", lead.subject or " ".join(lead.topic)))
    if lead.topic and _ACHIEVED.match(name):  # "Chỉ tiêu tỉnh giao: đạt 3/4 chỉ tiêu, cụ thể:"
        name = tidy(lead.topic[-1])
    return "" if words().labels.fullmatch(name) or len(name) > _LONGEST_LEAD else name
