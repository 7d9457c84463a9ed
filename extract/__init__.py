"""Reads indicators out of Chinese health bulletins: text in, rows out.

    from extract import extract_batch, documents_frame, read_file
    extraction = extract_batch(documents_frame(read_file(path)))
    extraction.mentions, extraction.outcomes, extraction.bulletins

The frames are documented in `extract.schema`; what counts as an indicator in README.
"""

from extract.batch import Extraction, extract_batch, extractor_version
from extract.document import DOCUMENT_SCHEMA, Document, documents_frame
from extract.readers import iter_documents, iter_files, read_file
from extract.schema import BULLETIN_SCHEMA, MENTION_SCHEMA, OUTCOME_SCHEMA

__all__ = [
    "BULLETIN_SCHEMA",
    "DOCUMENT_SCHEMA",
    "MENTION_SCHEMA",
    "OUTCOME_SCHEMA",
    "Document",
    "Extraction",
    "documents_frame",
    "extract_batch",
    "extractor_version",
    "iter_documents",
    "iter_files",
    "read_file",
]
