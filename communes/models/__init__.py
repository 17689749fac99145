"""Places, and the people who answer for them."""

from communes.models.changes import UnitChange, UnitShape
from communes.models.people import Appointment, Department, Officer
from communes.models.units import Commune, District, Unit

__all__ = ["Appointment", "Commune", "Department", "District", "Officer", "Unit", "UnitChange", "UnitShape"]
