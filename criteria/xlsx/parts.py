"""The parts of an .xlsx file one by one, each unpacked only as far as it may go, and parsed without building a tree."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from criteria.xlsx.limits import CHUNK, LARGEST_PART, MOST_PARTS, FileFault, TooMuch

BROKEN = "Tệp bị hỏng hoặc không phải tệp Excel .xlsx. Mở lại bằng Excel, lưu thành .xlsx rồi tải lên."
LOCKED = "Tệp có mật khẩu nên không đọc được. Bỏ mật khẩu rồi tải lên."
MACROS = "Tệp có macro. Lưu lại thành Excel Workbook (.xlsx) không macro rồi tải lên."
ENTITIES = "Tệp có khai báo XML không an toàn nên bị từ chối. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên."
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Elements:
    """Hears of the elements of a part by their plain names, whatever prefix the writing program chose for its root."""

    def begin(self, name: str, attrs: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def words(self, text: str) -> None:
        """Text inside the element that is open."""


class Forbidden(Exception):
    """A DOCTYPE: with it a part could name other files, or words that grow without end."""


def refuse(*_declared) -> None:
    raise Forbidden


def parser_for(elements: Elements) -> XMLParserType:
    """An XML parser that builds nothing and refuses every declaration, so that no entity can exist."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    parser.CharacterDataHandler = elements.words

    def root(name: str, attrs: dict[str, str]) -> None:
        """The first element tells the prefix of the part; hardly any program writes one."""
        listen(parser, elements, name.rpartition(":")[0])
        parser.StartElementHandler(name, attrs)

    parser.StartElementHandler = root
    return parser


def listen(parser: XMLParserType, elements: Elements, prefix: str) -> None:
    """Pass the elements on; a call more for each of them would be felt, a large sheet has half a million."""
    if not prefix:
        parser.StartElementHandler, parser.EndElementHandler = elements.begin, elements.end
        return
    own = f"{prefix}:"
    parser.StartElementHandler = lambda name, attrs: elements.begin(name.removeprefix(own), attrs)
    parser.EndElementHandler = lambda name: elements.end(name.removeprefix(own))


class Package:
    """An opened .xlsx file. Its directory is believed only where it says that too much would come out."""

    def __init__(self, file):
        try:
            self.archive = zipfile.ZipFile(file)
        except UNREADABLE as fault:
            raise FileFault(BROKEN) from fault
        infos = self.archive.infolist()
        if len(infos) > MOST_PARTS:
            raise TooMuch("phần")
        self.sizes = {info.filename: info.file_size for info in infos}
        if "EncryptedPackage" in self.sizes:
            raise FileFault(LOCKED)
        if any("vbaproject" in name.casefold() for name in self.sizes):
            raise FileFault(MACROS)
        if "[Content_Types].xml" not in self.sizes:
            raise FileFault(BROKEN)

    def has(self, name: str) -> bool:
        """Whether the file has such a part."""
        return name in self.sizes

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, unpacked piece by piece up to the limit."""
        if self.sizes[name] > LARGEST_PART:
            raise TooMuch("dữ liệu")
        total = 0
        try:
            with self.archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    total += len(chunk)
                    if total > LARGEST_PART:
                        raise TooMuch("dữ liệu")
                    yield chunk
        except UNREADABLE as fault:
            raise FileFault(BROKEN) from fault

    def hear(self, name: str, elements: Elements) -> None:
        """Tell a listener of every element of a part; entities and DTDs are refused."""
        if not self.has(name):
            raise FileFault(BROKEN)
        parser = parser_for(elements)
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except Forbidden as fault:
            raise FileFault(ENTITIES) from fault
        except (ExpatError, ValueError) as fault:
            if isinstance(fault, FileFault):
                raise
            raise FileFault(BROKEN) from fault


def resolved(base: str, target: str) -> str:
    """The name of a part that another one points at: "xl/worksheets/sheet1.xml"."""
    path = target.lstrip("/") if target.startswith("/") or not base else f"{base}/{target}"
    return re.sub(r"(?:[^/]+/\.\./)|(?:\./)", "", path)
