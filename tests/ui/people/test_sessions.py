"""Sessions end by idling and by age; tokens by their day; roles are those of the moment."""

from __future__ import annotations

import pytest

from ui.people.visitor import PersonRole
from vectorstore.errors import UsageError

MINUTE, HOUR, DAY = 60, 3600, 86_400


def test_session_knows_its_person(office):
    visitor = office.sessions.find(office.sessions.begin("bich"))
    assert (visitor.name, visitor.role, visitor.way) == ("bich", PersonRole.EDITOR, "session")
    assert visitor.shown == "Người biên tập"


@pytest.mark.parametrize("secret", ["", "x", "' OR 1=1", "\udcff"])
def test_made_up_secret_opens_nothing(office, secret):
    assert office.sessions.find(secret) is None
    assert office.tokens.find(secret) is None


def test_idle_session_ends(office, clock):
    secret = office.sessions.begin("doan")
    clock.now += 31 * MINUTE
    assert office.sessions.find(secret) is None


def test_used_session_goes_on_until_its_age(office, clock):
    secret = office.sessions.begin("doan")
    for _ in range(8 * 60 // 20 - 1):
        clock.now += 20 * MINUTE
        assert office.sessions.find(secret)
    clock.now += 21 * MINUTE
    assert office.sessions.find(secret) is None


def test_ended_session_opens_nothing(office):
    secret = office.sessions.begin("doan")
    office.sessions.end(secret)
    assert office.sessions.find(secret) is None


def test_old_sessions_are_cleared_away(office, clock):
    office.sessions.begin("doan")
    clock.now += 9 * HOUR
    office.sessions.begin("doan")
    with office.store.read() as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone()[0] == 1


def test_secrets_are_not_kept(office):
    secrets = office.sessions.begin("doan"), office.tokens.make("doan", "", 10)
    with office.store.read() as connection:
        whole = "\n".join(connection.iterdump())
    assert not any(secret in whole or secret.encode().hex() in whole.lower() for secret in secrets)


def test_role_change_is_felt_at_once(office):
    session, token = office.sessions.begin("doan"), office.tokens.make("doan", "", 10)
    office.accounts.change_role("doan", PersonRole.ADMIN)
    assert office.sessions.find(session).role is PersonRole.ADMIN
    assert office.tokens.find(token).role is PersonRole.ADMIN


def test_token_lasts_its_days(office, clock):
    token = office.tokens.make("doan", "báo cáo tuần", 2)
    assert token.startswith("hbc_")
    clock.now += DAY
    assert office.tokens.find(token).way == "token"
    [listed] = office.tokens.of("doan")
    assert (listed.label, listed.used) == ("báo cáo tuần", clock.now)
    clock.now += DAY
    assert office.tokens.find(token) is None


def test_token_is_revoked_by_its_owner_only(office):
    token = office.tokens.make("doan", "", 2)
    [listed] = office.tokens.of("doan")
    with pytest.raises(UsageError, match="không có mã truy cập số"):
        office.tokens.revoke("bich", listed.number)
    assert office.tokens.find(token)
    office.tokens.revoke("doan", listed.number)
    assert office.tokens.find(token) is None
