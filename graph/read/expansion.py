"""Opening inputs: gzip is unpacked by content, never by name, and only as far as the limit allows."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from graph.errors import InputError
from graph.read.config import MEGABYTE, ReadConfig
from graph.read.paths import STANDARD_INPUT

_GZIP = b"\x1f\x8b"
_FREE = 64 * MEGABYTE


@contextmanager
def open_input(path: str, config: ReadConfig) -> Iterator[io.BufferedReader]:
    """The bytes of a file or of standard input ("-"), unpacked.

    Reading raises InputError where a compressed file is damaged, ends early or unpacks to more than the limit.
    """
    with _open(path) as raw:
        if raw.peek(2)[:2] == _GZIP:
            with gzip.GzipFile(fileobj=raw) as packed:
                yield io.BufferedReader(_Bounded(packed, raw, config), buffer_size=1 << 18)
        else:
            yield raw


@contextmanager
def _open(path: str) -> Iterator[io.BufferedReader]:
    if path == STANDARD_INPUT:
        yield io.BufferedReader(_Standard(), 1 << 18)
    else:
        with io.FileIO(path) as file:
            yield io.BufferedReader(file, 1 << 18)


class _Standard(io.RawIOBase):
    """Standard input, left open when its reader is closed."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return os.readv(sys.stdin.fileno(), [buffer])


class _Bounded(io.RawIOBase):
    """Unpacked bytes, counted: a small file that unpacks to a huge one is an attack, not an article."""

    def __init__(self, packed: gzip.GzipFile, raw: BinaryIO, config: ReadConfig) -> None:
        self._packed = packed
        self._raw = raw
        self._config = config
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._packed.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            reason = "a truncated gzip file" if isinstance(error, EOFError) else "a damaged gzip file"
            raise InputError(reason) from error
        self._count += len(data)
        if self._count > self._config.most_expanded:
            raise InputError(f"unpacks to more than {self._config.most_expanded} bytes")
        if self._count > max(_FREE, self._config.most_ratio * self._raw.tell()):
            raise InputError(f"unpacks to more than {self._config.most_ratio} times its size")
        buffer[: len(data)] = data
        return len(data)
