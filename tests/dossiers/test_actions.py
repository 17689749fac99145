"""Writing in dossiers: opened once, papers and results only added, stale and foreign writes refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from accounts.models import AuditEntry
from dossiers.actions.results import record_vote
from dossiers.enums import PartState
from dossiers.models import Dossier, DossierDocument, SatisfactionSurvey, Vote
from tests import build
from tests.dossiers import papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(xuan_tan, officer) -> Dossier:
    return papers.opened(xuan_tan, officer)


@pytest.fixture
def of_district(district, hanh) -> Dossier:
    return papers.opened(district, hanh)


def said(refused) -> str:
    return " ".join(refused.value.messages)


# --- The dossier itself ---------------------------------------------------------------------


def test_a_dossier_is_opened_once_by_the_procedure_of_its_year(xuan_tan, officer, tan):
    first, second = papers.opened(xuan_tan, officer), papers.opened(xuan_tan, tan)
    assert first == second
    assert (first.procedure.code, str(first.due_on)) == ("2540-xa", "2017-10-20")
    assert AuditEntry.objects.filter(action="Lập hồ sơ công nhận").count() == 1


@pytest.mark.parametrize("year", [2016, 2021, 2019])
def test_a_year_without_a_procedure_or_too_far_ahead_has_no_dossier(year, xuan_tan, officer):
    with pytest.raises(ValidationError, match=f"Chưa có thủ tục công nhận cho năm {year}"):
        papers.opened(xuan_tan, officer, year=year)


def test_a_stranger_opens_nothing(xuan_tan, chau, leader, front):
    for who in (chau, leader, front):
        with pytest.raises(PermissionDenied):
            papers.opened(xuan_tan, who)


def test_the_office_writes_down_the_days(dossier, hanh):
    papers.amended(dossier, hanh, registered_on="2016-12-14", planned_on="2016-12-20", plan="96/KH-UBND")
    now = Dossier.objects.get()
    assert (str(now.registered_on), str(now.planned_on), now.plan) == ("2016-12-14", "2016-12-20", "96/KH-UBND")
    assert now.history.first().history_user == hanh


def test_the_commune_does_not_plan_itself(dossier, officer):
    with pytest.raises(PermissionDenied):
        papers.amended(dossier, officer, planned_on="2016-12-20")


def test_days_written_over_somebody_else_s_are_refused(dossier, hanh):
    papers.amended(dossier, hanh, registered_on="2016-12-14")
    with pytest.raises(ValidationError, match="đã sửa trong lúc trang này mở"):
        papers.amended(dossier, hanh, seen=1, registered_on="2016-12-15")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"registered_on": "2017-09-26"}, "Ngày này chưa đến"),
        ({"registered_on": "2017-01-02", "planned_on": "2017-01-01"}, "từ ngày đăng ký trở đi"),
    ],
)
def test_days_in_the_future_or_out_of_order_are_refused(days, words, dossier, hanh):
    with pytest.raises(ValidationError, match=words):
        papers.amended(dossier, hanh, **days)


def test_real_and_sample_are_not_mixed(dossier, xuan_tan, xuan_chau):
    player = build.user("player", "COMMUNE_OFFICER", unit=xuan_tan, sample=True)
    with pytest.raises(ValidationError, match="Tài khoản minh họa không ghi vào hồ sơ thật"):
        papers.wrote(dossier, player)
    played = papers.opened(xuan_chau, build.user("other", "COMMUNE_OFFICER", unit=xuan_chau, sample=True))
    with pytest.raises(ValidationError, match="hồ sơ minh họa, không ghi bằng tài khoản thật"):
        papers.wrote(played, build.user("real", "COMMUNE_OFFICER", unit=xuan_chau))


# --- Papers ---------------------------------------------------------------------------------


def test_each_word_about_a_part_is_a_version(dossier, officer, hanh):
    papers.wrote(dossier, officer, state=PartState.DRAFT, on="2017-09-05")
    papers.wrote(dossier, officer, issued_on="2017-09-10", upload=build.upload())
    papers.wrote(dossier, hanh, state=PartState.RETURNED, reason="Thiếu biểu chi tiết", on="2017-09-15")
    lines = dossier.documents.order_by("version")
    assert [(line.version, line.state, str(line.on), line.evidence is not None) for line in lines] == [
        (1, "DRAFT", "2017-09-05", False),
        (2, "SIGNED", "2017-09-10", True),
        (3, "RETURNED", "2017-09-15", True),
    ]


def test_a_version_taken_back_drops_its_file(dossier, officer):
    papers.wrote(dossier, officer, upload=build.upload())
    line = papers.wrote(dossier, officer, state=PartState.MISSING, reason="Ghi nhầm")
    assert line.evidence is None


def test_a_document_of_the_place_is_used_again(dossier, officer, xuan_tan):
    paper = build.evidence(xuan_tan, by=officer)
    assert papers.wrote(dossier, officer, evidence=paper).evidence == paper


def test_the_front_uses_what_it_brought_itself(dossier, front, xuan_tan, officer):
    own, foreign = build.evidence(xuan_tan, by=front), build.evidence(xuan_tan, by=officer)
    assert papers.wrote(dossier, front, code="b4", evidence=own).evidence == own
    with pytest.raises(ValidationError, match="không thuộc phạm vi"):
        papers.wrote(dossier, front, code="b4", number="13/BC-MTTQ", evidence=foreign)


def test_a_document_of_another_place_or_of_the_demonstration_is_refused(dossier, hanh, xuan_chau, xuan_tan):
    with pytest.raises(ValidationError, match="không thuộc phạm vi"):
        papers.wrote(dossier, hanh, evidence=build.evidence(xuan_chau))
    with pytest.raises(ValidationError, match="không dùng cho hồ sơ thật"):
        papers.wrote(dossier, hanh, evidence=build.evidence(xuan_tan, sample=True))


def test_sent_twice_it_is_written_once(dossier, officer):
    first = papers.wrote(dossier, officer, seen=0)
    assert papers.wrote(dossier, officer, seen=0) == first
    assert dossier.documents.count() == 1


def test_a_file_that_was_forgotten_is_not_taken_for_a_second_click(dossier, officer, xuan_tan):
    bare = papers.wrote(dossier, officer, seen=0)
    with pytest.raises(ValidationError, match="đã ghi bản 1 trong lúc trang này mở"):
        papers.wrote(dossier, officer, seen=0, upload=build.upload())
    with_file = papers.wrote(dossier, officer, seen=1, upload=build.upload())
    assert papers.wrote(dossier, officer, seen=1, upload=build.upload()) == with_file
    assert papers.wrote(dossier, officer, seen=1, evidence=with_file.evidence) == with_file
    assert (bare.evidence, dossier.documents.count()) == (None, 2)


def test_a_version_over_one_its_writer_did_not_see_is_refused(dossier, officer, tan):
    papers.wrote(dossier, officer, seen=0)
    with pytest.raises(ValidationError) as refused:
        papers.wrote(dossier, tan, seen=0, number="13/TTr-UBND")
    assert said(refused).startswith(f"{officer.full_name} đã ghi bản 1 trong lúc trang này mở.")
    with pytest.raises(ValidationError, match="chưa có bản nào"):
        papers.wrote(dossier, tan, code="a2", seen=4)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"issued_on": "2017-09-26", "on": "2017-09-25"}, "Ngày này chưa đến"),
        ({"signer": ""}, "phải có ngày và người ký"),
        ({"issued_on": None}, "phải có ngày và người ký"),
        ({"state": PartState.MISSING}, "Nêu lý do"),
        ({"state": PartState.RETURNED, "reason": "Thiếu"}, "do Văn phòng điều phối ghi"),
    ],
)
def test_a_paper_says_what_its_state_needs(given, words, dossier, officer):
    with pytest.raises(ValidationError, match=words):
        papers.wrote(dossier, officer, **given)


def test_who_does_not_keep_a_part_does_not_write_it(dossier, officer, chau, leader, front):
    for who, code in ((officer, "b1"), (chau, "a1"), (leader, "a1"), (front, "a1")):
        with pytest.raises(PermissionDenied):
            papers.wrote(dossier, who, code=code)


def test_a_part_of_another_procedure_is_refused(dossier, of_district, hanh):
    item = of_district.procedure.items.get(code="1")
    dossier.procedure.items.filter(code="a1").update(code="z1")
    with pytest.raises(ValidationError, match="không thuộc thủ tục"):
        record_vote(
            dossier=dossier, item=item, held_on=build.date("2017-09-01"), members=1, present=1, in_favour=1, seen=0,
            by=hanh, at=build.moment("2017-09-25"), today=build.date("2017-09-25"),
        )  # fmt: skip


# --- Votes and surveys ----------------------------------------------------------------------


def test_a_vote_keeps_the_share_that_was_asked_then(dossier, officer):
    vote = papers.voted(dossier, officer)
    dossier.procedure.vote_least = 95
    dossier.procedure.save()
    assert (Vote.objects.get() == vote, str(Vote.objects.get().least)) == (True, "90.00")


def test_a_result_is_corrected_with_a_reason_and_the_first_stays(dossier, officer, tan):
    first = papers.voted(dossier, officer)
    with pytest.raises(ValidationError, match="Nêu lý do đính chính"):
        papers.voted(dossier, tan, in_favour=28, seen=first.pk)
    second = papers.voted(dossier, tan, in_favour=28, seen=first.pk, reason="Đếm lại")
    assert (list(Vote.objects.standing()), Vote.objects.count(), second.corrects) == ([second], 2, first)
    then = Vote.objects.standing(known_at=build.moment("2017-09-12"))
    assert not then.exists()


def test_a_result_sent_twice_is_written_once(dossier, officer):
    assert papers.voted(dossier, officer) == papers.voted(dossier, officer)
    survey = papers.surveyed(dossier, build.user("f", "FRONT", unit=dossier.unit.district))
    again = papers.surveyed(dossier, survey.recorded_by)
    assert (again, Vote.objects.count(), SatisfactionSurvey.objects.count()) == (survey, 1, 1)


def test_a_result_over_one_its_writer_did_not_see_is_refused(dossier, officer, tan):
    papers.voted(dossier, officer)
    with pytest.raises(ValidationError, match=f"{officer.full_name} đã ghi kết quả khác"):
        papers.voted(dossier, tan, in_favour=20)
    with pytest.raises(ValidationError, match="Người khác đã ghi"):
        papers.surveyed(dossier, build.user("f", "FRONT", unit=dossier.unit.district), seen=7)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"in_favour": 31}, "không quá số dự họp"),
        ({"present": 31}, "không quá tổng số"),
        ({"present": 0, "in_favour": 0}, "Số tán thành không quá"),
        ({"held_on": "2017-09-26"}, "Ngày này chưa đến"),
        ({"code": "a1"}, "không có biểu quyết"),
    ],
)
def test_a_vote_adds_up(given, words, dossier, officer):
    with pytest.raises(ValidationError, match=words):
        papers.voted(dossier, officer, **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"satisfied": 701}, "không quá số hộ được hỏi"),
        ({"asked": 1001}, "không quá tổng số hộ"),
        ({"ends_on": "2017-09-03"}, "từ ngày bắt đầu trở đi"),
        ({"published_on": "2017-09-03"}, "từ ngày bắt đầu trở đi"),
        ({"published_on": "2017-09-26"}, "Ngày này chưa đến"),
        ({"code": "b5"}, "không lấy ý kiến"),
    ],
)
def test_a_survey_adds_up(given, words, dossier, hanh):
    with pytest.raises(ValidationError, match=words):
        papers.surveyed(dossier, hanh, **given)


def test_only_the_front_and_the_office_write_the_survey(dossier, front, officer):
    assert papers.surveyed(dossier, front).facts.words.endswith("đạt 92,86%")
    with pytest.raises(PermissionDenied):
        papers.surveyed(dossier, officer)


# --- What the database itself keeps ---------------------------------------------------------


@pytest.mark.parametrize("table", ["dossiers_dossierdocument", "dossiers_vote", "dossiers_satisfactionsurvey"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_rows_are_only_added(table, statement, dossier, hanh):
    papers.wrote(dossier, hanh)
    papers.voted(dossier, hanh)
    papers.surveyed(dossier, hanh)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def raw(dossier, item, **given):
    plain = {"version": 1, "state": "DRAFT", "on": "2017-09-01", "recorded_at": build.moment("2017-09-01")}
    return DossierDocument.objects.create(dossier=dossier, item=item, recorded_by=build.user(), **plain | given)


def test_a_part_of_another_procedure_or_a_file_of_another_place_is_refused_by_the_database(
    dossier, of_district, xuan_chau
):
    foreign = of_district.procedure.items.first()
    with pytest.raises(IntegrityError, match="không thuộc thủ tục"), transaction.atomic():
        raw(dossier, foreign)
    with pytest.raises(IntegrityError, match="cùng một đơn vị"), transaction.atomic():
        raw(dossier, papers.item(dossier), evidence=build.evidence(xuan_chau))


def test_a_correction_of_another_part_is_refused_by_the_database(dossier, hanh):
    vote = papers.voted(dossier, hanh)
    with pytest.raises(IntegrityError, match="cùng thành phần"), transaction.atomic():
        Vote.objects.create(
            dossier=dossier, item=papers.item(dossier, "b5"), held_on="2017-09-01", members=1, present=1, in_favour=1,
            recorded_by=hanh, recorded_at=build.moment("2017-09-01"), corrects=vote, reason="x",
        )  # fmt: skip
