"""Tables and counters on a terminal."""

import pytest

from ui.commands.console import Counter, table, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("Điện Biên", 9), ("e\u0302", 1), ("表", 2), ("", 0)]
)
def test_width_in_columns(text, columns):
    assert width(text) == columns


def test_table_is_flush_and_cuts_all_but_the_last_column():
    lines = table(("A", "B", "C"), [("x" * 80, "é", "y" * 80)]).splitlines()
    assert lines[0].index("B") == lines[1].index("é") == 62
    assert lines[1].endswith("y" * 80)


def test_counter_off_a_terminal_writes_a_few_lines(capsys):
    counter = Counter("Đã trả lời", 100, "câu hỏi")
    for _ in range(100):
        counter.step()
    counter.close()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10 and lines[-1] == "Đã trả lời 100/100 câu hỏi"
