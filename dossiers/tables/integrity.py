"""Checks of dossiers."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from communes.enums import Level
from dossiers.enums import Move, PartState
from dossiers.models import ChecklistItem, Dossier, DossierDocument, DossierMove, SatisfactionSurvey, Vote
from ntm_portal.integrity import Offender, Severity, Shown, When, check
from ntm_portal.vietnamese import day


def place_word(level: str, slug: str) -> str:
    return "huyen" if level == Level.DISTRICT else slug


def told_dossier(pk, unit, level, slug, year, submitted_on) -> Offender:
    return Offender(
        f"{unit}, hồ sơ năm {year}, trình {day(submitted_on)}", f"/ho-so/{place_word(level, slug)}/?nam={year}"
    )


def told_line(pk, unit, level, slug, year, code, title, version) -> Offender:
    words = f"{unit}, năm {year}: {title}, bản {version}"
    return Offender(words, f"/ho-so/{place_word(level, slug)}/{year}/{code}/")


LAST_STEP = {"last_kind": "kind", "submitted_on": "on", "submitted_at": "recorded_at"}
DOSSIER = Shown(("pk", "unit__name", "unit__level", "unit__slug", "year", "submitted_on"), told_dossier)
LINE = Shown(
    (
        "pk", "dossier__unit__name", "dossier__unit__level", "dossier__unit__slug", "dossier__year", "item__code",
        "item__title", "version",
    ),
    told_line,
)  # fmt: skip


MOVED = Shown(
    ("pk", "dossier__unit__name", "dossier__unit__level", "dossier__unit__slug", "dossier__year", "on"), told_dossier
)


def handed_in() -> QuerySet[Dossier]:
    """Dossiers that stand as they were handed in, with the day and the moment it was recorded."""
    last = DossierMove.objects.filter(dossier=OuterRef("pk")).order_by("-number")
    stands = {name: Subquery(last.values(field)[:1]) for name, field in LAST_STEP.items()}
    return Dossier.objects.annotate(**stands).filter(last_kind=Move.HANDED_IN)


def newest_lines() -> QuerySet[DossierDocument]:
    """The newest version of each part."""
    later = DossierDocument.objects.filter(
        dossier=OuterRef("dossier"), item=OuterRef("item"), version__gt=OuterRef("version")
    )
    return DossierDocument.objects.filter(~Exists(later))


@check(
    "dossier.other_procedure",
    Severity.ERROR,
    "Văn bản hồ sơ thuộc thành phần của thủ tục khác",
    means="Số thành phần đã có trên tổng số của hồ sơ bị sai.",
    remedy="Mở hồ sơ, ghi lại văn bản vào đúng thành phần; báo quản trị xóa dòng sai.",
    shown=LINE,
)
def other_procedure(when: When) -> QuerySet:
    """The database refuses it; a trigger may have been missing when it was written."""
    return DossierDocument.objects.exclude(item__procedure=F("dossier__procedure"))


@check(
    "dossier.version_gap",
    Severity.ERROR,
    "Các bản của một thành phần hồ sơ không liền nhau",
    means="Một bản đã ghi bị mất, nhật ký của thành phần không đủ.",
    remedy="Khôi phục bản bị mất từ bản sao lưu, hoặc ghi bản mới và nêu lý do.",
    shown=LINE,
)
def version_gap(when: When) -> QuerySet:
    """The newest version has as many before it as its number says."""
    same = DossierDocument.objects.filter(dossier=OuterRef("dossier"), item=OuterRef("item")).order_by()
    counted = same.values("item").annotate(rows=Count("pk")).values("rows")
    return newest_lines().annotate(rows=Subquery(counted)).exclude(version=F("rows"))


@check(
    "dossier.submitted_incomplete",
    Severity.WARNING,
    "Hồ sơ ghi đã trình mà còn thành phần chưa ký",
    means="Hồ sơ có thể bị trả lại, hoặc văn bản đã ký chưa được ghi vào cổng.",
    remedy="Mở hồ sơ, rút hoặc ghi cơ quan nhận yêu cầu bổ sung, rồi ghi văn bản còn thiếu và trình lại.",
    shown=DOSSIER,
)
def submitted_incomplete(when: When) -> QuerySet:
    """A dossier is handed in with everything signed."""
    lines = DossierDocument.objects.filter(dossier=OuterRef(OuterRef("pk")), item=OuterRef("pk"))
    last = Subquery(lines.order_by("-version").values("state")[:1])
    items = ChecklistItem.objects.filter(procedure=OuterRef("procedure")).annotate(last=last)
    unsigned = items.filter(Q(last=None) | ~Q(last=PartState.SIGNED))
    return handed_in().filter(Exists(unsigned))


@check(
    "dossier.changed_after_handing_in",
    Severity.ERROR,
    "Hồ sơ có nội dung ghi sau khi trình",
    means="Nội dung trong cổng khác hồ sơ cơ quan nhận đang giữ.",
    remedy="Mở hồ sơ, so với bản đã gửi; rút hồ sơ hoặc ghi cơ quan nhận yêu cầu bổ sung, rồi trình lại.",
    shown=DOSSIER,
)
def changed_after_handing_in(when: When) -> QuerySet:
    """The database refuses it; a trigger may have been missing when it was written."""
    later = {"dossier": OuterRef("pk"), "recorded_at__gt": OuterRef("submitted_at")}
    written = [Exists(model.objects.filter(**later)) for model in (DossierDocument, Vote, SatisfactionSurvey)]
    return handed_in().filter(written[0] | written[1] | written[2])


@check(
    "dossier.steps_out_of_turn",
    Severity.ERROR,
    "Các bước trình, trả của hồ sơ không liền nhau",
    means="Không rõ hồ sơ đang trình hay đã mở lại.",
    remedy="Khôi phục bước bị mất từ bản sao lưu; báo quản trị.",
    shown=MOVED,
)
def steps_out_of_turn(when: When) -> QuerySet:
    """Steps are numbered without a gap, and every second one is that the dossier was handed in."""
    before = DossierMove.objects.filter(dossier=OuterRef("dossier"), number=OuterRef("number") - 1)
    rows = DossierMove.objects.annotate(before=Subquery(before.values("kind")[:1]))
    twice = Q(kind=Move.HANDED_IN, before=Move.HANDED_IN)
    unasked = ~Q(kind=Move.HANDED_IN) & (Q(before=None) | ~Q(before=Move.HANDED_IN))
    return rows.filter(twice | unasked | Q(number__gt=1, before=None))


@check(
    "dossier.signed_without_file",
    Severity.NOTE,
    "Văn bản hồ sơ đã ký chưa có tệp",
    means="Văn bản được tính là đã có nhưng chưa mở xem được.",
    remedy="Mở thành phần hồ sơ, đính kèm bản quét.",
    shown=LINE,
)
def signed_without_file(when: When) -> QuerySet:
    """What is signed can be shown."""
    return newest_lines().filter(state=PartState.SIGNED, evidence=None)


CHECKS = (
    other_procedure, version_gap, submitted_incomplete, changed_after_handing_in, steps_out_of_turn,
    signed_without_file,
)  # fmt: skip
