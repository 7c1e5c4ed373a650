"""Too many wrong logins of a name, or from an address."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from ui.people.lockout import PER_ADDRESS, PER_NAME, WINDOW_SECONDS


def test_name_waits_after_its_attempts(office, clock):
    assert [office.lockout.admits("doan", f"10.0.0.{n}") for n in range(PER_NAME + 2)] == [
        *[True] * PER_NAME,
        False,
        False,
    ]
    assert office.lockout.admits("bich", "10.0.0.1")
    clock.now += WINDOW_SECONDS + 1
    assert office.lockout.admits("DOAN", "10.0.0.1")


def test_waiting_is_not_made_longer_by_trying(office, clock):
    for _ in range(PER_NAME):
        office.lockout.admits("doan", "10.0.0.1")
    clock.now += WINDOW_SECONDS - 1
    assert not office.lockout.admits("doan", "10.0.0.1")
    clock.now += 2
    assert office.lockout.admits("doan", "10.0.0.1")


def test_unknown_names_wait_as_known_ones_do(office):
    known = [office.lockout.admits("doan", "10.0.0.1") for _ in range(8)]
    assert [office.lockout.admits("khong-co", "10.0.0.2") for _ in range(8)] == known


def test_address_waits_after_many_names(office):
    tried = [office.lockout.admits(f"ten-{n}", "10.0.0.9") for n in range(PER_ADDRESS + 1)]
    assert tried == [*[True] * PER_ADDRESS, False]
    assert office.lockout.admits("doan", "10.0.0.1")


def test_right_login_starts_anew(office):
    for _ in range(PER_NAME - 1):
        office.lockout.admits("doan", "10.0.0.1")
    office.lockout.passed("Doan")
    assert all(office.lockout.admits("doan", "10.0.0.1") for _ in range(PER_NAME))


def test_attempts_at_once_are_no_way_round(office):
    with ThreadPoolExecutor(16) as threads:
        admitted = list(threads.map(lambda _: office.lockout.admits("doan", "10.0.0.1"), range(64)))
    assert sum(admitted) == PER_NAME
