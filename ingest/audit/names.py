"""Whether a sentence and a row of a table speak of one thing, by their names."""

from __future__ import annotations

from ingest.audit.sheet import Entry
from ingest.vietnamese.naming import acute_diseases, diseases, generic_terms, loose_terms, telling, weight
from ingest.vietnamese.terms import canonical
from ingest.vietnamese.text import fold

TELLING = 5  # syllables from which a name stands for one thing wherever it is said
LONG = 4  # syllables of a row's label, or of a term by which names that are not quite alike find each other
_SHORT = 2  # syllables of what is counted per 10.000 people: 'bác sĩ', 'giường bệnh'
_CASES = frozenset({"ca_mac", "phat_hien", "phat_hien_moi", "phat_hien_benh_nhan", "moi"})
_FULLY = "tiem_chung_day_du"
# What 'tiêm chủng đầy đủ' says already: children below one year, eight vaccines.
_OF_FULLY = frozenset({"duoi_1_tuoi", "tre_em", "vac_xin", "8"})


def core(entry: Entry) -> frozenset[str]:
    """The disease or the vaccination that a name is of, where it says no more: 'ghi nhận ca mắc sởi', 'Sởi › Mắc'.

    Empty where it says more.
    """
    for name in (entry.name, entry.full_name):
        left = name - _CASES
        if _FULLY in left and left <= _OF_FULLY | {_FULLY}:
            return frozenset({_FULLY})
        if len(left) == 1 and left <= diseases():
            return left
    return frozenset()


def is_row_of(said: Entry, row: Entry) -> bool:
    """A row that a sentence speaks of: their names are one, and what stands above the row is said as well."""
    if _of_something_else(row):
        return False
    if _of_one_core(said, row) or _worded_alike(said, row):
        return True
    for name in (row.full_name, row.name):
        if not name or name not in (said.name, said.full_name):
            continue
        whole = bool(row.parent) and name == row.full_name and weight(name) > 0
        below = bool(telling(row.parent) & telling(said.context)) or row.parent in said.above
        if weight(name) >= TELLING or whole or (row.parent and below) or _of_one_disease(name, said, row):
            return True
        if said.rate and said.unit == row.unit and not said.percent and weight(name) >= _SHORT:
            return True
    return said.unit == row.unit and weight(said.name & row.name) >= LONG and _nearly(said.name, row.name)


def _of_something_else(row: Entry) -> bool:
    """A row whose own label is neither a known term nor a word of any table: 'Nhi', a ward below 'Công suất'."""
    return not row.terms and any(t.text not in generic_terms() for t in canonical(row.figure.indicator))


def _of_one_core(said: Entry, row: Entry) -> bool:
    """One disease or vaccination; new cases are all cases only of a disease that passes."""
    one = core(said)
    if not one or one != core(row):
        return False
    cases = said.newly == row.newly or one <= acute_diseases()
    return cases and (_FULLY in one or not (_of_others(said) | _of_others(row)) - one)


def _worded_alike(said: Entry, row: Entry) -> bool:
    """'Số cặp tảo hôn' in both: short, but word for word; not where a disease stands above only one of them."""
    words = fold(said.figure.indicator).split()
    return (
        words == fold(row.figure.indicator).split()
        and len(words) >= LONG
        and weight(said.name) > _SHORT
        and said.unit == row.unit is not None
        and _of_others(said) == _of_others(row)
    )


def _of_one_disease(name: frozenset[str], said: Entry, row: Entry) -> bool:
    """'Số ca mắc sởi': short, but the disease tells it, unless another one stands above."""
    return bool(name & diseases()) and not (_of_others(said) | _of_others(row)) - name


def _of_others(entry: Entry) -> frozenset[str]:
    """The diseases that stand above, but for those of a heading that lists several."""
    each = (terms & diseases() for terms in entry.above)
    return frozenset().union(*(found for found in each if len(found) == 1))


def _nearly(one: frozenset[str], other: frozenset[str]) -> bool:
    """Names that differ only in words of checking and in words that another term of theirs holds already."""
    syllables = [{part for term in name for part in term.split("_")} for name in (one, other)]
    left = ((one - other, syllables[1]), (other - one, syllables[0]))
    return all(
        term in loose_terms() or syllables_of.issuperset(term.split("_"))
        for terms, syllables_of in left
        for term in terms
    )
