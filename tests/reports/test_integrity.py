"""Toàn vẹn dữ liệu: every check finds its own fault and nothing else, and costs one query."""

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from criteria.enums import Stage
from ntm_portal import clock
from ntm_portal.integrity import Severity, When
from ntm_portal.triggers import lifted
from reports.tables.integrity import all_checks, run_checks
from tests import build
from tests.reports.integrity_dossiers import FAULTS
from tests.reports.integrity_faults import recorded

WHEN = When(build.date("2017-09-25"), clock.end_of_day(build.date("2017-09-25")))
CHECKS = all_checks()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path


@pytest.fixture
def cast(district, xuan_tan, xuan_chau, hanh, tan, chau) -> SimpleNamespace:
    """Places and people, with a head in office in each of the two communes that have accounts."""
    for unit in (xuan_tan, xuan_chau):
        build.appointment(unit, post="CHAIR")
    return SimpleNamespace(district=district, xuan_tan=xuan_tan, xuan_chau=xuan_chau, hanh=hanh, tan=tan, chau=chau)


def found() -> dict[str, int]:
    return {result.check.code: result.count for result in run_checks(WHEN).results if result.count}


def make(code, cast) -> dict[str, int]:
    """Build a fault with the triggers out of the way; what the checks are to say of it."""
    if code == "trigger.missing":
        FAULTS[code](cast)
        return {code: 1}
    with lifted(connection):
        told = FAULTS[code](cast)
    return told if isinstance(told, dict) else {code: told or 1}


# --- The checks -----------------------------------------------------------------------------


def test_every_check_has_a_fault_that_it_is_tried_on():
    assert sorted(check.code for check in CHECKS) == sorted(FAULTS)


@pytest.mark.parametrize("code", FAULTS)
def test_a_check_finds_its_fault_and_the_others_stay_silent(code, cast):
    assert found() == {}
    assert make(code, cast) == found()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_asks_the_database_once(check, cast, django_assert_num_queries):
    make(check.code, cast)
    with django_assert_num_queries(1):
        result = check.run(WHEN)
    assert (result.count >= 1, all(offender.words for offender in result.first)) == (True, True)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_says_what_it_means_and_what_to_do(check):
    words = (check.title, check.means, check.remedy)
    assert [text for text in words if not text or "vui lòng" in text.lower()] == []
    assert (check.title[-1] != ".", check.means[-1], check.remedy[-1]) == (True, ".", ".")


def test_clean_figures_of_both_sides_are_found_clean(cast):
    recorded(cast, stage=Stage.SELF, by="tan")
    recorded(cast, assessed_on="2017-09-21")
    recorded(cast, "11", stage=Stage.SELF, by="tan")
    build.evidence_link(recorded(cast, "15.3", stage=Stage.SELF, by="tan"), by=cast.tan)
    build.locked("thang-8-2017", by=cast.hanh)
    assert set(found()) <= {"target.unchecked", "target.lacking"}


def test_the_demonstration_is_found_clean(settings, transactional_db):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", stdout=StringIO())
    odd = {"target.unchecked", "movement.sums", "debt.grown", "debt.over_investment", "appointment.no_account"}
    assert set(found()) <= odd


def test_only_the_first_five_are_named(cast):
    with lifted(connection):
        for _ in range(7):
            build.unit()
    result = next(check for check in CHECKS if check.code == "unit.wrong_parent").run(WHEN)
    assert (result.count, len(result.first), result.more) == (7, 5, 2)


def test_errors_come_first():
    severities = [check.severity for check in CHECKS]
    assert severities == sorted(severities, key=list(Severity).index)


# --- The command ----------------------------------------------------------------------------


def ran(*options: str) -> str:
    said = StringIO()
    call_command("integrity", *options, stdout=said)
    return said.getvalue()


def test_a_clean_database_ends_well(cast):
    said = ran()
    assert "Số liệu không có dòng nhật ký: 0 (lỗi, finding.no_audit)\n" in said
    assert said.endswith(" giây: 0 lỗi, 0 cảnh báo, 0 lưu ý.\n")
    assert said.count("\n") == len(CHECKS) + 1


def test_an_error_is_named_with_its_remedy_and_ends_badly(cast, capsys):
    make("unit.code_twice", cast)
    with pytest.raises(CommandError, match="1 mục kiểm tra không đạt"):
        call_command("integrity")
    said = capsys.readouterr().out
    assert "Một mã có hai đơn vị trong cùng thời gian: 2 (lỗi, unit.code_twice)\n  Xã Xuân Tân (mã 14110, số" in said
    assert "  Cách sửa: Mở đơn vị ở trang Quản trị" in said


def test_a_warning_ends_badly_only_where_one_is_strict(cast):
    make("user.admin_shut_out", cast)
    assert "0 lỗi, 1 cảnh báo, 0 lưu ý." in ran()
    with pytest.raises(CommandError):
        ran("--strict")


def test_the_rest_is_counted_and_times_are_told_when_asked(cast):
    with lifted(connection):
        for _ in range(7):
            build.user(role="ADMIN")
    said = ran("--verbose")
    assert "  và 2 dòng nữa\n" in said
    assert " ms]" in said


def test_a_monitor_reads_the_same_as_json(cast):
    make("user.admin_shut_out", cast)
    told = json.loads(ran("--json"))
    wrong = [check for check in told["checks"] if check["count"]]
    assert (told["failed"], [(check["code"], check["severity"], check["count"]) for check in wrong]) == (
        0,
        [("user.admin_shut_out", "WARNING", 1)],
    )


# --- The page -------------------------------------------------------------------------------

PAGE = "/quan-tri/toan-ven/"


def test_a_clean_database_says_so(sign_in):
    page = sign_in("admin").get(PAGE).text
    assert "<h2>Không có sai lệch</h2>" in page
    assert f"Các mục không có sai lệch ({len(CHECKS)})" in page


def test_a_fault_is_shown_with_its_meaning_remedy_and_the_way_there(sign_in, cast):
    make("finding.half_ratio", cast)
    page = sign_in("admin").get(PAGE).text
    assert "Có tử số mà không có mẫu số, hoặc ngược lại" in page
    assert '<a href="/lich-su/xuan-tan/15.1/">Xã Xuân Tân, chỉ tiêu 15.1, ngày 20/9/2017' in page
    assert "Không có sai lệch</h2>" not in page


@pytest.mark.parametrize("faults", [1, 3])
def test_the_page_costs_the_same_for_one_fault_and_for_three(faults, sign_in, cast, django_assert_num_queries):
    browser = sign_in("admin")
    with lifted(connection):
        for _ in range(faults):
            build.unit()
    browser.get(PAGE)
    with django_assert_num_queries(len(CHECKS) + 3):
        browser.get(PAGE)


def test_the_administrator_has_it_in_the_menu_and_stands_there_once(sign_in):
    page = sign_in("admin").get(PAGE).text
    assert page.count(f'<a href="{PAGE}" aria-current="page">') == 1
    assert '<a href="/quan-tri/" aria-current="page">' not in page


def test_nobody_else_finds_it(sign_in):
    assert [sign_in(who).get(PAGE).status_code for who in ("hanh", "tan", "leader", "front")] == [404] * 4
