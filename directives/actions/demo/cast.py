"""Who acts in the demonstration; apart from the loader, which imports every part of the story."""

from dataclasses import dataclass

from accounts.models import User
from communes.models import Unit


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demonstration: the district, its communes by code, the accounts by name for signing in."""

    district: Unit
    communes: dict[str, Unit]
    users: dict[str, User]
