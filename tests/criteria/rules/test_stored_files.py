"""Missing, altered and orphaned files, told by comparing what is noted with what is found."""

import datetime as dt

from criteria.rules.stored_files import FILE_CHECKS, OnDisk, Recorded, altered, missing, orphans

WRITTEN = dt.datetime(2017, 9, 1, tzinfo=dt.UTC)
RECORDS = [
    Recorded(1, "a", 10, "một"),
    Recorded(2, "b", 20, "hai"),
    Recorded(3, "b", 20, "ba"),
    Recorded(4, "c", 5, "bốn"),
]


def on_disk(name, size, digest=None) -> OnDisk:
    return OnDisk(name, size, digest or name, WRITTEN)


FILES = {"b": on_disk("b", 20, "x"), "c": on_disk("c", 6), "z": on_disk("z", 1), ".tam": on_disk(".tam", 1)}


def test_a_file_that_is_gone_is_named_by_its_document():
    assert missing(RECORDS, FILES) == ["một"]


def test_a_file_with_other_bytes_is_named_by_each_of_its_documents():
    assert altered(RECORDS, FILES) == ["hai", "ba", "bốn"]


def test_a_file_of_no_document_is_named_by_itself():
    assert orphans(RECORDS, FILES) == [".tam", "z"]


def test_nothing_is_found_where_all_is_well():
    files = {"a": on_disk("a", 10), "b": on_disk("b", 20), "c": on_disk("c", 5)}
    assert [check.find(RECORDS, files) for check in FILE_CHECKS] == [[], [], []]
