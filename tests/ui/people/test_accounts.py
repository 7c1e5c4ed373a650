"""Accounts: names, passwords, roles; what is kept, and what a wrong login learns."""

from __future__ import annotations

import unicodedata

import pytest
from argon2.exceptions import VerifyMismatchError

from tests.ui.people.conftest import PASSWORD
from ui.people.accounts import LONGEST_PASSWORD, Accounts, canonical, check_name, check_password
from ui.people.store import Store
from ui.people.visitor import PersonRole
from vectorstore.errors import UsageError


def test_right_password_opens_the_account_whatever_the_case_of_the_name(office):
    assert office.accounts.check(" Doan ", PASSWORD).role is PersonRole.READER


def test_password_may_be_typed_with_decomposed_letters(office):
    assert office.accounts.check("doan", unicodedata.normalize("NFD", PASSWORD))


@pytest.mark.parametrize(
    ("name", "password"),
    [
        pytest.param("doan", "ba con mèo đen", id="wrong password"),
        pytest.param("doan", "", id="empty password"),
        pytest.param("doan", PASSWORD + " ", id="one space more"),
        pytest.param("doan", "x" * 1_000_000, id="huge password"),
        pytest.param("doan", "\udcff", id="no text"),
        pytest.param("khong-co", PASSWORD, id="unknown name"),
        pytest.param("quy", "không có tài khoản này", id="account without password"),
        pytest.param("khong-co", "không có tài khoản này", id="the decoy's own words"),
        pytest.param("' OR 1=1 --", PASSWORD, id="injection"),
    ],
)
def test_anything_else_opens_nothing(office, name, password):
    assert office.accounts.check(name, password) is None


@pytest.mark.parametrize("name", ["doan", "khong-co", "quy"], ids=["known", "unknown", "without password"])
def test_every_wrong_login_costs_one_hash_of_the_same_parameters(office, monkeypatch, name):
    from argon2 import PasswordHasher, extract_parameters

    costs = []

    def verify(_, hashed: str, __) -> bool:
        costs.append(extract_parameters(hashed))
        raise VerifyMismatchError

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    assert office.accounts.check(name, "sai mật khẩu") is None
    with office.store.read() as connection:
        [kept] = connection.execute("SELECT password FROM people WHERE name = 'doan'").fetchone()
    assert costs == [extract_parameters(kept)]


def test_only_an_argon2id_hash_is_kept(office):
    with office.store.read() as connection:
        [kept] = connection.execute("SELECT password FROM people WHERE name = 'doan'").fetchone()
        whole = "\n".join(connection.iterdump())
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in whole


def test_hashes_are_as_costly_as_the_standard_asks():
    from argon2 import Type, extract_parameters

    cost = extract_parameters(Accounts(Store(None))._hasher.hash("x"))
    # RFC 9106, second recommended choice: 64 MiB, three passes
    assert (cost.type, cost.memory_cost, cost.time_cost) == (Type.ID, 65_536, 3)


def test_hash_of_weaker_parameters_is_renewed_at_login(office):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with office.store.write() as connection:
        connection.execute("UPDATE people SET password = ? WHERE name = 'doan'", (weak,))
    assert office.accounts.check("doan", PASSWORD)
    with office.store.read() as connection:
        [kept] = connection.execute("SELECT password FROM people WHERE name = 'doan'").fetchone()
    assert kept != weak and office.accounts.check("doan", PASSWORD)


def test_damaged_hash_opens_nothing(office):
    with office.store.write() as connection:
        connection.execute("UPDATE people SET password = 'hỏng' WHERE name = 'doan'")
    assert office.accounts.check("doan", "hỏng") is None


@pytest.mark.parametrize("name", ["", "a", "có dấu", "Bình", "a b", "../x", "a" * 65, "-x", "a\nb", "<b>"])
def test_unusable_names_are_told(name):
    with pytest.raises(UsageError, match="Tên đăng nhập"):
        check_name(name)


@pytest.mark.parametrize("name", ["an", "Lan.Nguyen", "bs_hoa-2", "lan@syt.gov.vn"])
def test_usable_names_are_kept_in_lower_case(name):
    assert check_name(name) == name.lower() == canonical(name)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        pytest.param("ngắn", "ký tự", id="short"),
        pytest.param("d" * (LONGEST_PASSWORD + 1), "ký tự", id="long"),
        pytest.param("aaaaaaaaaaaa", "dễ đoán", id="one letter"),
        pytest.param("matkhau123", "dễ đoán", id="the word password"),
        pytest.param("1234567890", "dễ đoán", id="digits in order"),
        pytest.param("doandoan12", "dễ đoán", id="own name"),
    ],
)
def test_weak_passwords_are_told(password, said):
    with pytest.raises(UsageError, match=said):
        check_password("doan", password)


def test_taken_name_is_told(office):
    with pytest.raises(UsageError, match="Đã có tài khoản “doan”"):
        office.accounts.add("DOAN", PersonRole.ADMIN, None)
    assert office.accounts.find("doan").role is PersonRole.READER


def test_new_password_ends_other_sessions_and_the_lockout(office):
    from ui.people.secrets import digest

    own, other = office.sessions.begin("doan"), office.sessions.begin("doan")
    while office.lockout.admits("doan", "10.0.0.1"):
        pass
    office.accounts.change_password("doan", "bốn con chó mực", keep=digest(own))
    assert office.sessions.find(own) and office.sessions.find(other) is None
    assert office.lockout.admits("doan", "10.0.0.1")
    assert office.accounts.check("doan", PASSWORD) is None
    assert office.accounts.check("doan", "bốn con chó mực")


def test_removed_person_is_gone_with_sessions_tokens_and_conversations(office):
    session, token = office.sessions.begin("doan"), office.tokens.make("doan", "", 10)
    kept = office.history.begin("bich", "của người khác")
    office.history.begin("doan", "riêng tư")
    office.accounts.remove("doan")
    office.accounts.add("doan", PersonRole.READER, None)
    assert office.sessions.find(session) is None and office.tokens.find(token) is None
    assert office.history.conversations("doan") == []
    assert [c.id for c in office.history.conversations("bich")] == [kept.id]


@pytest.mark.parametrize("act", ["remove", "change_role", "change_password"])
def test_unknown_account_is_told(office, act):
    more = {"change_role": (PersonRole.ADMIN,), "change_password": (PASSWORD,)}.get(act, ())
    with pytest.raises(UsageError, match="Không có tài khoản “ai-do”"):
        getattr(office.accounts, act)("ai-do", *more)
