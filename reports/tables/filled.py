"""Every form by its code: the one list that the pages, the print view and the workbook share."""

from collections.abc import Callable, Iterable

from reports.tables.base import Table
from reports.tables.brief import Brief
from reports.tables.cover import cover
from reports.tables.form_01 import table_01_of
from reports.tables.form_02 import table_02_of
from reports.tables.form_03 import table_03
from reports.tables.form_04 import table_04
from reports.tables.form_05 import table_05
from reports.tables.form_06 import table_06
from reports.tables.form_07 import table_07
from reports.tables.form_08 import table_08
from reports.tables.form_09 import table_09
from reports.tables.form_10 import table_10
from reports.tables.form_11 import table_11
from reports.tables.form_12 import table_12
from reports.tables.form_13 import table_13, table_13_of
from reports.tables.form_14 import table_14
from reports.tables.form_15 import table_15
from reports.tables.form_16 import table_16
from reports.tables.paper import FORMS

FILLED: dict[str, Callable[[Brief], Table]] = {
    "tom-tat": cover,
    "bieu-03": table_03,
    "bieu-04": table_04,
    "bieu-05": table_05,
    "bieu-06": table_06,
    "bieu-07": table_07,
    "bieu-08": table_08,
    "bieu-09": table_09,
    "bieu-10": table_10,
    "bieu-11": table_11,
    "bieu-12": table_12,
    "bieu-13": table_13,
    "bieu-14": table_14,
    "bieu-15": table_15,
    "bieu-16": table_16,
}

# What can be filled for one commune: its own two forms, and those of the district that also have a title for one.
OF_PLACE: dict[str, Callable[[Brief], Table]] = {
    "bieu-01": table_01_of,
    "bieu-02": table_02_of,
    "bieu-13": table_13_of,
    **{code: fill for code, fill in FILLED.items() if FORMS[code].place_title},
}
# What goes to the Standing Committee in one workbook: everything that is not about persons.
COMMON = tuple(code for code in FILLED if not FORMS[code].apart)


def filled(brief: Brief, codes: Iterable[str] = FILLED) -> list[Table]:
    """The forms asked for, all from one reading of the district."""
    return [FILLED[code](brief) for code in codes]
