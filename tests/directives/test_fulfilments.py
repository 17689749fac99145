"""What was done for a task: who records it, who confirms it, what is taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.enums import Role
from accounts.models import AuditEntry
from directives.actions.fulfilments import withdraw_fulfilment
from directives.models import Fulfilment, FulfilmentConfirmation, FulfilmentProof
from directives.permissions import (
    fulfilments_confirmable_by,
    fulfilments_visible_to,
    fulfilments_withdrawable_by,
    proofs_visible_to,
)
from directives.tables import obligation_states
from tests import build
from tests.directives.work import TODAY, body, clause, confirmed, deed, directive

pytestmark = pytest.mark.django_db
EVERYONE = (
    "hanh", "party_office", "tan", "officer", "chair", "chau", "lao_dong", "party_org", "member", "leader", "front",
    "admin",
)  # fmt: skip


def said(place, name="3a", as_of=TODAY, known=None) -> str:
    found = obligation_states([place.pk], as_of, known, directive().obligations.filter(clause=name))
    return found[0].words


@pytest.mark.parametrize("who", EVERYONE)
def test_the_place_itself_and_the_offices_that_follow_record(who, request, xuan_tan):
    by = request.getfixturevalue(who)
    if who in {"hanh", "party_office", "tan", "officer", "chair"}:
        assert deed(xuan_tan, by).place == xuan_tan
    else:
        with pytest.raises(PermissionDenied):
            deed(xuan_tan, by)


def test_a_body_records_its_own(front, lao_dong, district):
    front.department = body("mat-tran")
    proofs = [build.evidence(district, by=front)]
    line = deed(body("mat-tran"), front, "6", proofs=proofs)
    assert (line.place, str(line)) == (body("mat-tran"), f"{clause('6')}, {body('mat-tran')}")
    with pytest.raises(PermissionDenied):
        deed(body("mat-tran"), lao_dong, "6", proofs=proofs)
    with pytest.raises(PermissionDenied):
        deed(body("bhxh"), front, "6", proofs=proofs)


def test_an_administrator_records_nothing_even_for_his_body(admin, district):
    admin.department = body("mat-tran")
    with pytest.raises(PermissionDenied):
        deed(body("mat-tran"), admin, "6")


@pytest.mark.parametrize("name", ["1", "3c", "3e"])
def test_what_figures_falls_or_the_book_decide_is_never_recorded(name, hanh, xuan_tan):
    with pytest.raises(PermissionDenied):
        deed(xuan_tan, hanh, name)


@pytest.mark.parametrize(("name", "place"), [("3a", "district"), ("4b", "xuan_tan"), ("7", "xuan_tan")])
def test_only_who_is_asked_has_a_result(name, place, request, hanh):
    with pytest.raises(PermissionDenied):
        deed(request.getfixturevalue(place), hanh, name)


def test_a_task_of_named_communes_is_asked_of_them_alone(hanh, xuan_tan, xuan_chau):
    clause("3a").units.add(xuan_tan)
    assert deed(xuan_tan, hanh).unit == xuan_tan
    with pytest.raises(PermissionDenied):
        deed(xuan_chau, hanh)


def test_what_is_recorded_counts_and_waits_for_the_follower(tan, hanh, xuan_tan):
    assert said(xuan_tan) == "Quá hạn 5 ngày"
    line = deed(xuan_tan, tan)
    assert said(xuan_tan) == "Hoàn thành 14/9/2017, chờ xác nhận"
    confirmed(line, hanh)
    assert said(xuan_tan) == "Hoàn thành 14/9/2017"
    assert AuditEntry.objects.filter(action="Xác nhận kết quả nhiệm vụ", by=hanh).count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"day": "2017-09-26"}, "Ngày này chưa đến, hôm nay là 25/9/2017"),
        ({"words": " "}, "Trường này không được phép trắng|Ghi kết quả|không"),
        ({"due_on": build.date("2017-09-20")}, "Việc này không định kỳ"),
    ],
)
def test_what_makes_no_sense_is_refused(given, refusal, hanh, xuan_tan):
    with pytest.raises(ValidationError, match=refusal):
        deed(xuan_tan, hanh, **given)
    assert not Fulfilment.objects.exists()


def test_what_is_judged_by_proof_is_not_recorded_without(hanh):
    with pytest.raises(ValidationError, match="Việc này cần minh chứng"):
        deed(body("mat-tran"), hanh, name="6")


@pytest.mark.parametrize(("due_on", "sound"), [("2017-09-25", True), ("2017-09-24", False), (None, False)])
def test_a_report_is_recorded_for_one_of_its_due_days(due_on, sound, party_office):
    given = {"name": "7", "due_on": build.date(due_on) if due_on else None}
    if sound:
        assert deed(body("van-phong-huyen-uy"), party_office, **given).due_on == build.date("2017-09-25")
    else:
        with pytest.raises(ValidationError, match="Chọn kỳ hạn của báo cáo"):
            deed(body("van-phong-huyen-uy"), party_office, **given)


@pytest.mark.parametrize(
    ("as_of", "said_then"),
    [
        ("2017-08-31", "Chưa đến kỳ"), ("2017-09-01", "Còn 24 ngày"), ("2017-09-25", "Hạn hôm nay"),
        ("2017-09-26", "Quá hạn 1 ngày"), ("2017-10-20", "Quá hạn 25 ngày"),
    ],
)  # fmt: skip
def test_a_report_never_sent_is_asked_for_until_it_comes(as_of, said_then, district):
    assert said(district, "7", build.date(as_of)) == said_then


def test_a_report_that_came_makes_room_for_the_next(party_office, district):
    deed(body("van-phong-huyen-uy"), party_office, "7", "2017-09-24", due_on=build.date("2017-09-25"))
    found = [said(district, "7", build.date(day)) for day in ("2017-09-25", "2017-09-30", "2017-10-01", "2017-10-26")]
    assert found == ["Hoàn thành 24/9/2017", "Hoàn thành 24/9/2017", "Còn 24 ngày", "Quá hạn 1 ngày"]


def test_pieces_add_up_to_what_is_wanted(hanh, district):
    deed(district, hanh, "4c", "2017-09-10")
    assert said(district, "4c") == "Còn 36 ngày"
    deed(district, hanh, "4c", "2017-09-15")
    assert said(district, "4c") == "Hoàn thành 15/9/2017, chờ xác nhận"


def test_sent_twice_it_is_written_once(tan, xuan_tan):
    assert deed(xuan_tan, tan, token="một lần") == deed(xuan_tan, tan, token="một lần")
    assert Fulfilment.objects.count() == 1


def test_a_file_comes_with_it_and_is_kept_once(tan, xuan_tan):
    sent = (build.upload(), build.paper())
    line = deed(xuan_tan, tan, "3a", uploads=[sent, sent])
    assert FulfilmentProof.objects.get().fulfilment == line
    assert str(FulfilmentProof.objects.get()) == f"{line.pk}/{line.proofs.get().pk}"


def test_nobody_confirms_his_own_word(hanh, party_office, xuan_tan):
    line = deed(xuan_tan, hanh)
    with pytest.raises(ValidationError, match="Không ai xác nhận kết quả do chính mình ghi"):
        confirmed(line, hanh)
    assert str(confirmed(line, party_office)) == str(line)


def test_the_database_itself_lets_nobody_confirm_his_own_word(hanh, xuan_tan):
    line = deed(xuan_tan, hanh)
    with pytest.raises(DatabaseError, match="Không ai xác nhận"), transaction.atomic():
        FulfilmentConfirmation.objects.create(fulfilment=line, confirmed_by=hanh, confirmed_at=line.recorded_at)


@pytest.mark.parametrize("model", [Fulfilment, FulfilmentConfirmation, FulfilmentProof])
def test_what_was_said_is_neither_changed_nor_removed(model, hanh, tan, xuan_tan):
    confirmed(deed(xuan_tan, tan, uploads=[(build.upload(), build.paper())]), hanh)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        model.objects.update(sample=True)
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic():
        model.objects.all()._raw_delete("default")


@pytest.mark.parametrize("who", ["tan", "lao_dong", "leader", "chau"])
def test_only_the_offices_that_follow_confirm(who, request, officer, xuan_tan):
    line = deed(xuan_tan, officer)
    by = request.getfixturevalue(who)
    assert not fulfilments_confirmable_by(by).exists()
    with pytest.raises((PermissionDenied, ValidationError)):
        confirmed(line, by)


def test_a_word_is_said_once(hanh, party_office, tan, xuan_tan):
    line = deed(xuan_tan, tan)
    confirmed(line, hanh)
    with pytest.raises(ValidationError, match="đã được xác nhận hoặc đã rút"):
        confirmed(line, party_office)


def withdrawn(line, by, reason="Ghi nhầm xã"):
    return withdraw_fulfilment(fulfilment=line, reason=reason, by=by, at=build.moment("2017-09-26"))


def test_what_is_taken_back_stays_and_no_longer_counts(tan, xuan_tan):
    line = deed(xuan_tan, tan)
    withdrawn(line, tan)
    assert said(xuan_tan, as_of=build.date("2017-09-26")) == "Quá hạn 6 ngày"
    assert said(xuan_tan, known=build.moment("2017-09-25", 12)) == "Hoàn thành 14/9/2017, chờ xác nhận"
    assert Fulfilment.objects.count() == 2
    with pytest.raises(ValidationError, match="đã được xác nhận hoặc đã rút"):
        withdrawn(line, tan)


def test_as_known_before_it_was_recorded_nothing_was_done(tan, xuan_tan):
    deed(xuan_tan, tan)
    assert said(xuan_tan, known=build.moment("2017-09-24")) == "Quá hạn 5 ngày"


def test_a_reason_is_asked_for(tan, xuan_tan):
    with pytest.raises(ValidationError):
        withdrawn(deed(xuan_tan, tan), tan, " ")


def test_a_confirmed_result_is_taken_back_by_the_office_alone(hanh, tan, chau, xuan_tan):
    line = deed(xuan_tan, tan)
    confirmed(line, hanh)
    assert not fulfilments_withdrawable_by(tan).exists()
    with pytest.raises(ValidationError):
        withdrawn(line, tan)
    with pytest.raises(PermissionDenied):
        withdrawn(line, chau)
    assert withdrawn(line, hanh).withdraws == line


def test_a_line_takes_back_only_its_own_task_and_place(hanh, xuan_tan, xuan_chau):
    line = deed(xuan_tan, hanh)
    with pytest.raises(DatabaseError, match="Dòng rút phải nêu đúng"), transaction.atomic():
        Fulfilment.objects.create(
            obligation=line.obligation, unit=xuan_chau, done_on=TODAY, words="Sai", recorded_by=hanh,
            recorded_at=line.recorded_at, token="khác", withdraws=line,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "lines", "proofs"),
    [
        ("hanh", 2, 2), ("tan", 1, 1), ("chau", 1, 1), ("leader", 2, 2), ("front", 2, 0), ("admin", 2, 0),
        ("lao_dong", 0, 0),
    ],
)  # fmt: skip
def test_a_commune_reads_its_own_results(who, lines, proofs, request, hanh, xuan_tan, xuan_chau):
    for place in (xuan_tan, xuan_chau):
        deed(place, hanh, uploads=[(build.upload(build.pdf(place.name)), build.paper())])
    by = request.getfixturevalue(who)
    assert (fulfilments_visible_to(by).count(), proofs_visible_to(by).count()) == (lines, proofs)


def test_a_body_takes_back_its_own_word(front, hanh, district, xuan_tan):
    front.department = body("mat-tran")
    line = deed(body("mat-tran"), front, "6", proofs=[build.evidence(district, by=front)])
    deed(xuan_tan, hanh)
    assert list(fulfilments_withdrawable_by(front)) == [line]


def sample_pair(district, xuan_tan):
    office = build.user("mau", Role.DISTRICT_NTM_OFFICE, unit=district, sample=True)
    return office, deed(xuan_tan, office)


def test_real_accounts_leave_the_demonstration_alone(district, xuan_tan, hanh):
    _, line = sample_pair(district, xuan_tan)
    assert line.sample
    with pytest.raises(ValidationError, match="minh họa"):
        confirmed(line, hanh)
    with pytest.raises(ValidationError, match="minh họa"):
        withdrawn(line, hanh)
    type(clause("3b")).objects.filter(clause="3b").update(sample=True)
    with pytest.raises(ValidationError, match="minh họa"):
        deed(xuan_tan, hanh, "3b")
