"""Files and code are told apart by what they hold."""

import os
import time
from pathlib import Path

import pytest

from orchestration.warehouse.landing import content_hash, scan, seconds_since_change
from orchestration.warehouse.state import code_fingerprint


def test_hash_ignores_name_and_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "b.txt").write_bytes(b"1")
    os.utime(tmp_path / "b.txt", (0, 0))
    assert content_hash(tmp_path / "a.txt") == content_hash(tmp_path / "b.txt")


def test_hash_covers_the_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    alone = content_hash(path)
    (tmp_path / "a.txt.meta.json").write_bytes(b"{}")
    with_sidecar = content_hash(path)
    (tmp_path / "a.txt.meta.json").write_bytes(b"{ }")
    assert len({alone, with_sidecar, content_hash(path)}) == 3


def test_hash_is_the_document_id_that_the_reader_gives(tmp_path: Path) -> None:
    from extract.readers import read_file

    path = tmp_path / "a.txt"
    path.write_text("全市每千人口床位数 6.5 张", encoding="utf-8")
    (tmp_path / "a.txt.meta.json").write_text("{}", encoding="utf-8")
    assert [document.document_id for document in read_file(path)] == [content_hash(path)]


def test_change_time_cannot_be_set_back(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    os.utime(path, (0, 0))  # as copying with times does
    assert seconds_since_change(path) < 60


def test_scan_waits_for_a_sidecar_that_has_just_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100)
    assert [file.source for file in scan(tmp_path, lambda folder: folder.glob("*.txt"), settle_seconds=50).files] == [
        "a.txt"
    ]
    monkeypatch.setattr(time, "time", lambda: now + 10)
    assert scan(tmp_path, lambda folder: folder.glob("*.txt"), settle_seconds=50).growing == ("a.txt",)


def test_code_fingerprint_sees_content_names_and_folders_but_no_caches(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "a.sql").write_text("select 1", encoding="utf-8")
    first = code_fingerprint([tmp_path])
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "models" / "__pycache__").mkdir()
    (tmp_path / "models" / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert code_fingerprint([tmp_path]) == first
    (tmp_path / "models" / "a.sql").write_text("select 2", encoding="utf-8")
    second = code_fingerprint([tmp_path])
    (tmp_path / "models" / "a.sql").rename(tmp_path / "models" / "b.sql")
    assert len({first, second, code_fingerprint([tmp_path])}) == 3
