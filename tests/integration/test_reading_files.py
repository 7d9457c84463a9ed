import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from extract import cli
from extract.readers import ReadLimits, iter_documents, iter_files, iter_unsupported, read_file

ROOT = Path(__file__).resolve().parents[2]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/2.html", "a/1.MD", "a/1.meta.json", "b.txt.meta.json", "c.pdf.part", "d.docx.tmp"):
        write(tmp_path / name, "x")
    for name in (".hidden.txt", ".git/e.txt", "~$f.docx", "g.xlsx", "h", "i.txt.crdownload"):
        write(tmp_path / name, "x")
    return tmp_path


def names(paths, folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_the_files_of_a_folder_sorted(landing):
    assert names(iter_files(landing), landing) == ["a/1.MD", "a/2.html", "b.txt"]


def test_the_files_that_are_not_read(landing):
    assert names(iter_unsupported(landing), landing) == ["g.xlsx", "h"]


def test_linked_folders_are_not_entered(landing):
    (landing / "a" / "loop").symlink_to(landing, target_is_directory=True)
    assert names(iter_files(landing), landing) == ["a/1.MD", "a/2.html", "b.txt"]


@pytest.mark.parametrize("sidecar", ["b.txt.meta.json", "b.meta.json"])
def test_a_sidecar_under_either_name(tmp_path, sidecar):
    write(tmp_path / sidecar, json.dumps({"title": "总结", "published_on": "2024-01-15"}))
    (document,) = read_file(write(tmp_path / "b.txt", "床位12张。"))
    assert (document.title, document.published_on) == ("总结", date(2024, 1, 15))
    assert document.source == str(tmp_path / "b.txt")


def test_the_longer_sidecar_name_counts(tmp_path):
    write(tmp_path / "b.meta.json", '{"title": "short"}')
    write(tmp_path / "b.txt.meta.json", '{"title": "long"}')
    assert read_file(write(tmp_path / "b.txt", "a"))[0].title == "long"


def test_a_changed_sidecar_is_another_document(tmp_path):
    file = write(tmp_path / "b.txt", "床位12张。")
    without = read_file(file)[0].document_id
    write(tmp_path / "b.meta.json", '{"title": "总结"}')
    assert read_file(file)[0].document_id != without


def test_a_sidecar_that_cannot_be_read_is_told_of(tmp_path):
    (tmp_path / "b.meta.json").mkdir()
    (document,) = read_file(write(tmp_path / "b.txt", "床位12张。"))
    assert document.text == "床位12张。"
    assert "sidecar" in document.message


def test_a_file_that_vanished(tmp_path):
    (document,) = read_file(tmp_path / "gone.txt")
    assert (document.status, document.text, document.media_type) == ("unreadable", None, "text")
    assert "cannot be opened" in document.message


def test_a_folder_named_as_a_file(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    assert read_file(tmp_path / "folder.txt")[0].status == "unreadable"


def test_a_file_above_the_limit_keeps_its_own_id(tmp_path):
    file = write(tmp_path / "a.txt", b"a" * 2000)
    (document,) = read_file(file, limits=ReadLimits(page=1000))
    assert document.status == "unreadable"
    assert document.document_id == hashlib.sha256(b"a" * 2000).hexdigest()
    assert document.byte_size == 2000


def test_pages_of_a_jsonl_file(tmp_path):
    lines = [
        b'\xef\xbb\xbf{"text": "one"}',
        b"",
        b'{"text": "cut',
        '{"text": "床位"}'.encode(),
        b'{"text": "' + b"x" * 500 + b'"}',
    ]
    file = write(tmp_path / "s.jsonl", b"\r\n".join(lines) + b'\n{"text": "last"}')
    documents = read_file(file, source="s.jsonl", limits=ReadLimits(page=200))
    assert [(document.source, document.status, document.text) for document in documents] == [
        ("s.jsonl#1", "read", "one"),
        ("s.jsonl#3", "unreadable", None),
        ("s.jsonl#4", "read", "床位"),
        ("s.jsonl#5", "unreadable", None),
        ("s.jsonl#6", "read", "last"),
    ]
    assert documents[2].document_id == hashlib.sha256(lines[3]).hexdigest()


def test_pages_come_one_at_a_time(tmp_path):
    file = write(tmp_path / "s.jsonl", '{"text": "one"}\n' * 3)
    pages = iter_documents(file)
    assert next(pages).text == "one"
    assert len(list(pages)) == 2


def test_jsonl_without_a_page_is_one_empty_document(tmp_path):
    for content in ("", "\n\n"):
        (document,) = read_file(write(tmp_path / "s.jsonl", content))
        assert (document.status, document.source) == ("empty", str(tmp_path / "s.jsonl"))


def test_jsonl_in_utf_16_says_what_to_do(tmp_path):
    (document,) = read_file(write(tmp_path / "s.jsonl", '{"text": "a"}\n'.encode("utf-16")))
    assert document.status == "unreadable"
    assert "UTF-8" in document.message


def test_a_file_name_that_is_no_utf_8(tmp_path):
    file = os.fsencode(tmp_path) + "/总结.txt".encode("gbk")
    Path(os.fsdecode(file)).write_text("床位12张。", encoding="utf-8")
    (document,) = read_file(next(iter_files(tmp_path)))
    assert document.text == "床位12张。"
    assert document.source.encode().endswith(b".txt")


def test_plain_text_needs_no_library_of_another_format(tmp_path):
    file = write(tmp_path / "a.txt", "床位12张。")
    program = (
        "import sys; from extract.readers import read_file; read_file(sys.argv[1]);"
        "print(sorted({'trafilatura', 'docx', 'pypdfium2', 'lxml', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, file], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def run_cli(*arguments: str, **how) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, **how)


def test_the_command_line_on_a_folder_with_an_unreadable_file(tmp_path):
    write(tmp_path / "good.txt", "甲县2023年卫生健康工作总结\n2023年，全县高血压患者规范管理率达78.5%。\n")
    write(tmp_path / "scan.pdf", "no pdf")
    write(tmp_path / "notes.xlsx", "x")
    done = run_cli(str(tmp_path), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    text = (tmp_path / "good.txt").read_text(encoding="utf-8")
    assert row["source"] == str(tmp_path / "good.txt")
    assert text[row["number_start"] : row["number_end"]] == row["number_text"] == "78.5"
    outcomes = done.stderr.splitlines()
    assert len(outcomes) == 3
    assert sum("unreadable" in line for line in outcomes) == 1
    assert sum("skipped" in line for line in outcomes) == 1
    assert done.returncode == 1


def test_the_command_line_without_a_fault(tmp_path):
    file = write(tmp_path / "a.txt", "2023年，全县高血压患者规范管理率达78.5%。")
    assert run_cli("--format", "csv", str(file)).returncode == 0
    assert run_cli(str(tmp_path / "gone.txt")).returncode == 1
    assert run_cli().returncode == 2


def test_a_folder_without_a_file_to_read_is_not_passed_over(tmp_path):
    done = run_cli(str(tmp_path))
    assert done.returncode == 1
    assert "no file to read" in done.stderr


def test_a_reader_that_leaves_early_leaves_no_traceback(tmp_path):
    line = "2023年，全县高血压患者规范管理率达78.5%。\n"
    file = write(tmp_path / "a.txt", line * 5000)
    process = subprocess.Popen(
        [sys.executable, "-m", "extract", str(file)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 141
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


def test_figures_of_other_sectors_are_left_out_unless_asked_for(tmp_path, capsys):
    report = tmp_path / "report.txt"
    report.write_text("2023年政府工作报告\n全市生产总值增长5.2%。婴儿死亡率降至2.1‰。", encoding="utf-8")
    cli.main([str(report)])
    health = [json.loads(line)["number_text"] for line in capsys.readouterr().out.splitlines()]
    cli.main([str(report), "--domain", "all"])
    both = [json.loads(line)["number_text"] for line in capsys.readouterr().out.splitlines()]
    assert (health, both) == (["2.1"], ["5.2", "2.1"])
