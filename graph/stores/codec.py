"""Model values ↔ plain values (dicts, lists, numbers, strings), derived once from the dataclasses' own types.

``PLAIN`` is the form of ``dump`` and the JSONL export: every field, spans with their text. ``COMPACT`` is what a
database keeps in one column: fields at their default left out, spans as ``[start, end]`` (the text is stored once),
bytes as they are (they get a column of their own). Datetimes are ISO 8601 in UTC, other bytes base64, enumerations
their values.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from graph.model import Span

T = TypeVar("T")
Encode = Callable[[Any], Any]
Decode = Callable[[Any, str], Any]  # (plain value, the version's text that spans point into)
_ABSENT = object()


class Codec:
    """One way to write model values down. ``compact`` as described in the module."""

    def __init__(self, *, compact: bool) -> None:
        self.compact = compact
        self._encoders: dict[Any, Encode] = {}
        self._decoders: dict[Any, Decode] = {}

    def encode(self, value: object, *, leave: frozenset[str] = frozenset()) -> dict[str, Any]:
        """A dataclass as a dict, without the fields in ``leave``."""
        encoded: dict[str, Any] = self._encoder(type(value))(value)
        for name in leave:
            encoded.pop(name, None)
        return encoded

    def decode(self, cls: type[T], plain: dict[str, Any], *, text: str = "") -> T:
        """The dataclass back. ``text`` is needed where compact spans are inside."""
        decoded: T = self._decoder(cls)(plain, text)
        return decoded

    def _encoder(self, tp: Any) -> Encode:
        if tp not in self._encoders:
            self._encoders[tp] = self._make_encoder(tp)
        return self._encoders[tp]

    def _decoder(self, tp: Any) -> Decode:
        if tp not in self._decoders:
            self._decoders[tp] = self._make_decoder(tp)
        return self._decoders[tp]

    def _make_encoder(self, tp: Any) -> Encode:
        if tp is Span and self.compact:
            return lambda span: (span.start, span.end)
        if is_dataclass(tp):
            return self._dataclass_encoder(tp)
        if (inner := _optional(tp)) is not None:
            encode = self._encoder(inner)
            if encode is _unchanged:
                return encode
            return lambda value: None if value is None else encode(value)
        if get_origin(tp) is tuple:
            return self._tuple_encoder(tp)
        return _leaf_encoder(tp, compact=self.compact)

    def _tuple_encoder(self, tp: Any) -> Encode:
        args = get_args(tp)
        if args[-1] is Ellipsis:
            encode = self._encoder(args[0])
            if encode is _unchanged:
                return list
            return lambda values: [encode(v) for v in values]
        parts = [self._encoder(arg) for arg in args]
        return lambda values: [encode(v) for encode, v in zip(parts, values, strict=True)]

    def _dataclass_encoder(self, tp: Any) -> Encode:
        plan = [(f.name, _default(f), self._encoder(hint)) for f, hint in _typed_fields(tp)]
        if not self.compact:
            return lambda value: {name: encode(getattr(value, name)) for name, _, encode in plan}

        def encode_compact(value: Any) -> dict[str, Any]:
            out = {}
            for name, default, encode in plan:
                item = getattr(value, name)
                if item != default:
                    out[name] = item if encode is _unchanged else encode(item)
            return out

        return encode_compact

    def _make_decoder(self, tp: Any) -> Decode:
        if tp is Span and self.compact:
            return lambda pair, text: Span.of(text, pair[0], pair[1])
        if is_dataclass(tp):
            return self._dataclass_decoder(tp)
        if (inner := _optional(tp)) is not None:
            decode = self._decoder(inner)
            if decode is _as_it_is:
                return decode
            return lambda value, text: None if value is None else decode(value, text)
        if get_origin(tp) is tuple:
            return self._tuple_decoder(tp)
        return _leaf_decoder(tp, compact=self.compact)

    def _tuple_decoder(self, tp: Any) -> Decode:
        args = get_args(tp)
        if args[-1] is Ellipsis:
            decode = self._decoder(args[0])
            if decode is _as_it_is:
                return lambda values, text: tuple(values)
            return lambda values, text: tuple([decode(v, text) for v in values])
        parts = [self._decoder(arg) for arg in args]
        return lambda values, text: tuple([decode(v, text) for decode, v in zip(parts, values, strict=True)])

    def _dataclass_decoder(self, tp: Any) -> Decode:
        decoders = {f.name: self._decoder(hint) for f, hint in _typed_fields(tp)}
        made = {name: decode for name, decode in decoders.items() if decode is not _as_it_is}

        def decode_fields(plain: dict[str, Any], text: str) -> Any:
            fields = {name: value for name, value in plain.items() if name in decoders}
            for name in made.keys() & fields.keys():
                fields[name] = made[name](fields[name], text)
            return tp(**fields)

        return decode_fields


@cache
def _typed_fields(tp: Any) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(tp)
    return tuple((f, hints[f.name]) for f in fields(tp))


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else _ABSENT


def _optional(tp: Any) -> Any:
    """``X`` of ``X | None``; None for anything else."""
    if get_origin(tp) is not UnionType and not isinstance(tp, UnionType):
        return None
    inner = [arg for arg in get_args(tp) if arg is not NoneType]
    return inner[0] if len(inner) == 1 else None


def _leaf_encoder(tp: Any, *, compact: bool) -> Encode:
    if tp is datetime:
        return datetime.isoformat
    if tp is bytes and not compact:
        return lambda value: b64encode(value).decode("ascii")
    if isinstance(tp, type) and issubclass(tp, Enum):
        return lambda value: value.value
    return _unchanged


def _unchanged(value: Any) -> Any:
    return value


def _leaf_decoder(tp: Any, *, compact: bool) -> Decode:
    if tp is datetime:
        return lambda value, _: datetime.fromisoformat(value)
    if tp is bytes and not compact:
        return lambda value, _: b64decode(value)
    if isinstance(tp, type) and issubclass(tp, Enum):
        members = {member.value: member for member in tp}
        return lambda value, _: members[value]
    return _as_it_is


def _as_it_is(value: Any, _: str) -> Any:
    return value


PLAIN = Codec(compact=False)
COMPACT = Codec(compact=True)
