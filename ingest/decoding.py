"""Raw bytes: unpacked within a limit, told from binary files, decoded without losing or inventing a character."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import InputError

GZIP = b"\x1f\x8b"
CHUNK = 1 << 16
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"RIFF": "a sound, video or WebP picture",
    b"ID3": "a sound",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"7z\xbc\xaf": "a 7z archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"BZh": "a bzip2 archive",
    b"SQLite format 3": "a SQLite database",
    GZIP: "a gzip archive inside a gzip archive",
}
_BOMS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels that pages write for what is really the larger set (WHATWG Encoding Standard, "Names and labels").
_REALLY = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_DECLARED = re.compile(rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``note`` says in words when the encoding was guessed or characters were lost; "" when all was plain."""

    text: str
    encoding: str
    note: str = ""


def gunzip(chunks: Iterable[bytes], *, where: str, limit: int) -> Iterator[bytes]:
    """Unpacked pieces of a gzip stream (several members too); never holds more than a piece.

    Raises ``InputError`` when it is damaged, breaks off or is larger than ``limit`` bytes.
    """
    total, inflate, fed = 0, zlib.decompressobj(31), False
    for chunk in chunks:
        rest = chunk
        while rest:
            if total and not fed and not rest.startswith(GZIP[:1]):
                return  # padding after the last member
            fed = True
            try:
                piece = inflate.decompress(rest, CHUNK)
            except zlib.error as error:
                raise _damaged(where, total, str(error)) from error
            total += len(piece)
            if total > limit:
                raise too_large(where, limit)
            yield piece
            rest = inflate.unconsumed_tail or inflate.unused_data
            if inflate.eof:
                inflate, fed = zlib.decompressobj(31), False
    yield from _flushed(inflate, fed, where, total)


def _flushed(inflate: zlib._Decompress, fed: bool, where: str, total: int) -> Iterator[bytes]:
    if not fed:
        return
    piece = inflate.flush()
    yield piece
    if not inflate.eof:
        raise _damaged(where, total + len(piece), "it breaks off")


def _damaged(where: str, total: int, why: str) -> InputError:
    message = f"the gzip stream is damaged after {total:,} unpacked bytes ({why})"
    return InputError(message, where=where, reason="truncated", hint="Get the file again")


def too_large(where: str, limit: int) -> InputError:
    """The error for anything above the limit."""
    message = f"larger than {limit / 1e6:g} MB"
    return InputError(message, where=where, reason="too large", hint="Split it, or raise the limit")


def refuse_binary(data: bytes, *, where: str) -> None:
    """Raise ``InputError`` where ``data`` is empty or no text."""
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
        raise InputError("empty: there is no text in it", where=where, reason="empty")
    head = data[:4096]
    what = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    if not what and not _wide(head) and len(head.translate(None, _CONTROL)) < 0.9 * len(head):
        what = "binary data"
    if what:
        hint = "Give it as HTML or plain text"
        raise InputError(f"this is {what}, not text", where=where, reason="binary", hint=hint)


def _wide(data: bytes) -> str:
    """Name of a UTF-16 or UTF-32 encoding that ``data`` is in, by its BOM or by where its zero bytes stand."""
    named = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    head = data[:4096]
    if named or not head.count(0):
        return named
    zeros = [head[place::4].count(0) / max(len(head[place::4]), 1) for place in range(4)]
    high = [share > 0.7 for share in zeros]
    # Arabic in UTF-16 has 06 where Latin has 00, and zero bytes only at its blanks and line ends
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get((high[0], high[1], high[2], high[3]), "")


def decode(data: bytes, *, content_type: str = "") -> Decoded:
    """Text of ``data``: by its BOM, as UTF-8 where it is valid (chance hits are next to impossible), by the charset of
    the header, by what the document declares, by statistics. What cannot be decoded becomes U+FFFD; the note says so.
    """
    if wide := _wide(data):
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for name in _candidates(data, content_type):
        text = _try(data, name)
        if text is not None:
            return Decoded(text, name)
    return _guessed(data)


def _candidates(data: bytes, content_type: str) -> Iterator[str]:
    header = _CHARSET.search(content_type)
    inside = _DECLARED.search(data[:2048])
    labels = [header.group(1) if header else "", inside.group(1).decode("ascii", "replace") if inside else ""]
    for label in filter(None, labels):
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        yield _REALLY.get(name, name)


def _try(data: bytes, name: str) -> str | None:
    try:
        return without_surrogates(data.decode(name))
    except (UnicodeError, LookupError, AssertionError):  # LookupError: codecs such as "hex" that give no text
        return None


def _guessed(data: bytes) -> Decoded:
    mostly = data.decode("utf-8", "replace")
    lost = mostly.count("\ufffd")
    if lost * 50 < len(mostly):  # a few broken bytes in UTF-8, as of a text cut in the middle of a character
        return Decoded(mostly, "utf-8", f"{lost} bytes are no valid UTF-8 and were replaced")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    name = best.encoding if best is not None else "cp1252"
    return Decoded(data.decode(name, "replace"), name, f"no valid encoding is declared; read as {name}")


def without_surrogates(text: str) -> str:
    """Surrogate pairs joined, lone surrogates replaced by U+FFFD: no encoding can store them."""
    if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
