"""The texts that are measured: the bundled samples, or any folder."""

import shutil
from itertools import count
from pathlib import Path

import polars as pl

from extract.document import DOCUMENT_SCHEMA, documents_frame
from extract.readers import iter_documents, iter_files, sidecar_names

REPOSITORY = Path(__file__).resolve().parent.parent
SAMPLES = REPOSITORY / "samples" / "landing"


def read_folder(folder: Path) -> pl.DataFrame:
    """Return every readable document below a folder, in DOCUMENT_SCHEMA.

    Raises:
        SystemExit: the folder has no text to measure.

    """
    documents = documents_frame(
        document
        for path in iter_files(folder)
        for document in iter_documents(path, path.relative_to(folder).as_posix())
    )
    readable = documents.filter(pl.col("status") == "read")
    if readable.is_empty():
        raise SystemExit(f"{folder} has no document with text")
    return readable


def characters(documents: pl.DataFrame) -> int:
    """Return the number of code points of all texts."""
    return int(documents["text"].str.len_chars().sum())


def repeated(documents: pl.DataFrame, at_least: int) -> pl.DataFrame:
    """Return the documents, over and over under new ids until they hold at least so many characters together."""
    lengths = documents["text"].str.len_chars().to_list()
    picked: list[int] = []
    held = 0
    for number in count():
        if held >= at_least and number >= documents.height:
            break
        picked.append(number % documents.height)
        held += lengths[picked[-1]]
    ids = [f"{number}" for number in range(len(picked))]
    return documents[picked].with_columns(document_id=pl.Series(ids, dtype=pl.String()))


def one_page(text: str) -> pl.DataFrame:
    """Return a frame of one document that has this text and nothing else."""
    row: dict[str, object] = dict.fromkeys(DOCUMENT_SCHEMA)
    row |= {"document_id": "0", "source": "page.txt", "text": text, "media_type": "text", "status": "read"}
    return pl.DataFrame([row | {"byte_size": len(text), "message": ""}], schema=DOCUMENT_SCHEMA)


def sample_of(documents: pl.DataFrame, about: int) -> pl.DataFrame:
    """Return the first documents that hold about so many characters; at least one."""
    held = documents["text"].str.len_chars().cum_sum()
    return documents.head(max(1, int((held <= about).sum())))


def one_file_per_format(folder: Path) -> list[Path]:
    """Return, for every file format in a folder, its smallest file that has text.

    Raises:
        SystemExit: there is none.

    """
    found: dict[str, Path] = {}
    for path in sorted(iter_files(folder), key=lambda file: (file.stat().st_size, file)):
        suffix = path.suffix.lower()
        if suffix not in found and any(document.status == "read" for document in iter_documents(path)):
            found[suffix] = path
    if not found:
        raise SystemExit(f"{folder} has no document with text")
    return [found[suffix] for suffix in sorted(found)]


def copy_half(texts: Path, target: Path) -> None:
    """Copy every second bulletin, with its sidecar."""
    for path in list(iter_files(texts))[::2]:
        copy = target / path.relative_to(texts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
        for name in sidecar_names(path.name):
            if path.with_name(name).exists():
                shutil.copy2(path.with_name(name), copy.with_name(name))
