"""Readers: a file or folder in, Documents out. One module a format, chosen by suffix in `formats`."""

from extract.readers.assemble import read_page
from extract.readers.files import iter_documents, iter_files, iter_unsupported, read_file
from extract.readers.formats import FORMATS, formats_read
from extract.readers.page import DEFAULT_LIMITS, ReadLimits
from extract.readers.sidecar import sidecar_names

__all__ = [
    "DEFAULT_LIMITS",
    "FORMATS",
    "ReadLimits",
    "formats_read",
    "iter_documents",
    "iter_files",
    "iter_unsupported",
    "read_file",
    "read_page",
    "sidecar_names",
]
