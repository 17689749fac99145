"""What a spreadsheet program asks of a file before it opens it without offering to repair it."""

import io
import posixpath
import re
import zipfile
from itertools import combinations
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAME = re.compile(r"[A-Za-z_\\][\w.\\]*")
CELL_LIKE = re.compile(r"(?i)[a-z]{1,3}\d+|r\d*c\d*")
# The order in which a sheet names its parts, of the standard; Excel refuses any other.
PARTS = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter",
    "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip
# What Excel 2007 calculates and other programs, too.
FUNCTIONS = {
    "AND", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "DATE", "IF", "ISNUMBER", "LEFT", "OR", "ROUND", "ROWS", "SUM",
}  # fmt: skip
CALLED = re.compile(r"([A-Z][A-Z0-9.]*)\(")
HIGHEST_ROW, WIDEST_COLUMN, LONGEST_TEXT, LONGEST_FORMULA, LONGEST_WORDS = 409.5, 255, 32_767, 8192, 255
PLACE = re.compile(r"'([^']+)'!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?$")


def faults(content: bytes) -> list[str]:
    """Everything that is wrong with a package; an empty list is a file that opens as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    found = [f"twice in the package: {name}" for name in {name for name in names if names.count(name) > 1}]
    trees = {name: ElementTree.fromstring(text) for name, text in parts.items() if name.endswith((".xml", ".rels"))}
    found += _types(trees["[Content_Types].xml"], names)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found += _relations(name, tree, names)
    found += _names(trees["xl/workbook.xml"])
    for name, tree in trees.items():
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {fault}" for fault in _sheet(tree, trees, _outside(name, trees))]
    load_workbook(io.BytesIO(content))
    return found


def _types(tree: Element, names: list[str]) -> list[str]:
    """Every part has a type, and every typed part is there."""
    known = {node.get("PartName", "").lstrip("/") for node in tree if node.tag.endswith("Override")}
    endings = {node.get("Extension") for node in tree if node.tag.endswith("Default")}
    untyped = [name for name in names if name not in known and name.rpartition(".")[2] not in endings]
    return [f"no type: {name}" for name in untyped if name != "[Content_Types].xml"] + [
        f"not there: {name}" for name in known - set(names)
    ]


def _relations(name: str, tree: Element, names: list[str]) -> list[str]:
    """Every relation leads to a part of the package."""
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = [node.get("Id") for node in tree]
    found = [f"{name}: {key} given twice" for key in set(ids) if ids.count(key) > 1]
    for node in tree:
        if node.get("TargetMode") == "External":
            continue
        target = node.get("Target")
        where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found += [f"{name}: leads to nothing, {where}"] * (where not in names)
    return found


def _names(book: Element) -> list[str]:
    """Names of sheets and ranges that Excel takes, each once, and ranges on sheets that exist."""
    sheets = [node.get("name") for node in book.iter(f"{MAIN}sheet")]
    found = [f"sheet {name!r}" for name in sheets if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)]
    found += [f"sheet {name!r} twice" for name in set(sheets) if [s.lower() for s in sheets].count(name.lower()) > 1]
    keys = []
    for node in book.iter(f"{MAIN}definedName"):
        name, place = node.get("name"), (node.text or "").split(",")[0]
        keys.append((name.lower(), node.get("localSheetId")))
        own = name.startswith("_xlnm.")
        found += [f"name {name!r}"] * (not own and (not NAME.fullmatch(name) or bool(CELL_LIKE.fullmatch(name))))
        match = PLACE.match(place)
        found += [f"{name} is nowhere: {node.text}"] * (not own and not (match and match[1] in sheets))
    return found + [f"range {key} twice" for key in set(keys) if keys.count(key) > 1]


def _outside(sheet: str, trees: dict[str, Element]) -> set[str]:
    """The relations of a sheet that lead out of the file, to whole addresses."""
    relations = trees.get(f"xl/worksheets/_rels/{posixpath.basename(sheet)}.rels", ())
    return {node.get("Id") for node in relations if re.match(r"https?://[^/]+/", node.get("Target"))}


def _sheet(tree: Element, trees: dict[str, Element], outside: set[str]) -> list[str]:
    """Cells in order with styles that exist, blocks that do not overlap, rules and links that are whole."""
    styles = len(trees["xl/styles.xml"].find(f"{MAIN}cellXfs"))
    cells = [(node.get("r"), int(node.get("s", 0))) for node in tree.iter(f"{MAIN}c")]
    found = [f"style of {place}" for place, style in cells if style >= styles]
    rows = [int(node.get("r")) for node in tree.iter(f"{MAIN}row")]
    found += ["rows out of order"] * (rows != sorted(set(rows)))
    blocks = [CellRange(node.get("ref")) for node in tree.iter(f"{MAIN}mergeCell")]
    found += [f"{one} overlaps {other}" for one, other in combinations(blocks, 2) if not one.isdisjoint(other)]
    priorities = [node.get("priority") for node in tree.iter(f"{MAIN}cfRule")]
    found += ["rules of the same rank"] * (len(priorities) != len(set(priorities)))
    sheets = {node.get("name") for node in trees["xl/workbook.xml"].iter(f"{MAIN}sheet")}
    for node in tree.iter(f"{MAIN}hyperlink"):
        match = PLACE.match(node.get("location", ""))
        leads = (match and match[1] in sheets) or node.get(f"{REL}id") in outside
        found += [f"link of {node.get('ref')}"] * (not leads)
    kinds = [node.tag.rpartition("}")[2] for node in tree]
    found += [f"{kind} twice" for kind in {k for k in kinds if kinds.count(k) > 1} - {"conditionalFormatting"}]
    return found + _order(kinds) + _bounds(tree) + _formulas(tree) + _rules(tree, trees["xl/styles.xml"])


def _order(kinds: list[str]) -> list[str]:
    """The parts of a sheet stand in the order of the standard."""
    unknown = set(kinds) - set(PARTS)
    if unknown:
        return [f"unknown part {kind}" for kind in sorted(unknown)]
    return ["parts out of order"] * ([*map(PARTS.index, kinds)] != sorted(map(PARTS.index, kinds)))


def _bounds(tree: Element) -> list[str]:
    """Nothing is higher, wider or longer than Excel keeps; no cell stands twice."""
    places = [node.get("r") for node in tree.iter(f"{MAIN}c")]
    found = ["a cell twice"] * (len(places) != len(set(places)))
    rows = ((node.get("r"), float(node.get("ht", 0))) for node in tree.iter(f"{MAIN}row"))
    found += [f"row {row} is {height} high" for row, height in rows if height > HIGHEST_ROW]
    wide = (float(node.get("width", 0)) for node in tree.iter(f"{MAIN}col"))
    found += ["a column is too wide"] * any(width > WIDEST_COLUMN for width in wide)
    found += ["a text is too long"] * any(len(node.text or "") > LONGEST_TEXT for node in tree.iter(f"{MAIN}t"))
    asks = [node.get(name, "") for node in tree.iter(f"{MAIN}dataValidation") for name in ("prompt", "error")] + [
        node.text or "" for node in tree.iter() if node.tag in (f"{MAIN}formula1", f"{MAIN}oddFooter")
    ]
    return found + ["a list or message is too long"] * any(len(words) > LONGEST_WORDS for words in asks)


def _formulas(tree: Element) -> list[str]:
    """Formulas call only what every program knows."""
    written = [node.text or "" for kind in ("f", "formula", "formula1") for node in tree.iter(f"{MAIN}{kind}")]
    called = {name for formula in written for name in CALLED.findall(formula)}
    return [f"function {name}" for name in sorted(called - FUNCTIONS)] + ["a formula is too long"] * any(
        len(formula) > LONGEST_FORMULA for formula in written
    )


def _rules(tree: Element, styles: Element) -> list[str]:
    """Every rule of a colour names a look that is there."""
    looks = styles.find(f"{MAIN}dxfs")
    known = 0 if looks is None else len(looks)
    asked = [int(node.get("dxfId")) for node in tree.iter(f"{MAIN}cfRule") if node.get("dxfId")]
    return ["a rule without its look"] * any(number >= known for number in asked)
