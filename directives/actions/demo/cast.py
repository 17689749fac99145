"""Who acts in the demonstration of the work that follows from the directive."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from communes.models import Unit
from ntm_portal import clock

TODAY = dt.date(2017, 9, 25)


@dataclass(frozen=True, slots=True)
class Cast:
    """The district, its communes by code, the accounts by name for signing in."""

    district: Unit
    communes: dict[str, Unit]
    users: dict[str, User]

    def officer(self, code: str) -> User:
        """The NTM officer of a commune."""
        return self.users[f"{self.communes[code].slug}.ntm"]

    def secretary(self, code: str) -> User | None:
        """The party secretary of a commune, where he has an account."""
        return self.users.get(f"{self.communes[code].slug}.bithu")


def at(day: dt.date, hour: int = 9) -> dt.datetime:
    """A moment of a local day."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=clock.LOCAL)


def september(number: int) -> dt.date:
    """A day of September 2017."""
    return dt.date(2017, 9, number)
