"""The page: paper, margins, fonts, page numbers from the second page on, and what Word shows under Properties."""

import datetime as dt

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from reports.docx.text import FONT, clean
from reports.rules.papers import Letter, PaperRules

PAGE_NUMBER_SIZE = 13
DRAFT = "Dự thảo"
LONGEST_PROPERTY = 255  # python-docx refuses more


def set_page(drawn: Document, letter: Letter, *, is_draft: bool = True) -> None:
    """A4 upright with the margins of the rules; the first page carries no number; what is issued is no draft."""
    section, rules = drawn.sections[0], letter.rules
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, rules.margins)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _style(drawn, rules)
    _number(section, rules)
    _describe(drawn, letter, DRAFT * is_draft)


def _style(drawn: Document, rules: PaperRules) -> None:
    """Times New Roman for every script, in Vietnamese."""
    normal = drawn.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(rules.body), RGBColor(0, 0, 0)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1
    fonts = normal.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for language in drawn.styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            language.set(qn(f"w:{kind}"), "vi-VN")


def _number(section, rules: PaperRules) -> None:
    top = rules.is_numbered_above
    paragraph = (section.header if top else section.footer).paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if top else WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")
    run.font.size = Pt(PAGE_NUMBER_SIZE)
    field.append(run._r)
    paragraph._p.append(field)


def _describe(drawn: Document, letter: Letter, comments: str) -> None:
    about = drawn.core_properties
    about.title, about.subject = (clean(words)[:LONGEST_PROPERTY] for words in (letter.about, letter.subject))
    about.author = about.last_modified_by = letter.head.name
    about.category, about.keywords, about.comments = letter.category, "nông thôn mới", comments
    about.language, about.revision = "vi-VN", 1
    about.created = about.modified = dt.datetime.combine(letter.on, dt.time(), tzinfo=dt.UTC).replace(tzinfo=None)
