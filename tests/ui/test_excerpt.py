"""The source text around a quote: found whatever the spaces, under its table's header, else the quote alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fakes import PATH, RATE, REPORTS, FakeArchive
from ui.pages.excerpt import Excerpt, find_excerpt, find_span, lines_with_spans
from vectorstore.records import Passage


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("a b c", "b", "b"),
        ("đạt 48,6%\nso với", "48,6% so", "48,6%\nso"),
        ("Ho gà\t3\t1", "Ho gà 3 1", "Ho gà\t3\t1"),
        ("a b c", "d", None),
        ("a b c", "  ", None),
    ],
)
def test_span_of_a_quote_whatever_the_spaces(text, quote, found):
    span = find_span(text, quote)
    assert (span and text[slice(*span)]) == found


@given(st.text("ab \n\t", max_size=60), st.data())
def test_span_of_any_piece_is_found(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = find_span(text, text[start:end])
    assert (span is None) == (not text[start:end].strip())
    if span:
        assert "".join(text[slice(*span)].split()) == "".join(text[start:end].split())


def excerpt_of(key: str, page: int | None, quote: str) -> Excerpt:
    archive = FakeArchive()
    paths = {(s.report, s.number): s.path for s in archive.sections(key)}
    return find_excerpt(quote, PATH, page, archive.passages(reports=[key]), paths)


def test_prose_comes_with_the_lines_around():
    excerpt = excerpt_of(REPORTS[0].key, 3, RATE)
    assert excerpt.text[excerpt.start : excerpt.end] == RATE
    assert excerpt.text.startswith("Đoạn trước") and excerpt.text.endswith("Câu sau của báo cáo.")


def test_table_row_comes_with_its_neighbours():
    excerpt = excerpt_of(REPORTS[0].key, 4, "Ho gà\t3\t1")
    marked = [line for line, start, end in lines_with_spans(excerpt) if line[start:end].strip()]
    assert marked == ["Ho gà\t3\t1"]
    assert "Bệnh\tMắc\tChết" in excerpt.text


def test_quote_that_stands_nowhere_is_shown_alone():
    quote = "Câu này không có."
    assert excerpt_of(REPORTS[2].key, None, quote) == Excerpt(quote, 0, len(quote))


def table(*texts: str) -> list[Passage]:
    return [Passage("r", number, 0, text, 1, "table") for number, text in enumerate(texts)]


HEADER = "TT\tChỉ tiêu\tKế hoạch\tThực hiện\n\t\t\tTháng 6"
TOP = f"{HEADER}\nI\tDự phòng\t\t\n1\tTiêm sởi\t10\t9"


@pytest.mark.parametrize(
    ("passages", "header"),
    [
        (table(TOP, "2\tTiêm uốn ván\t8\t7"), tuple(HEADER.split("\n"))),
        (table(TOP, "II\tĐiều trị\t\t\n1\tKhám\t5\t6", "2\tTiêm uốn ván\t8\t7"), tuple(HEADER.split("\n"))),
        (table(TOP + "\n2\tTiêm uốn ván\t8\t7"), ()),
        (table("a\tb\tc\n1\t2\t3", "2\tTiêm uốn ván\t8\t7"), ()),
        (table("2\tTiêm uốn ván\t8\t7"), ()),
    ],
    ids=["next passage", "over two passages", "in the passage", "another table", "no header"],
)
def test_row_of_a_later_passage_comes_with_its_table_header(passages, header):
    assert find_excerpt("2\tTiêm uốn ván\t8\t7", (), 1, passages, {}).header == header


def test_quote_over_two_passages_shows_both():
    passages = [
        Passage("r", 0, 0, "Trước. Kết quả gồm:", 1, "list"),
        Passage("r", 1, 0, "- khám 12 lượt", 1, "list"),
    ]
    excerpt = find_excerpt("Kết quả gồm: - khám 12 lượt", (), 1, passages, {})
    assert excerpt.text[excerpt.start : excerpt.end] == "Kết quả gồm:\n- khám 12 lượt"


def test_same_words_elsewhere_yield_to_the_cited_section_and_page():
    passages = [Passage("r", n, n, f"Đạt 95%. Nơi {n}.", n, "prose") for n in range(3)]
    paths = {("r", 1): ("A",), ("r", 2): ("B",)}
    assert "Nơi 2" in find_excerpt("Đạt 95%.", ("B",), 2, passages, paths).text
