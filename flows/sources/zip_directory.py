"""Walk a zip file's table of contents entry by entry: zipfile would hold it all, a gigabyte for a million files."""

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

# PKWARE APPNOTE 6.3: signature, then the fields named where they are taken out.
END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")

END_MARK, END_64_MARK, LOCATOR_64_MARK = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
ENTRY_MARK, LOCAL_MARK = b"PK\x01\x02", b"PK\x03\x04"

# The end record stands at the very end, but for a comment of at most this length.
MAX_COMMENT = 65_535

# A field of a classic entry with all bits set is to be found in its zip64 extra field.
FULL_32, FULL_16 = 0xFFFFFFFF, 0xFFFF
ZIP64_EXTRA = 0x0001

ENCRYPTED = 0x1


def zip_entries(file: BinaryIO) -> Iterator[zipfile.ZipInfo]:
    """The entries in the order of the table of contents. Raises BadZipFile where it is damaged."""
    at, end, shift = _table(file)
    while at < end:
        file.seek(at)
        head = file.read(ENTRY.size)
        if len(head) < ENTRY.size or not head.startswith(ENTRY_MARK):
            raise zipfile.BadZipFile(f"the table of contents is damaged at byte {at:,}")
        fields = ENTRY.unpack(head)
        flags, method, crc, packed, size = fields[3], fields[4], *fields[7:10]
        name_length, extra_length, comment_length, offset = *fields[10:13], fields[16]
        name = file.read(name_length)
        size, packed, offset = _zip64(file.read(extra_length), (size, packed, offset))
        info = zipfile.ZipInfo(_file_name(name))
        info.flag_bits, info.compress_type, info.CRC = flags, method, crc
        info.compress_size, info.file_size, info.header_offset = packed, size, offset + shift
        yield info
        at += ENTRY.size + name_length + extra_length + comment_length


def open_entry(file: BinaryIO, info: zipfile.ZipInfo) -> zipfile.ZipExtFile:
    """The unpacked bytes of an entry, to be read before anything else is read from the file.

    Raises BadZipFile, or RuntimeError for one under a password.
    """
    if info.flag_bits & ENCRYPTED:
        raise RuntimeError("it is under a password; unpack it first")
    file.seek(info.header_offset)
    head = file.read(LOCAL.size)
    if len(head) < LOCAL.size or not head.startswith(LOCAL_MARK):
        raise zipfile.BadZipFile(f"no file begins at byte {info.header_offset:,}")
    file.seek(sum(LOCAL.unpack(head)[-2:]), 1)
    return zipfile.ZipExtFile(file, "r", info)


def _table(file: BinaryIO) -> tuple[int, int, int]:
    """Where the table of contents begins and ends, and how far the archive is shifted by what stands before it."""
    size = file.seek(0, 2)
    start = max(0, size - END.size - MAX_COMMENT)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(END_MARK)
    if found < 0 or len(tail) - found < END.size:
        raise zipfile.BadZipFile("its end is missing: it was cut off or is no zip")
    fields = END.unpack(tail[found : found + END.size])
    length, offset = fields[5], fields[6]
    end = start + found
    if FULL_32 in fields[5:7] or FULL_16 in fields[3:5]:
        length, offset, end = _table_64(file, end, length, offset)
    if end - length < 0:
        raise zipfile.BadZipFile("its end says more than there is")
    return end - length, end, end - length - offset


def _table_64(file: BinaryIO, end: int, length: int, offset: int) -> tuple[int, int, int]:
    """Length, offset and end of the table as the zip64 record before the classic one gives them, if there is one."""
    file.seek(max(0, end - LOCATOR_64.size))
    locator = file.read(LOCATOR_64.size)
    if len(locator) < LOCATOR_64.size or not locator.startswith(LOCATOR_64_MARK):
        return length, offset, end
    at = end - LOCATOR_64.size - END_64.size
    file.seek(max(0, at))
    record = file.read(END_64.size)
    if len(record) < END_64.size or not record.startswith(END_64_MARK):
        raise zipfile.BadZipFile("its zip64 end record is damaged")
    fields = END_64.unpack(record)
    return fields[8], fields[9], at


def _zip64(extra: bytes, values: tuple[int, int, int]) -> tuple[int, int, int]:
    """Size, packed size and offset, those that do not fit 32 bits taken from the extra field."""
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, at)
        if tag == ZIP64_EXTRA:
            longs = iter(struct.unpack_from(f"<{length // 8}Q", extra, at + 4))
            size, packed, offset = (next(longs, value) if value == FULL_32 else value for value in values)
            return size, packed, offset
        at += 4 + length
    return values


def _file_name(name: bytes) -> str:
    """The name; many packers write UTF-8 without the flag that says so."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp437")
