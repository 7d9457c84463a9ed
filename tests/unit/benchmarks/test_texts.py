import polars as pl

from benchmarks.texts import characters, copy_half, one_file_per_format, one_page, read_folder, repeated, sample_of
from extract import extract_batch


def pages(*texts: str) -> pl.DataFrame:
    return pl.concat([one_page(text).with_columns(document_id=pl.lit(text)) for text in texts])


def test_repeated_documents_hold_enough_characters_and_are_told_apart():
    documents = repeated(pages("ab", "cde"), 11)
    assert documents["text"].to_list() == ["ab", "cde", "ab", "cde", "ab"]
    assert documents["document_id"].n_unique() == 5
    assert characters(documents) == 12


def test_no_document_is_left_out_when_there_are_enough_characters():
    assert repeated(pages("ab", "cde"), 1)["text"].to_list() == ["ab", "cde"]


def test_a_sample_has_at_least_one_document():
    assert sample_of(pages("abc", "d", "e"), 1)["text"].to_list() == ["abc"]
    assert sample_of(pages("abc", "d", "e"), 4)["text"].to_list() == ["abc", "d"]


def test_one_page_can_be_extracted():
    extraction = extract_batch(one_page("2020年全市门诊12.5万人次。"))
    assert extraction.outcomes["status"].to_list() == ["extracted"]


def test_unreadable_files_are_not_measured(tmp_path):
    (tmp_path / "a.txt").write_text("门诊12人次。", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"no package")
    (tmp_path / "c.md").write_text("   ", encoding="utf-8")
    assert read_folder(tmp_path)["source"].to_list() == ["a.txt"]
    assert one_file_per_format(tmp_path) == [tmp_path / "a.txt"]


def test_half_of_a_folder_keeps_its_layout_and_sidecars(tmp_path):
    texts, target = tmp_path / "texts", tmp_path / "half"
    (texts / "city").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "c.txt"):
        (texts / "city" / name).write_text("门诊12人次。", encoding="utf-8")
    (texts / "city" / "a.meta.json").write_text("{}", encoding="utf-8")
    copy_half(texts, target)
    found = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    assert found == ["city/a.meta.json", "city/a.txt", "city/c.txt"]
