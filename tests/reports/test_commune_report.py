"""The report of one commune: who drafts it, in whose name, and every figure of the Word file as its forms have it."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command

from communes.models import Unit
from criteria.enums import Money, Verdict
from criteria.rules.money import SheetFacts
from directives.models import Inspection
from directives.rules.sheet_periods import called, offered
from ntm_portal.clock import end_of_day
from ntm_portal.kept import forget_readings, kept_under
from ntm_portal.vietnamese import lower_first, rounded
from reports.docx.periodic import periodic_docx
from reports.lens import milestones
from reports.permissions import may_read_report, places_with_reports
from reports.tables.base import Letter, RowKind
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.commune_report import commune_paper, reporters_of
from reports.tables.commune_report_facts import coming_to
from reports.tables.filled import FILLED, OF_PLACE
from tests import build
from tests.criteria import money
from tests.criteria.money import debts, funding, line, work
from tests.directives import visits
from tests.directives.test_inspection_pages import text_of
from tests.reports import story
from tests.reports.form_figures import figures, rows_of, some, total_of
from tests.reports.periodic_cases import shipped_wording
from tests.reports.word_files import opened

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
LIST, SEPTEMBER = "/xa/xuan-tan/bao-cao/", "/xa/xuan-tan/bao-cao/thang-9-2017/"
FAILING = (Verdict.NOT_MET, Verdict.NEARLY, Verdict.UNASSESSED)


class Told:
    """The report of one commune, read again from its Word file."""

    def __init__(self, district: Unit, name: str, code="9-thang-2017", body="ubnd-xa", compared=None):
        unit = Unit.objects.communes().in_district(district).valid_on(TODAY).with_places().get(name=name)
        days = milestones(district)
        period = called(code, offered(TODAY, days.begins, days.directives))
        self.whole = Brief(district, Period(TODAY, compared or max(period.compared_on, days.begins), None))
        self.brief = self.whole.of_place(unit)
        self.paper = commune_paper(self.brief, period, reporters_of(unit)[body], shipped_wording())
        self.drawn = opened(periodic_docx(self.paper))
        self.written = {paragraph.text for paragraph in self.drawn.paragraphs}
        self.unit = unit

    def said(self, slot: str) -> str:
        """One sentence, as it stands in the Word file; nothing where the report does not say it."""
        found = next((one.text for one in self.paper.lines if one.slot == slot), "")
        assert not found or any(found in paragraph for paragraph in self.written)
        return found

    def form(self, code: str):
        return OF_PLACE[code](self.brief)

    def verdicts(self, brief: Brief) -> dict[int, Verdict]:
        """Number of a criterion → its verdict, as Biểu 03 of the district prints it."""
        row = next(row for row in rows_of(FILLED["bieu-03"](brief)) if row["name"] == self.unit.short_label)
        letters = [cell.verdict for cell in row.values() if isinstance(cell, Letter)]
        return dict(zip((one.number for one in brief.matrix.criteria), letters, strict=True))


def check(told: Told) -> int:
    """Hold every figure against the forms; how many sentences were held."""
    before = Brief(told.whole.district, Period(told.whole.period.compared, told.whole.period.compared, None))
    now, then = told.verdicts(told.whole), told.verdicts(before)
    met, met_then = (sum(one == Verdict.MET for one in found.values()) for found in (now, then))
    exempt = sum(one == Verdict.NA for one in now.values())
    required = len(now) - exempt
    whole = [met, required] if met else [required]
    was_told = {*then.values()} != {Verdict.UNASSESSED}
    change = [abs(met - met_then)] if met != met_then and was_told else []
    assert figures(told.said("xa-dat")) == [*whole, *([exempt] if exempt else []), *change]
    rest = [sum(one == verdict for one in now.values()) for verdict in FAILING]
    assert figures(told.said("xa-con-lai")) == [count for count in rest if count]
    gained = [number for number in now if was_told and now[number] == Verdict.MET != then[number]]
    listed = (
        [Decimal(part.split()[0]) for part in told.said("xa-dat-them").partition(": ")[2].split("), ")]
        if gained
        else []
    )
    assert listed == gained
    failing = [number for number, verdict in now.items() if verdict in FAILING]
    assert [one.slot for one in told.paper.lines if one.slot.startswith("xa-tieu-chi")] == [
        f"xa-tieu-chi_{number}" for number in failing
    ]
    return 3 + check_dues(told) + check_money(told) + check_cases(told) + check_failing(told, now) + check_work(told)


def official(row: dict) -> tuple[Verdict, object]:
    """What counts of a line of Biểu 02: the district's word and figure where there is one, else the commune's own."""
    letter = row["verdict"]
    if isinstance(letter, Letter) and letter.verdict != Verdict.UNASSESSED:
        return letter.verdict, row["value"]
    return row["own_verdict"].verdict, row["own"]


def check_failing(told: Told, now: dict[int, Verdict]) -> int:
    """Which indicators fail of each criterion, with their figures, as Biểu 02 of the commune has them."""
    form = {row["content"].partition(". ")[0]: official(row) for row in rows_of(told.form("bieu-02"))}
    leaves = {code: cell for code, cell in form.items() if not any(other[:-1] == code for other in form)}
    for number, verdict in now.items():
        head, _, listed = told.said(f"xa-tieu-chi_{number}").partition(": ")
        assert head.endswith(f" {lower_first(verdict.label)}") == (verdict in FAILING)
        failing = {
            code: value for code, (found, value) in leaves.items()
            if code.partition(".")[0] == str(number) and found in FAILING and verdict in FAILING
        }  # fmt: skip
        parts = {part.partition(" ")[0]: part for part in listed.removesuffix(".").split("; ") if part}
        assert list(parts) == list(failing), (told.unit, head)
        for code, value in failing.items():
            assert not isinstance(value, Fraction) or rounded(value, 2) in figures(parts[code]), parts[code]
    return 1


# What Biểu 15 says of the one sheet, and the sentence.
SENT = (("quá hạn", "quá hạn chưa gửi"), ("Chậm", "đã gửi, chậm hạn"), ("Đúng hạn", "đã gửi đúng hạn"))


def check_work(told: Told) -> int:
    """Visits, plans, sending and what is late: the records, Biểu 11 and Biểu 15."""
    days, unit = told.brief.period, told.unit
    held = Inspection.objects.counted_by(days.as_of).filter(unit=unit, visited_on__gt=days.compared).count()
    assert figures(told.said("xa-kiem-tra")) == some(held)
    assert bool(told.said("xa-kiem-tra-khong")) == (not held)
    listed = told.said("xa-ke-hoach").partition(": ")[2].split("; ") if told.said("xa-ke-hoach") else []
    subjects = [row["subject"] for row in rows_of(told.form("bieu-11"))]
    for plan in listed:
        assert any(subject.startswith(plan.partition(" (đến")[0]) for subject in subjects), plan
    assert figures(told.said("xa-ke-hoach"))[:1] == some(len(listed))
    if said := told.said("xa-gui-bao-cao"):
        how = rows_of(told.form("bieu-15"))[0]["how"]
        assert said.endswith(f": {next((words for mark, words in SENT if mark in how), 'chưa gửi, chưa đến hạn')}."), (
            how
        )
    late = [item for item in told.whole.overdue if item.commune and item.unit_id == unit.pk]
    assert figures(told.said("qua-han"))[:1] == some(len(late))
    return 4


def check_dues(told: Told) -> int:
    """Biểu 06 of the commune."""
    (row,) = rows_of(told.form("bieu-06"))
    for at, due in enumerate(told.brief.standings.dues):
        said = told.said(f"xa-chi-tieu_{due.number.replace('.', '-')}").partition("): ")[2]
        rate = (
            [rounded(Fraction(row[f"rate{at}"]), 2), row[f"part{at}"], row[f"whole{at}"]] if row[f"whole{at}"] else []
        )
        is_met = row[f"verdict{at}"].verdict == Verdict.MET
        assert figures(said) == [*rate, *([] if is_met or not row[f"gap{at}"] else [row[f"gap{at}"]])], said
        assert f", {lower_first(row[f'verdict{at}'].verdict.label)}" in said
    return len(told.brief.standings.dues)


def check_money(told: Told) -> int:
    """Biểu 08 and 09 of the commune."""
    total, owed = total_of(told.form("bieu-08")), total_of(told.form("bieu-09"))["owed"]
    raised = total["result_total"]
    if said := told.said("xa-nguon-luc"):
        assert figures(said)[0] == raised == sum(figures(said)[1:])
    if said := told.said("xa-no-dong"):
        works = [row for row in rows_of(told.form("bieu-09")) if row["owed"]]
        assert figures(said)[:2] == [owed, len(works)]
    if told.said("xa-no-dong-khong"):
        assert owed == 0
    return 2


def check_cases(told: Told) -> int:
    """Part I of Biểu 10, and the table of what comes due."""
    rows = told.form("bieu-10").rows
    parts = [at for at, row in enumerate(rows) if row.kind == RowKind.GROUP]
    fallen = [row for row in rows[parts[0] + 1 : parts[1]] if row.cells[0]]
    assert figures(told.said("suy-giam"))[:1] == ([len(fallen)] if fallen else [])
    coming = figures(told.said("den-han"))
    tables = [table for table in told.drawn.tables if table.rows[0].cells[-1].text == "Hạn"]
    assert coming == ([len(tables[0].rows) - 1] if tables else [])
    return 2


def test_every_report_of_the_demonstration_equals_the_tables_of_its_commune(db, settings):
    settings.DEMO_ALLOWED = True
    call_command("load_demo", verbosity=0)
    district = Unit.objects.districts().get(code="364")
    with kept_under():
        names = Unit.objects.communes().in_district(district).valid_on(TODAY).values_list("name", flat=True)
        assert [check(Told(district, name)) for name in names] == [15] * 20
        for code in ("thang-9-2017", "quy-3-2017", "nam-2017", "chi-thi"):
            check(Told(district, "Xuân Ninh", code, "dang-uy-xa"))


def test_a_commune_without_figures_says_so_and_one_that_meets_all_does_too(district, hanh):
    story.tell(district, hanh)
    told = Told(district, "Xuân Trường", compared=dt.date(2017, 8, 28))
    assert check(told) == 15
    assert told.said("xa-nguon-luc-chua") == "Chưa có số liệu huy động nguồn lực từ đầu năm."
    assert told.said("xa-no-dong-chua") == "Chưa có số liệu nợ đọng xây dựng cơ bản."
    assert told.said("xa-ke-hoach-khong") == "Không có kế hoạch hoàn thiện tiêu chí nào đang thực hiện."
    assert told.said("xa-kiem-tra-khong").endswith("giám sát nào tại thị trấn Xuân Trường.")
    assert "15.1 Người dân tham gia BHYT" in Told(district, "Xuân Tân").said("xa-chi-tieu_15-1").replace(
        "Chỉ tiêu ", ""
    )


@pytest.mark.parametrize(("known_on", "told"), [("2017-09-19", []), ("2017-09-20", [1]), (None, [1])])
def test_what_comes_next_knows_no_request_before_its_minutes_were_signed(known_on, told, district, hanh, xuan_tan):
    visits.signed(xuan_tan, hanh, due="2017-10-05")
    known_at = end_of_day(build.date(known_on)) if known_on else None
    brief = Brief(district, Period(TODAY, build.date("2017-08-28"), known_at)).of_place(xuan_tan)
    asked = [task for task in coming_to(brief, build.date("2017-10-31")).tasks if "kiến nghị" in task.what]
    assert [task.what.count("01 kiến nghị") for task in asked] == told


def test_what_is_asked_of_a_department_is_not_for_the_commune_to_do(district, hanh, xuan_tan, labour):
    visit = visits.written(xuan_tan, hanh)
    for department in (None, labour):
        visits.asked(visit, hanh, due="2017-10-05", department=department)
    visits.sign(visit, hanh)
    brief = Brief(district, Period(TODAY, build.date("2017-08-28"))).of_place(xuan_tan)
    asked = [task.what for task in coming_to(brief, build.date("2017-10-31")).tasks if "kiến nghị" in task.what]
    assert asked == ["Thực hiện 01 kiến nghị sau kiểm tra"]


def test_money_that_is_none_is_told_as_none(district, hanh, xuan_tan):
    story.tell(district, hanh)
    money.sheet(xuan_tan, SheetFacts(Money.FUNDING, TODAY))
    money.sheet(xuan_tan, debts("2016-12-31"))
    money.sheet(xuan_tan, debts(none=True))
    told = Told(district, "Xuân Tân")
    assert told.said("xa-nguon-luc-khong") == "Từ đầu năm không huy động nguồn lực nào."
    assert told.said("xa-no-dong-khong") == (
        "Không còn nợ đọng xây dựng cơ bản, giảm 300 triệu đồng so với ngày 31/12/2016."
    )
    check(told)


def test_money_is_told_by_source_and_work(district, hanh, xuan_tan):
    story.tell(district, hanh)
    money.sheet(xuan_tan, funding("2017-09-25", line(commune="100.5", people_cash=50)))
    money.sheet(xuan_tan, debts("2017-09-25", work(), work("Trạm y tế", 90, 80, 80)))
    told = Told(district, "Xuân Tân")
    assert told.said("xa-nguon-luc") == (
        "Lũy kế từ đầu năm huy động 150,5 triệu đồng (vốn trực tiếp 100,5, dân góp 50)."
    )
    assert told.said("xa-no-dong").startswith(
        "Nợ đọng xây dựng cơ bản 300 triệu đồng của 01 công trình, chưa có số liệu ngày "
    )
    check(told)


@pytest.mark.parametrize(
    ("body", "issuer", "number", "signs", "name"),
    [
        ("ubnd-xa", ("ỦY BAN NHÂN DÂN", "XÃ XUÂN TÂN"), "/BC-UBND", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Thị B"),
        ("ban-chi-dao-xa", ("UBND XÃ XUÂN TÂN", "BAN CHỈ ĐẠO XÂY DỰNG NTM"), "/BC-BCĐ",
         ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"), "Nguyễn Văn A"),
        ("dang-uy-xa", ("ĐẢNG BỘ HUYỆN XUÂN TRƯỜNG", "ĐẢNG ỦY XÃ XUÂN TÂN"), "-BC/ĐU", ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
         "Nguyễn Văn A"),
    ],
)  # fmt: skip
def test_each_body_has_its_family_its_number_and_the_officer_of_the_day(
    body, issuer, number, signs, name, district, hanh
):
    story.tell(district, hanh)
    told = Told(district, "Xuân Tân", "thang-9-2017", body)
    paper = told.paper
    assert (paper.head.bodies, paper.signature, paper.signed_by) == (issuer, signs, name)
    assert (paper.number.endswith(number), paper.rules.is_party) == (True, body == "dang-uy-xa")
    assert paper.place_line.startswith("Xuân Tân, ngày")
    assert paper.annexes == ("Biểu 01", "Biểu 06")
    cells = [cell.text for table in told.drawn.tables for row in table.rows for cell in row.cells]
    assert any(name in cell and signs[1] in cell for cell in cells)


# --- The pages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "count", "own"),
    [("officer", 1, True), ("tan", 1, True), ("chair", 1, True), ("hanh", 20, True), ("party_office", 20, True),
     ("chau", 1, False), ("lao_dong", 0, False), ("leader", 0, False), ("front", 0, False), ("member", 0, False),
     ("admin", 0, False)],
)  # fmt: skip
def test_its_people_and_the_two_offices_draft_the_report_of_a_commune(who, count, own, request, xuan_tan):
    person = request.getfixturevalue(who)
    assert (places_with_reports(person).valid_on(TODAY).count(), may_read_report(person, xuan_tan)) == (count, own)


def test_the_list_leads_to_every_period_and_its_word_file(sign_in):
    browser = sign_in("officer")
    page = text_of(browser.get(LIST))
    assert "Chuyên đề: từ Chỉ thị 28/8/2017 25/9/2017 28/8/2017" in page
    assert "Tháng 9/2017 đang trong kỳ 25/9/2017 31/8/2017" in page
    assert 'href="thang-9-2017/bao-cao.docx"' in browser.get(LIST).text
    assert f'href="{LIST}"' in browser.get("/xa/xuan-tan/").text
    assert f'href="{LIST}"' in browser.get("/bao-cao/").text
    assert f'href="{LIST}"' in sign_in("hanh").get("/xa/xuan-tan/").text
    assert f'href="{LIST}"' not in sign_in("leader").get("/xa/xuan-tan/").text


def test_the_draft_says_the_same_on_screen_in_print_and_in_word(district, hanh, sign_in):
    story.tell(district, hanh)
    browser = sign_in("tan")
    screen, printed = (text_of(browser.get(path)) for path in (SEPTEMBER, f"{SEPTEMBER}in/"))
    answer = browser.get(f"{SEPTEMBER}bao-cao.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="BaoCao_Thang92017_XuanTan_2017-09-25.docx"'
    word = opened(answer.content)
    for paragraph in word.paragraphs:
        words = " ".join(paragraph.text.strip("-").split())
        assert words in printed
        assert words.strip(".").rstrip(": ") in screen  # room for the pen is for paper
    assert ("ĐẢNG ỦY XÃ XUÂN TÂN" in screen, "Nguyễn Văn A" in screen) == (True, True)
    assert "TM. ỦY BAN NHÂN DÂN" in text_of(sign_in("officer").get(SEPTEMBER))
    assert "TRƯỞNG BAN" in text_of(browser.get(f"{SEPTEMBER}?co_quan=ban-chi-dao-xa"))


def test_a_wrong_day_is_said_at_its_field_and_an_unknown_period_is_not_found(sign_in):
    browser = sign_in("officer")
    page = browser.get(f"{SEPTEMBER}?den=31/2/2017")
    assert ("Chưa lập được báo cáo vì ngày chưa đúng" in page.text, 'aria-invalid="true"' in page.text) == (True, True)
    for path in ("in/", "bao-cao.docx"):
        assert browser.get(f"{SEPTEMBER}{path}?den=31/2/2017").url == f"{SEPTEMBER}?den=31%2F2%2F2017"
    assert browser.get(f"{LIST}thang-13-2017/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_draft_costs_the_same_for_any_number_of_figures(count, sign_in, xuan_tan, hanh, django_assert_num_queries):
    rows = [build.row("11", 80, 2470), build.row("15.1", 7000, 8600), build.row("15.3", 90, 438)]
    build.record(xuan_tan, *rows[:count], by=hanh)
    browser = sign_in("officer")
    browser.get(SEPTEMBER)
    forget_readings()
    with django_assert_num_queries(61):
        browser.get(SEPTEMBER)
