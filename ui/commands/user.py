"""`hoibaocao user`: the accounts of the web app, made by whoever may write to the archive's folder."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.console import table
from ui.settings import Settings
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from ui.people.office import Office

HELP = "quản lý tài khoản của trang web: thêm, liệt kê, gỡ, đổi mật khẩu, đổi quyền, cấp mã truy cập"
_ROLES = "doc, bien-tap hoặc quan-tri"
_TOKEN_DAYS = 365

Run = Callable[[argparse.Namespace, "Office"], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="Việc", metavar="VIỆC", dest="action", required=True)

    def action(name: str, text: str, run_action: Run, *, named: bool = True) -> argparse.ArgumentParser:
        sub = actions.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        sub.add_argument(
            "--archive", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="thư mục của kho"
        )
        if named:
            sub.add_argument("name", metavar="TÊN", help="tên đăng nhập")
        sub.set_defaults(run_action=run_action)
        return sub

    add = action("add", "thêm tài khoản; mật khẩu được hỏi, hoặc đọc từ đầu vào chuẩn", _add)
    add.add_argument("--role", metavar="QUYỀN", default="doc", help=f"{_ROLES} (mặc định doc)")
    add.add_argument("--full-name", metavar="HỌ_TÊN", default="", help="họ và tên, để trong ngoặc kép")
    add.add_argument(
        "--no-password",
        action="store_true",
        help="không đặt mật khẩu: chỉ vào qua đăng nhập một lần hoặc mã truy cập",
    )
    action("list", "liệt kê tài khoản", _list, named=False)
    action("remove", "gỡ tài khoản cùng phiên, mã truy cập và lịch sử hỏi của người đó", _remove)
    action("password", "đặt lại mật khẩu, mở khóa và kết thúc mọi phiên của người đó", _password)
    role = action("role", "đổi quyền, có hiệu lực ngay", _role)
    role.add_argument("role", metavar="QUYỀN", help=_ROLES)
    token = action("token", "cấp mã truy cập cho chương trình (API, MCP); mã chỉ hiện một lần", _token)
    token.add_argument("--label", metavar="GHI_CHÚ", default="", help="mã dùng để làm gì")
    token.add_argument(
        "--days",
        metavar="N",
        type=int,
        default=_TOKEN_DAYS,
        help=f"số ngày có hiệu lực (mặc định {_TOKEN_DAYS})",
    )
    token.add_argument("--list", action="store_true", help="liệt kê các mã đã cấp")
    token.add_argument("--revoke", metavar="SỐ", type=int, help="thu hồi mã có số này")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from ui.people.office import open_office

    with open_office(settings) as office:
        if not office.lasting:
            raise UsageError(
                f"Không ghi được vào thư mục kho {settings.archive} nên không quản lý được tài khoản; hãy kiểm "
                "tra quyền ghi."
            )
        arguments.run_action(arguments, office)
    return 0


def _add(arguments: argparse.Namespace, office: Office) -> None:
    from ui.people.accounts import check_name
    from ui.people.visitor import role_named

    role = role_named(arguments.role)
    name = check_name(arguments.name)
    password = None if arguments.no_password else _asked_password(name)
    account = office.accounts.add(name, role, password, arguments.full_name)
    _record(office, f"thêm {account.name}", quyền=str(role))
    print(f"Đã thêm tài khoản {account.name}, quyền {role}.")


def _list(_: argparse.Namespace, office: Office) -> None:
    rows = [
        (
            account.name,
            str(account.role),
            "có" if account.has_password else "không",
            _day(account.created),
            account.full_name,
        )
        for account in office.accounts.all()
    ]
    if rows:
        print(table(("Tên đăng nhập", "Quyền", "Mật khẩu", "Ngày tạo", "Họ và tên"), rows))
    else:
        print(
            "Chưa có tài khoản nào; trang chỉ mở được trên máy này. Thêm bằng “hoibaocao user add TÊN”.",
            file=sys.stderr,
        )


def _remove(arguments: argparse.Namespace, office: Office) -> None:
    account = office.accounts.known(arguments.name)
    office.accounts.remove(account.name)
    _record(office, f"gỡ {account.name}")
    print(f"Đã gỡ tài khoản {account.name}.")
    if not office.accounts.any():
        print(
            "Không còn tài khoản nào: trang chỉ mở được trên máy này, không cần đăng nhập.", file=sys.stderr
        )


def _password(arguments: argparse.Namespace, office: Office) -> None:
    account = office.accounts.known(arguments.name)
    office.accounts.change_password(account.name, _asked_password(account.name))
    _record(office, f"đặt lại mật khẩu {account.name}")
    print(f"Đã đặt mật khẩu mới cho {account.name}; các phiên đăng nhập cũ đã kết thúc.")


def _role(arguments: argparse.Namespace, office: Office) -> None:
    from ui.people.visitor import role_named

    role, account = role_named(arguments.role), office.accounts.known(arguments.name)
    office.accounts.change_role(account.name, role)
    _record(office, f"đổi quyền {account.name}", từ=str(account.role), thành=str(role))
    print(f"Tài khoản {account.name} nay có quyền {role}.")


def _token(arguments: argparse.Namespace, office: Office) -> None:
    account = office.accounts.known(arguments.name)
    if arguments.list:
        _list_tokens(account.name, office)
    elif arguments.revoke is not None:
        office.tokens.revoke(account.name, arguments.revoke)
        _record(office, f"thu hồi mã truy cập số {arguments.revoke} của {account.name}")
        print(f"Đã thu hồi mã truy cập số {arguments.revoke} của {account.name}.")
    else:
        if not 1 <= arguments.days <= 3650:
            raise UsageError("Số ngày có hiệu lực của mã truy cập phải từ 1 đến 3650; hãy sửa --days.")
        secret = office.tokens.make(account.name, arguments.label, arguments.days)
        _record(office, f"cấp mã truy cập cho {account.name}", ngày=arguments.days)
        print(secret)
        print(
            "Mã chỉ hiện một lần này; chương trình gửi kèm trong header “Authorization: Bearer MÃ”.",
            file=sys.stderr,
        )


def _list_tokens(name: str, office: Office) -> None:
    rows = [
        (
            str(token.number),
            _day(token.created),
            _day(token.expires),
            "chưa dùng" if token.used is None else _day(token.used),
            token.label,
        )
        for token in office.tokens.of(name)
    ]
    if rows:
        print(table(("Số", "Ngày cấp", "Hết hạn", "Dùng gần nhất", "Ghi chú"), rows))
    else:
        print(f"Tài khoản {name} chưa có mã truy cập nào.", file=sys.stderr)


def _asked_password(name: str) -> str:
    """Typed twice without being shown; from a pipe, its first line. Raises UsageError, also for a weak one."""
    from ui.people.accounts import check_password

    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
        check_password(name, password)
        return password
    password = getpass.getpass(f"Mật khẩu cho {name}: ")
    check_password(name, password)
    if getpass.getpass("Nhập lại mật khẩu: ") != password:
        raise UsageError("Hai lần nhập mật khẩu không giống nhau; hãy chạy lại lệnh.")
    return password


def _record(office: Office, what: str, **detail: object) -> None:
    from ui.journal import Action, at_terminal

    office.journal.record(at_terminal(), Action.ACCOUNT, what, detail)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%d/%m/%Y")
