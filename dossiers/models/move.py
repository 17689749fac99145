"""Trình, rút, trả lại, yêu cầu bổ sung: what happens to a whole dossier; and what it held when it was handed in."""

import datetime as dt

from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.models import Unit
from criteria.models import Recognition
from dossiers.enums import Move
from dossiers.models.dossier import Dossier
from dossiers.rules.moves import MoveFacts
from ntm_portal.vietnamese import day


class DossierMoveQuerySet(models.QuerySet):
    """How the office asks for the steps of a dossier."""

    def known(self, as_of: dt.date, known_at: dt.datetime | None = None):
        """Steps taken by a day, as far as it was known at a moment; the first one first."""
        rows = self.filter(on__lte=as_of)
        return (rows.filter(recorded_at__lte=known_at) if known_at else rows).order_by("number")

    def last_of(self, dossier: Dossier) -> "DossierMove | None":
        """The step a dossier stands at, with whoever wrote it down."""
        return self.filter(dossier=dossier).select_related("recorded_by").order_by("number").last()

    def lock_on(self, dossier: Dossier) -> "DossierMove | None":
        """The step that handed it in, while nothing opened it again."""
        last = self.last_of(dossier)
        return last if last and last.kind == Move.HANDED_IN else None


class DossierMove(models.Model):
    """One step of a dossier: handed in, taken back, sent back, asked for a supplement. Only added, never changed.

    `contents` of one that was handed in: which version of each part (id of the part → number of its version, 0: none)
    and, of a district, of how many communes the decision was there and of how many it is asked ("decided").
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="moves", verbose_name="hồ sơ")
    number = models.PositiveSmallIntegerField("bước")
    kind = models.CharField("việc", max_length=10, choices=Move.choices)
    on = models.DateField("ngày")
    paper = models.CharField("văn bản kèm theo", max_length=120, blank=True)
    reason = models.CharField("lý do, ghi chú", max_length=300, blank=True)
    contents = models.JSONField("nội dung khi trình", default=dict, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    recorded_at = models.DateTimeField("ghi lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = DossierMoveQuerySet.as_manager()

    class Meta:
        verbose_name = "bước trình, trả hồ sơ"
        verbose_name_plural = "bước trình, trả hồ sơ"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="dossier_move_once",
                violation_error_message="Hồ sơ vừa có bước khác: mở lại trang.",
            ),
            models.CheckConstraint(
                name="dossier_reopened_says_why",
                condition=Q(kind=Move.HANDED_IN) | ~Q(reason=""),
                violation_error_message="Nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id}, bước {self.number}: {self.kind}"

    @property
    def facts(self) -> MoveFacts:
        """As the rules read it."""
        return MoveFacts(Move(self.kind), self.on)

    @property
    def versions(self) -> dict[int, int]:
        """Id of each part it held when it was handed in → the version of it, 0 where there was none."""
        return {int(item): version for item, version in self.contents.get("parts", {}).items()}

    @property
    def decided(self) -> tuple[int, int] | None:
        """Of how many communes the decision was there when it was handed in, and of how many it is asked."""
        found = self.contents.get("decided")
        return (found[0], found[1]) if found else None

    @property
    def lock_words(self) -> str:
        """Who handed it in, when, and what to do to write in it again."""
        return (
            f"Hồ sơ đã trình ngày {day(self.on)}, {self.recorded_by.full_name} ghi {day(self.recorded_at)}: nội dung "
            "giữ như khi trình. Để sửa, Văn phòng điều phối rút hồ sơ, hoặc ghi cơ quan nhận trả lại, yêu cầu bổ sung."
        )


def decisions_of(district: Unit, as_of: dt.date, known_at: dt.datetime | None = None) -> tuple[int, int]:
    """Of how many communes that count for the district a decision of recognition is in force, and of how many it is
    asked. Two queries."""
    asked = Unit.objects.communes().in_district(district).valid_on(as_of).filter(counts_for_district=True)
    ids = list(asked.values_list("pk", flat=True))
    decided = Recognition.objects.in_force(as_of, known_at).filter(unit__in=ids)
    return len(set(decided.values_list("unit", flat=True))), len(ids)
