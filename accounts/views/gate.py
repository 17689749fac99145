"""What stands around the sign-in form."""

from accounts.context import home_district
from accounts.forms import SignInForm
from communes.models import Unit
from ntm_portal import clock


def gate(form: SignInForm) -> dict:
    """The form, whether it carries a page typed too late, and the communes of the district at their places."""
    district = home_district()
    units = Unit.objects.communes().in_district(district).valid_on(clock.today()) if district else Unit.objects.none()
    tiles = units.filter(grid_row__isnull=False).in_order()
    return {"form": form, "is_kept": bool(form["kept"].value()), "home": district, "tiles": list(tiles)}
