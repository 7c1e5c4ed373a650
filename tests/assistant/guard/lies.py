"""True statements over the four reports, and the lies that follow from each by a table of changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

HB, YB = "Hòa Bình", "Yên Bái"


@dataclass(frozen=True)
class Statement:
    """A statement by its parts; `source` names the quote that bears it by a piece of its text."""

    role: str  # result, plan, prior, rise, fall, attainment
    name: str
    number: str
    unit: str
    place: str
    source: str
    others: tuple[str, ...] = ()  # numbers of the same source that say something else
    period: str = "6 tháng đầu năm 2023"
    name_of_another: str = ""  # an indicator of the archive that the number does not belong to


STATEMENTS = (
    Statement("result", "tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "46,8", "%", HB, "đầy đủ đạt 46,8%",
              ("44,5", "95", "2,3"), name_of_another="tỷ lệ người dân tham gia bảo hiểm y tế"),
    Statement("plan", "tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "95", "%", HB, "đầy đủ đạt 46,8%",
              ("44,5", "46,8"), "năm 2023", "tỷ lệ người dân tham gia bảo hiểm y tế"),
    Statement("prior", "tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "44,5", "%", HB, "đầy đủ đạt 46,8%",
              ("46,8", "95"), "6 tháng đầu năm 2022", "tỷ lệ phụ nữ đẻ được quản lý thai"),
    Statement("rise", "tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "2,3", "%", HB, "đầy đủ đạt 46,8%",
              ("46,8", "95", "44,5"), name_of_another="tỷ lệ phụ nữ đẻ được quản lý thai"),
    Statement("result", "số ca mắc Tay chân miệng", "143", "ca", HB, "143 ca mắc", ("21", "164"),
              name_of_another="số ca mắc Sởi"),
    Statement("fall", "số ca mắc Tay chân miệng", "21", "ca", HB, "143 ca mắc", ("143", "164"),
              name_of_another="số ca mắc Sởi"),
    Statement("prior", "số ca mắc Tay chân miệng", "164", "ca", HB, "143 ca mắc", ("143", "21"),
              "6 tháng đầu năm 2022", "số ca mắc Sởi"),
    Statement("result", "tổng số lượt khám bệnh", "512.340", "lượt", HB, "512.340 lượt", (),
              name_of_another="tổng số lượt điều trị nội trú"),
    Statement("attainment", "tổng số lượt khám bệnh", "54,2", "%", HB, "512.340 lượt", ("8,1",),
              name_of_another="tổng số lượt điều trị nội trú"),
    Statement("rise", "tổng số lượt khám bệnh", "8,1", "%", HB, "512.340 lượt", ("54,2",),
              name_of_another="tổng số lượt điều trị nội trú"),
    Statement("result", "số bệnh nhân đái tháo đường phát hiện mới", "271", "người", HB, "\t271\t", ("480", "233"),
              name_of_another="số bệnh nhân tăng huyết áp phát hiện mới"),
    Statement("plan", "số bệnh nhân đái tháo đường phát hiện mới", "480", "người", HB, "\t271\t", ("271", "233"),
              "năm 2023", "số bệnh nhân tăng huyết áp phát hiện mới"),
    Statement("result", "tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "43,1", "%", YB, "đạt 43,1%", ("1,9",),
              name_of_another="tỷ lệ người dân tham gia bảo hiểm y tế"),
    Statement("fall", "tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ", "1,9", "%", YB, "đạt 43,1%", ("43,1",),
              name_of_another="tỷ lệ người dân tham gia bảo hiểm y tế"),
    Statement("result", "số ca mắc Tay chân miệng", "88", "ca", YB, "88 ca mắc", ("12",),
              name_of_another="số ca mắc Thủy đậu"),
    Statement("result", "tỷ lệ người dân tham gia bảo hiểm y tế", "94,3", "%", HB, "94,3%",
              name_of_another="tỷ lệ phụ nữ đẻ được quản lý thai"),
)  # fmt: skip

WORDINGS = {
    "result": ("{name} của {place} {period} là {amount}", "{period}, {place} có {name} là {amount}"),
    "plan": (
        "Kế hoạch {period} của {place} về {name} là {amount}",
        "Chỉ tiêu {period} về {name} của {place}: {amount}",
    ),
    "prior": (
        "Cùng kỳ {period}, {name} của {place} là {amount}",
        "{name} của {place} cùng kỳ {period} là {amount}",
    ),
    "rise": (
        "{name} của {place} {period} tăng {amount} so với cùng kỳ",
        "So với cùng kỳ, {name} của {place} tăng {amount}",
    ),
    "fall": (
        "{name} của {place} {period} giảm {amount} so với cùng kỳ",
        "So với cùng kỳ, {name} của {place} giảm {amount}",
    ),
    "attainment": (
        "{name} của {place} {period} đạt {amount} kế hoạch",
        "{period}, {name} của {place} bằng {amount} kế hoạch năm",
    ),
}
_OTHER_ROLES = {
    "result": ("plan", "prior"), "plan": ("result", "prior"), "prior": ("result", "plan"), "rise": ("fall",),
    "fall": ("rise",), "attainment": ("rise",),
}  # fmt: skip
_ELSEWHERE = {HB: YB, YB: HB}
_YEARS = {"2023": "2022", "2022": "2021"}


def said(statement: Statement, wording: int = 0, **changed: str) -> str:
    """The statement as a sentence without marks; `changed` parts make it a lie."""
    parts = {
        "role": statement.role, "name": statement.name, "number": statement.number, "unit": statement.unit,
        "place": statement.place, "period": statement.period, **changed,
    }  # fmt: skip
    glue = "" if parts["unit"].startswith("%") else " "
    text = WORDINGS[parts["role"]][wording].format(amount=f"{parts['number']}{glue}{parts['unit']}", **parts)
    return text[:1].upper() + text[1:]


def lies(statement: Statement) -> dict[str, str]:
    """Every lie that the statement becomes by one change, by what was changed."""
    found = {f"{kind} {number}": said(statement, number=number) for kind, number in _numbers(statement)}
    place = _ELSEWHERE[statement.place]
    found["place of the archive"] = said(statement, place=place)
    found["place beyond the archive"] = said(statement, 1, place="Sơn La")
    year = next(year for year in _YEARS if year in statement.period)
    if statement.role not in ("rise", "fall"):
        found["wrong year"] = said(statement, period=statement.period.replace(year, _YEARS[year]))
        found["later year"] = said(statement, 1, period=statement.period.replace(year, "2025"))
    for role in _OTHER_ROLES[statement.role]:
        period = "năm 2023" if role == "plan" else "6 tháng đầu năm 2023"
        found[f"as {role}"] = said(statement, role=role, period=period)
    found["another unit"] = said(statement, unit="giường" if statement.unit != "%" else "‰")
    found["another indicator"] = said(statement, name=statement.name_of_another)
    if statement.role in ("result", "rise", "fall", "prior"):
        found["many times more"] = said(statement, number=f"{statement.number} nghìn")
    if statement.role == "result":
        found["half a year as a whole one"] = said(statement, period="năm 2023")
        found["a quarter"] = said(statement, 1, period="quý I năm 2023")
    found["as a bound"] = said(statement, number=f"trên {statement.number}")
    found["as a lower bound"] = said(statement, 1, number=f"dưới {statement.number}")
    return found


def _numbers(statement: Statement) -> list[tuple[str, str]]:
    number = statement.number
    found = [("number of the source", other) for other in statement.others]
    digits = [at for at, c in enumerate(number) if c.isdigit()]
    for one, other in pairwise(digits):
        if number[one] != number[other]:
            swapped = list(number)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            found.append(("swapped digits", "".join(swapped)))
            break
    bare = number.replace(",", "").replace(".", "")
    found.append(("moved comma", f"{bare[:1]},{bare[1:]}" if "," not in number and len(bare) > 1 else bare))
    found.append(("another digit", f"{number[:-1]}{(int(number[-1]) + 3) % 10}"))
    return list({other: (kind, other) for kind, other in found if other != number}.values())
