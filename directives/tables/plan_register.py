"""Kế hoạch hoàn thiện as a list: what the filter of an address asks for, among what the reader sees."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import communes_visible_to
from communes.models import Unit
from criteria.permissions import indicators_visible_to
from directives.permissions import plans_visible_to
from directives.rules.plans import StepStanding
from directives.tables.plan_lists import Register, Show, late_steps_of, read_register, shows
from directives.tables.plan_reading import PlanLine, StepRead
from ntm_portal.asking import query_of


@dataclass(frozen=True, slots=True)
class PlansAsked:
    """What the filter asks for; choices and criteria it does not know ask for nothing."""

    show: Show = Show.ALL
    unit: str = ""
    criterion: int | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "PlansAsked":
        typed = asked.get("tc", "")
        return cls(
            next((show for show in Show if show == asked.get("loc")), Show.ALL),
            asked.get("xa", ""),
            int(typed) if typed.isdecimal() and len(typed) < 4 else None,
        )

    def of_place(self, line: PlanLine) -> bool:
        """Of the commune and criterion asked for."""
        plan = line.plan
        return (not self.unit or plan.slug == self.unit) and self.criterion in (None, plan.criterion_number)

    def keeps(self, line: PlanLine) -> bool:
        """Whether a plan is listed."""
        return self.of_place(line) and shows(line, self.show)

    @property
    def query(self) -> str:
        """How the address asks for it."""
        return self.to(self.show)

    def to(self, show: Show) -> str:
        """The address of another choice, with commune and criterion kept."""
        return query_of({"loc": show.value, "xa": self.unit, "tc": str(self.criterion or "")})

    @property
    def is_narrowed(self) -> bool:
        """A commune or a criterion was chosen."""
        return bool(self.unit or self.criterion)


@dataclass(frozen=True, slots=True)
class PlansPage:
    """The communes, the plans that are asked for, and the late measures of the commune and criterion asked for."""

    asked: PlansAsked
    units: tuple[Unit, ...]
    read: Register
    lines: tuple[PlanLine, ...]
    late_steps: tuple[tuple[PlanLine, StepRead, StepStanding], ...]


def plans_page(user: User, asked: PlansAsked, today: dt.date) -> PlansPage:
    """Every plan the reader may see that is asked for. A fixed number of queries."""
    units = tuple(communes_visible_to(user).valid_on(today).in_order())
    read = read_register(units, plans_visible_to(user), indicators_visible_to(user), today)
    return PlansPage(
        asked=asked,
        units=units,
        read=read,
        lines=tuple(line for line in read.lines if asked.keeps(line)),
        late_steps=tuple(late_steps_of([line for line in read.lines if asked.of_place(line)])),
    )
