"""The walk over a sentence's numbers: which subject, group, role and stretch of time each of them has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figures.context import FigureContext
from ingest.figures.prose_bracketed import bracketed_subject, everybodys
from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_draft import Draft, Scope, entered
from ingest.figures.prose_leads import Lead, read_lead
from ingest.figures.prose_new import BARE, lists_places, new_subject
from ingest.figures.prose_objects import counted_noun, counted_object
from ingest.figures.prose_passed import passed_subject
from ingest.figures.prose_periods import lies_ahead, since
from ingest.figures.prose_record import make_draft
from ingest.figures.prose_respective import Listed, listed, respective_subject
from ingest.figures.prose_roles import SHORT_OF, aims_at, arrives, role_of, section_role
from ingest.figures.prose_shared import recalled, shared_subject, spoken_of, zero_subject
from ingest.figures.prose_subjects import Subject, depends, is_group, is_head, tidy
from ingest.figures.prose_summed import summed_subject
from ingest.figures.prose_told import Told, Turn, disease_of
from ingest.vietnamese.numbers import Part
from ingest.vietnamese.periods import PeriodMatch, find_periods
from vectorstore.records import Period, Role, Span

_SHARING = (Role.CHANGE, Role.ATTAINMENT)
_LOOK_AHEAD = 40  # characters behind a number that say where it led: "từ 15% năm 2020 xuống 12%"
_MONTH_BEHIND = re.compile(r"(?<!\w)trong (?:tháng|quý)(?: này)?\s*$", re.IGNORECASE)  # "403 ca trong quý"
_MAKES_UP = re.compile(
    r"\W*(?:tức(?: là)?|tương (?:ứng|đương)|ứng|cụ thể)(?:\s+(?:với|là|có|bằng))*\s*"
    r"(?:khoảng |gần |số )?\W*",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"bình quân|trung bình", re.IGNORECASE)  # "… tháng 9 là 86%, bình quân 9 tháng 91%"
_BESIDE_PLAN = re.compile(
    r"vượt|dưới|thấp hơn|cao hơn|chưa(?: đạt)?", re.IGNORECASE
)  # "…, vượt mục tiêu 120 phút"
_TITLE_WORDS = 2  # words: "xảy ra", "có" before a value of comparison name no subject


class Walk:
    """Reads the sentences of a block in order; `drafts` are its figures so far."""

    def __init__(self, text: str, context: FigureContext, topic: tuple[str, ...]) -> None:
        self.told = Told(text, context, topic, section_role(context), disease_of(text))
        self.default = self.told.default  # role of the sentence at hand
        self.listed: dict[int, Listed] = {}  # its numbers that stand in lists

    @property
    def drafts(self) -> list[Draft]:
        return self.told.drafts

    def sentence(self, start: int, end: int, settings: list[Setting]) -> None:
        """Read the numbers of one sentence."""
        told = self.told
        told.previous = told.subjects[-1] if told.subjects else None
        told.label(disease_of(told.text[start:end]))
        told.start, told.opening, told.listing, told.begun = start, (), False, len(told.subjects)
        first = settings[0].mention.opening if settings else end
        self.default = Role.PLAN if aims_at(told.text[start:first]) else told.default
        scopes = [Scope(())]
        self.listed = listed(told.text, settings)
        periods = _periods(told, start, end, settings)
        for position, setting in enumerate(settings):
            scopes = entered(scopes, setting)
            following = settings[position + 1] if position + 1 < len(settings) else None
            self._number(setting, following, scopes[-1], periods, told.text[start:end])
        for scope in scopes:
            self._settle(scope)
        if len(told.subjects) > told.begun:
            told.firsts.append(told.subjects[told.begun])

    def _number(
        self,
        setting: Setting,
        following: Setting | None,
        scope: Scope,
        periods: list[PeriodMatch],
        sentence: str,
    ) -> None:
        told = self.told
        turn = self._turn(setting, following, scope, periods, sentence)
        anchor = scope.anchor
        subject = self._subject(turn)
        draft = make_draft(told, turn, subject)
        told.drafts.append(draft)
        if subject is None:
            scope.pending.append(draft)
            return
        for waiting in scope.pending:  # "Mức giao 95%, tỷ lệ … đạt 90%"
            waiting.subject = subject
        scope.pending.clear()
        if anchor is None or not setting.mention.zero:  # "…, không có tử vong, giảm 5 ca": of the cases
            scope.anchor = subject
        self._leave_role(turn, subject is not anchor)

    def _turn(
        self,
        setting: Setting,
        following: Setting | None,
        scope: Scope,
        periods: list[PeriodMatch],
        sentence: str,
    ) -> Turn:
        """The number with its reading and role; the scope takes up the time and role that its words name."""
        told = self.told
        lead = _lead(told, setting, periods)
        behind = told.text[setting.after.start : setting.after.end]
        if lead.span is None and lead.role is None and _MONTH_BEHIND.search(behind):
            lead = replace(lead, span=Span.MONTH)
        if setting.joint == "":
            kept = not lead.part or all(is_group(topic) for topic in lead.topic)  # "Riêng trẻ em DTTS: …"
            told.opening = tuple(tidy(topic) for topic in lead.topic) if kept else ()
        if setting.joint == ";":
            scope.role, scope.span = None, None
            if any(map(lists_places, lead.topic)):  # "…; các huyện đạt thấp: A 41%, B 44%"
                told.opening = tuple(tidy(topic) for topic in lead.topic)
        role = role_of(setting, lead, told.text, scope, self._planned(scope), self.default, sentence)
        role = self._carried_change(role, setting, lead)
        longer = lead.period is not None and _is_longer(lead.period.period, told.context.period)
        scope.span = lead.span or (None if longer else scope.span)  # "trong tháng 0 ca, 8 tháng có 2 ca"
        if lead.period and lead.period.kind != "prior":
            scope.period = lead.period
        ranged = setting.mention.part is Part.LOW and role is Role.PRIOR and self.default is Role.PLAN
        if ranged or (role is Role.RESULT and lies_ahead(scope.period, told.context.period)):
            role = Role.PLAN
        if role is Role.PRIOR and setting.path:
            scope.role = Role.PRIOR
        role = self._of_earlier(role, setting, following, lead, scope, sentence)
        if low := self._low_end(setting):
            role = low.role
        role = self._of_list(setting, role)
        return Turn(setting, following, lead, scope, role, sentence)

    def _of_list(self, setting: Setting, role: Role) -> Role:
        """The role of a number further down a list: that of the plan or earlier value before it."""
        place, drafts = self.listed.get(setting.mention.start), self.told.drafts
        goes_on = place is not None and place.index and drafts and drafts[-1].role in (Role.PLAN, Role.PRIOR)
        return drafts[-1].role if goes_on else role

    def _of_earlier(
        self, role: Role, setting: Setting, following: Setting | None, lead: Lead, scope: Scope, sentence: str
    ) -> Role:
        """'5 vụ, 120 người mắc; cùng kỳ 2 vụ, 44 người mắc': what is counted again is of the earlier period too."""
        if lead.role is Role.PRIOR and not setting.path:
            scope.earlier = setting.joint == ";"
            return role
        goes_on = scope.earlier and setting.joint in (",", "và") and role is Role.RESULT and not lead.period
        if not goes_on or lead.span is not None or tidy(lead.subject):
            scope.earlier = False
            return role
        turn = Turn(setting, following, lead, scope, role, sentence)
        counted = counted_object(self.told, turn)
        return Role.PRIOR if recalled(self.told, turn, counted) else role

    def _low_end(self, setting: Setting) -> Draft | None:
        """The other end of a range, of which this is the high one: 'từ 10 đến 15 ca'."""
        drafts = self.told.drafts
        if setting.mention.part is not Part.HIGH or not drafts or drafts[-1].mention.part is not Part.LOW:
            return None
        return drafts[-1]

    def _leave_role(self, turn: Turn, is_new: bool) -> None:
        """What the next numbers of the scope inherit: a plan its parts; else nothing at the top level."""
        scope, path = turn.scope, turn.setting.path
        if (
            turn.role is Role.PLAN
            and turn.lead.role is Role.PLAN
            and self.default is Role.RESULT
            and not path
        ):
            scope.role = Role.PLAN if is_new else scope.role
        elif turn.role is not scope.role and turn.joint != "…" and not scope.parent and not path:
            scope.role = None

    def _planned(self, scope: Scope) -> bool:
        """True where a share may be one of the plan of the group at hand, or of the sum which was spent of.

        After a plan that is a share itself, the next share is what was reached: 'chỉ tiêu 95%; đạt 80%'.
        """
        told, anchor = self.told, scope.anchor
        of = [
            s
            for s in told.subjects
            if anchor and depends(anchor.indicator) and s.indicator in anchor.chain[-1:]
        ]
        groups = (told.of_group(anchor), told.of_group(of[-1] if of else None), scope.pending)
        return any(_may_be_shared(group) for group in groups)

    def _carried_change(self, role: Role, setting: Setting, lead: Lead) -> Role:
        """'giảm 2 ca mắc và 2 ca chết so với cùng kỳ', 'giảm 40 ca (21%)': the second is a change too."""
        drafts, text = self.told.drafts, self.told.text
        if role is not Role.RESULT or lead.subject or not drafts or drafts[-1].role is not Role.CHANGE:
            return role
        if setting.path and setting.first and setting.mention.unit == "%" and not lead.linked:
            return Role.CHANGE
        between = text[drafts[-1].mention.end : setting.mention.start].lower()
        after = text[setting.after.start : setting.after.end].lower()
        carried = setting.joint == "và" and "so " not in between and "so với" in after
        return Role.CHANGE if carried else role

    def _subject(self, turn: Turn) -> Subject | None:
        """The subject of a number: a new one, one told before, or None while it is still to come."""
        told, anchor, lead, role = self.told, turn.anchor, turn.lead, turn.role
        if low := self._low_end(turn.setting):
            return low.subject
        own = tidy(SHORT_OF.sub("", lead.subject) if role is Role.PLAN else lead.subject)
        own = self._plainly(turn, own)
        place = self.listed.get(turn.mention.start)
        if place is not None and (found := respective_subject(told, turn, place, own)):
            return found
        if anchor is not None and not own and anchor.role is Role.PRIOR and arrives(told.text, turn.setting):
            return anchor
        if anchor is not None and not own and anchor.rate and self._makes_up(turn):
            return anchor
        counted = counted_object(told, turn)
        if role not in _SHARING and not counted:
            counted = counted_noun(told, turn, own)
        if counted and (lead.conjoined or (lead.companion and turn.joint == ",")):
            own = ""
        if not own and not counted and self._sums_up(turn):
            told.opening = told.opening or told.headed(told.firsts[-1])
            return told.firsts[-1]
        if not own and not counted and (total := self._totalled(turn)):
            return summed_subject(told, turn, total) or total
        if turn.joint == "/" and anchor is not None and (turn.mention.part is Part.DENOMINATOR or not own):
            return anchor
        if not own and (bracketed := bracketed_subject(told, turn) or everybodys(told, turn)):
            return bracketed
        if not own and counted in ("", turn.mention.noun) and (summed := summed_subject(told, turn, anchor)):
            return summed
        if not own and (passed := passed_subject(told, turn)):
            return passed
        if turn.mention.zero:
            return zero_subject(told, turn, own)
        before = self._named_before(turn, own, counted)
        if before is not None:
            return before
        if not own and (role in _SHARING or not counted or _explains(turn)):
            return shared_subject(told, turn, counted)
        return new_subject(told, turn, own, counted)

    def _plainly(self, turn: Turn, own: str) -> str:
        """The words before a number without those that name nothing beside the subject before."""
        anchor, lead = turn.anchor, turn.lead
        before = self.told.text[turn.setting.before.start : turn.setting.before.end].lower().rstrip()
        if before.endswith("hoàn thành") and not turn.share and turn.role is Role.RESULT and turn.noun:
            return f"{own} hoàn thành".strip()  # "Trung tâm hoàn thành 21/26 chỉ tiêu"
        averaged = anchor is not None and lead.period is not None and turn.share == anchor.rate
        if (averaged and _AVERAGE.fullmatch(own)) or (turn.role is Role.PLAN and _BESIDE_PLAN.fullmatch(own)):
            return ""
        return own

    def _named_before(self, turn: Turn, own: str, counted: str) -> Subject | None:
        """The subject told before that a number with a few words of its own goes back to."""
        anchor, changes = turn.anchor, turn.role in _SHARING and bool(own)
        if turn.role is Role.PRIOR and turn.setting.path and (denied := self._denied(turn)):
            return denied
        part = anchor is not None and is_group(anchor.indicator) and turn.mention.unit in (anchor.unit, "")
        beside = turn.role in (Role.PRIOR, Role.PLAN) and turn.joint == "," and not own
        if part and beside:  # "riêng nữ 25 ca, cùng kỳ 24 ca"
            return anchor
        if turn.role is Role.PRIOR and not own and (again := recalled(self.told, turn, counted)):
            return again
        if turn.role is Role.CHANGE and (spoken := spoken_of(self.told, own)):
            return spoken
        if anchor is not None and (self._compares(turn, own, anchor) or (changes and BARE.match(own))):
            return anchor
        return None

    def _denied(self, turn: Turn) -> Subject | None:
        """'120 ca, không có tử vong (năm trước: 02 ca)': the bracket is of what there was none of."""
        last = self.told.drafts[-1] if self.told.drafts else None
        if last is None or not last.mention.zero or not turn.setting.first:
            return None
        between = self.told.text[last.mention.reach : turn.setting.path[-1]]
        return None if set(between) & set(";,.()") else last.subject

    def _makes_up(self, turn: Turn) -> bool:
        """'đạt 38%, tương ứng 75 trên tổng số 198 trẻ': the two numbers of the rate before."""
        before = self.told.text[turn.setting.before.start : turn.setting.before.end]
        return turn.mention.part is Part.NUMERATOR and _MAKES_UP.fullmatch(before) is not None

    def _totalled(self, turn: Turn) -> Subject | None:
        """'thanh tra 6 cơ sở, phạt 16 triệu đồng; lũy tích 49 cơ sở': what the sentence first counted in this unit."""
        anchor, unit = turn.anchor, turn.mention.unit
        if turn.lead.span is not Span.CUMULATIVE or turn.joint != ";" or anchor is None or not unit:
            return None
        mates = [s for s in self.told.subjects[self.told.begun :] if s.unit == unit]
        named = [
            s for s in mates if turn.noun.lower() in s.indicator.lower()
        ]  # "…; cộng dồn 5 ca dương tính"
        return next(iter(named or mates), None)

    def _sums_up(self, turn: Turn) -> bool:
        """'Phát hiện 12 BN … . Lũy tích 61 BN': the sentence goes on with the subject of the one before."""
        firsts = self.told.firsts
        cumulative = turn.lead.span is Span.CUMULATIVE and turn.joint == ""
        return cumulative and bool(firsts) and firsts[-1].unit == turn.mention.unit

    def _compares(self, turn: Turn, own: str, anchor: Subject) -> bool:
        """'5 ca (cùng kỳ xảy ra 3 ca)': an earlier value of what stands before the bracket."""
        if turn.role is not Role.PRIOR or not turn.setting.path or not turn.setting.first:
            return False
        other = bool(turn.mention.unit and anchor.unit) and turn.mention.unit != anchor.unit
        none = bool(self.told.drafts) and self.told.drafts[-1].mention.zero
        return (none or not other) and len(own.split()) <= _TITLE_WORDS and not is_head(own)

    def _settle(self, scope: Scope) -> None:
        """Numbers whose subject never came: of the sentence before, else of the list head or heading."""
        told = self.told
        for draft in scope.pending:
            if told.previous is None:
                mention = draft.mention
                per = tidy(told.text[mention.end : mention.reach]) if "/" in mention.unit else ""
                told.previous = Subject(
                    indicator=per or told.nearest_name(),
                    chain=(),
                    group=told.groups,
                    rate=False,
                    unit=draft.unit,
                    role=draft.role,
                    span=Span.PERIOD,
                    noun="",
                    action="",
                )
                told.groups += 1
            draft.subject = told.previous
        scope.pending.clear()


def _is_longer(named: Period | None, report: Period | None) -> bool:
    return named is not None and report is not None and named.months > report.months


def _explains(turn: Turn) -> bool:
    """'310 ca đạt 88,5% người nhiễm trên địa bàn': the words after say of what the share is."""
    if turn.anchor is None or not turn.lead.linked or turn.lead.part or not turn.share:
        return False
    return turn.joint in ("…", ",", "(") or (bool(turn.setting.path) and turn.setting.first)


def _may_be_shared(group: Sequence[Draft]) -> bool:
    plans = [d for d in group if d.role is Role.PLAN]
    reached = any(d.role is Role.RESULT and d.unit == "%" for d in group)
    return bool(plans) and (reached or any(d.unit != "%" for d in plans))


def _periods(told: Told, start: int, end: int, settings: list[Setting]) -> list[PeriodMatch]:
    """The periods of a sentence, by the block's offsets, that are not numbers of it ('trong tháng 3 ca')."""
    found = since(
        told.text[start:end], find_periods(told.text[start:end], told.context.period), told.context.period
    )
    moved = [replace(p, start=p.start + start, end=p.end + start) for p in found]
    measured = [setting.mention for setting in settings if not setting.mention.zero]
    return [p for p in moved if not any(p.start < m.end and m.start < p.end for m in measured)]


def _lead(told: Told, setting: Setting, periods: list[PeriodMatch]) -> Lead:
    first, last = setting.before.start, setting.before.end
    inside = [
        replace(p, start=p.start - first, end=p.end - first)
        for p in periods
        if first <= p.start and p.end <= last
    ]
    after = told.text[setting.mention.reach : setting.mention.reach + _LOOK_AHEAD]
    return read_lead(told.text[first:last], inside, told.context.period, after)
