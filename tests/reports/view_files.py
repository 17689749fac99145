"""Reads a page and its workbook alike: rows of words, so that the two can be compared cell by cell."""

import datetime as dt
import html
import io
import re
from decimal import Decimal

import openpyxl
from openpyxl.utils import range_boundaries

from ntm_portal.vietnamese import day, number

COUNTED = re.compile(r'=COUNTIF\(([A-Z]+\d+:[A-Z]+\d+),"Đ"\)')


def page_tables(response) -> list[list[list[str]]]:
    """The rows of each table of a page, heads included, without what only a listener hears."""
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", response.content.decode().split("<main")[1])
    return [
        [
            [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in cells_of(row)]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)
        ]
        for table in re.findall(r"<table[^>]*>(.*?)</table>", text, re.S)
    ]


def cells_of(row: str) -> list[str]:
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)


def book_of(response) -> openpyxl.Workbook:
    """The workbook a view answered with."""
    return openpyxl.load_workbook(io.BytesIO(response.content))


def sheet_rows(sheet) -> list[list[str]]:
    """The rows under the numbers of the columns, down to the first empty row, as the eye reads them."""
    rows = list(sheet.iter_rows())
    first = next(at for at, row in enumerate(rows) if row[0].value == "A") + 1
    found = []
    for row in rows[first:]:
        told = [read(sheet, cell) for cell in row if cell.value is not None]
        if not told:
            break
        found.append(told)
    return found


def list_rows(sheet) -> list[list[str]]:
    """The rows of a list with an empty word for an empty cell; of a heading only its words."""
    rows = list(sheet.iter_rows())
    first = next(at for at, row in enumerate(rows) if row[0].value == "A") + 1
    found = []
    for row in rows[first:]:
        told = [read(sheet, cell) if cell.value is not None else "" for cell in row]
        if not any(told):
            break
        found.append(told if told[0] else [word for word in told if word])
    return found


def links_of(sheet) -> list[str]:
    """Where the cells of a sheet lead, from the top down."""
    return [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def lists_of(response) -> list[list[list[str]]]:
    """The rows of the lists of a page, without their heads."""
    return [table[1:] for table in page_tables(response)]


def link_on(page) -> str:
    """Where the page leads to its file; nothing where it does not."""
    found = re.findall(r'href="(/[a-z/-]+\.xlsx[^"]*)"', page.content.decode())
    return html.unescape(found[0]) if found else ""


def links_in(page) -> list[str]:
    """Where the rows of the list of a page lead, from the top down."""
    rows = page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    return re.findall(r'<a [^>]*href="([^"]+)"', rows)


def words_of(sheet) -> str:
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def read(sheet, cell) -> str:
    """A day, a number with the decimals of its format, a counted total, or words."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return day(value.date())
    if isinstance(value, int | float):
        return as_formatted(value, cell.number_format)
    if counted := COUNTED.fullmatch(value):
        left, top, right, bottom = range_boundaries(counted[1])
        column = sheet.iter_rows(top, bottom, left, right, values_only=True)
        return str([one for (one,) in column].count("Đ"))
    return " ".join(value.split())


def as_formatted(value: float, shape: str) -> str:
    """A number as Excel shows it in Vietnamese: "1.922", "18,2", "83,17%"."""
    plain = shape.split(";")[0].removesuffix("_)")
    places = len(re.sub(r"[^0]", "", plain.partition(".")[2]))
    return number(Decimal(str(value)), places) + "%" * ("%" in plain)
