"""Texts and bytes nobody would write, for as long as asked: `python -m benchmarks.fuzzing --minutes 10`.

Five kinds of cases take turns: words of bulletins in any order; the words of the rules' own patterns over and over
before and behind a figure, which a pattern that can match them in two ways never gets done with; stretches of real
texts, damaged; random bytes through every reader; files of every format, damaged. Each is made from its number alone,
so that a case that was found is made again by `--case NUMBER`. A case is wrong if anything is raised, if a reader or
the extractor had to catch something unforeseen, if a promise of `benchmarks.promises` is broken, or if it takes longer
than `--limit`. Cases run in a process of their own, which is ended when a case hangs. Exits with 1 if a case was wrong.
"""

import argparse
import multiprocessing
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from pkgutil import walk_packages
from time import monotonic, perf_counter

import polars as pl

import extract
from benchmarks.promises import broken_promises
from benchmarks.report import show
from benchmarks.texts import SAMPLES, one_file_per_format, read_folder
from extract import extract_batch
from extract.document import Document, documents_frame
from extract.readers import read_page
from extract.readers.formats import FORMATS
from extract.vocabulary import terms, units

MARKS = (
    "0123456789０９.,，。；：、（）()[]【】%％‰/-—~+*xX○□＊ \n\r\t\u3000\u200b|“”"
    "年月日万亿千百个人张元例次一二三四五六七八九十零"
)
PIECES = (
    *("2022年", "到2025年", "20xx年", "上半年", "5月底", "百分之九十", "零死亡", "百分点", "个百分点", "/10万"),
    *("全市", "全省", "我县", "平江县", "鼓楼区", "居民健康素养水平", "床位", "死亡率", "诊疗人次", "占比", "其中"),
    *("分别", "由", "降至", "提高到", "比上年", "同比增长", "达到", "控制在", "以内", "以上", "不低于", "力争", "近"),
    *("余", "和", "的", "均", "为", "延伸阅读\n", "工作总结\n", "一、", "（二）", "1.", "第3批", "“120”", "5G"),
    *("各位领导：\n", "二、下一步工作打算\n", "| 指标 | 2023年 |\n|---|---|\n", "| 床位数 | 12 |\n", "单位：万人"),
    *("人次", "😀", "𠮷", "\ud7ff"),
)
BEGINNINGS = (b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<html><body><table><tr><td>", b'{"text": "')
VOCABULARIES = ("health", "other_sector", "openings", "neutral", "verbs", "headless", "furniture_tail", "inner")
BLOCK = 400  # characters or bytes of a text that one edit can take


@dataclass(frozen=True, slots=True)
class Case:
    """What is read and extracted: bytes for the reader of that suffix, or, where it is empty, a text as it is."""

    kind: str
    suffix: str
    data: bytes
    text: str = ""


def make(number: int, folders: tuple[Path, ...]) -> Case:
    """Return the case of that number."""
    dice = random.Random(number)
    kind = _KINDS[number % len(_KINDS)]
    return kind(dice, folders)


def _words(dice: random.Random, folders: tuple[Path, ...]) -> Case:
    del folders
    words = (_word(dice) for _ in range(dice.choice((5, 30, 120, 600))))
    return Case("words in any order", "", b"", "".join(words))


def _word(dice: random.Random) -> str:
    if dice.random() < 0.4:
        return dice.choice(MARKS)
    return dice.choice(_vocabulary() if dice.random() < 0.5 else PIECES)


def _repeated_words(dice: random.Random, folders: tuple[Path, ...]) -> Case:
    del folders
    again = "".join(dice.choice(_words_of_rules()) for _ in range(dice.choice((1, 1, 2, 3)))) * dice.choice(
        (12, 24, 40)
    )
    opening, closing = (dice.choice(("", "，", "甲", dice.choice(_words_of_rules()))) for _ in range(2))
    return Case("words of rules, repeated", "", b"", f"2022年，全市{opening}{again}{closing}12.5%{again}{closing}。\n")


@cache
def _words_of_rules() -> list[str]:
    """The Chinese words in the patterns of the package, and its vocabulary."""
    found: set[str] = set(_vocabulary())
    for module in walk_packages(extract.__path__, "extract."):
        if not module.name.endswith("__main__"):
            constants = vars(import_module(module.name)).values()
            patterns = (str(value.pattern) for value in constants if isinstance(value, re.Pattern))
            found.update(word for pattern in patterns for word in re.findall("[\u4e00-\u9fff]+", pattern))
    return sorted(found)


def _damaged_text(dice: random.Random, folders: tuple[Path, ...]) -> Case:
    text = dice.choice(_texts(folders))
    start = dice.randrange(len(text))
    text = text[start : start + dice.choice((200, 2_000, 20_000))]
    for _ in range(dice.choice((1, 5, 40))):
        at, length = dice.randrange(len(text) + 1), dice.choice((1, 2, 8, BLOCK))
        edit = dice.randrange(5)
        if edit == 0:
            text = text[:at] + text[at + length :]
        elif edit == 1:
            text = text[: at + length] + text[at:]
        elif edit == 2:
            text = text[:at] + _word(dice) + text[at:]
        elif edit == 3:
            text = text[:at] + _word(dice) * length + text[at + length :]
        else:
            other = dice.choice(_texts(folders))
            place = dice.randrange(len(other))
            text = text[:at] + other[place : place + length] + text[at:]
    return Case("real texts, damaged", "", b"", text)


def _random_bytes(dice: random.Random, folders: tuple[Path, ...]) -> Case:
    del folders
    data = dice.randbytes(dice.choice((0, 1, 3, 50, 3_000)))
    if dice.random() < 0.5:
        data = dice.choice(BEGINNINGS) + data
    return Case("random bytes", dice.choice(list(FORMATS)), data)


def _damaged_file(dice: random.Random, folders: tuple[Path, ...]) -> Case:
    path, original = dice.choice(_files(folders))
    data = bytearray(original)
    for _ in range(dice.choice((1, 5, 40))):
        at, length = dice.randrange(len(data) + 1), dice.choice((1, 2, 8, BLOCK))
        edit = dice.randrange(4)
        if edit == 0:
            del data[at : at + length]
        elif edit == 1:
            data[at:at] = data[at : at + length]
        elif edit == 2:
            data[at : at + length] = dice.randbytes(length)
        else:
            data[at:at] = _word(dice).encode("utf-8", "surrogatepass")
    suffix = path.suffix.lower() if dice.random() < 0.9 else dice.choice(list(FORMATS))
    return Case("files, damaged", suffix, bytes(data))


_KINDS: tuple[Callable[[random.Random, tuple[Path, ...]], Case], ...] = (
    _words,
    _repeated_words,
    _damaged_text,
    _random_bytes,
    _damaged_file,
)


@cache
def _vocabulary() -> list[str]:
    return sorted({term for name in VOCABULARIES for term in terms(name)} | set(units()))


@cache
def _texts(folders: tuple[Path, ...]) -> list[str]:
    return [text for folder in folders for text in read_folder(folder)["text"]]


@cache
def _files(folders: tuple[Path, ...]) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for folder in folders for path in one_file_per_format(folder)]


def wrong_of(case: Case) -> list[str]:
    """Read and extract a case, and return what is wrong with the outcome."""
    wrong: list[str] = []
    text, title, published = case.text, None, None
    if case.suffix:
        document = read_page(case.data, "case" + case.suffix, name="case" + case.suffix)
        wrong += _wrong_document(document)
        if document.text is None:
            return wrong
        text, title, published = document.text, document.title, document.published_on
    row = {"document_id": "0", "source": "case.txt", "text": text, "title": title, "published_on": published}
    extraction = extract_batch(pl.DataFrame([row], schema_overrides={"title": pl.String(), "published_on": pl.Date()}))
    message = extraction.outcomes["message"][0]
    if extraction.outcomes["status"][0] == "failed":
        return [*wrong, f"the extractor failed: {message}"]
    return wrong + broken_promises(text, extraction)


def _wrong_document(document: Document) -> list[str]:
    wrong = []
    if "reader failed on it" in document.message:
        wrong.append(document.message)
    if (document.text is None) != (document.status == "unreadable") or (document.text is None and not document.message):
        wrong.append(f"status {document.status}, message {document.message!r}")
    documents_frame([document]).write_ndjson()  # whatever was read can be written
    return wrong


def _work(pipe: Connection, folders: tuple[Path, ...]) -> None:
    while True:
        number = pipe.recv()
        try:
            case = make(number, folders)
            pipe.send((case.kind, wrong_of(case)))
        except (Exception, SystemExit):
            pipe.send(("", [traceback.format_exc()]))


class _Worker:
    """A process that tries cases; a new one takes its place when it hangs or dies."""

    def __init__(self, folders: tuple[Path, ...], limit: float) -> None:
        self._folders, self._limit = folders, limit
        self._process: SpawnProcess | None = None

    def _start(self) -> None:
        self._pipe, there = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_work, args=(there, self._folders), daemon=True)
        self._process.start()
        there.close()
        for number in range(len(_KINDS)):  # imports, vocabulary and texts are not a case's time
            self._pipe.send(number)
            self._pipe.recv()

    def try_case(self, number: int) -> tuple[str, list[str], float]:
        """Return the kind of the case, what is wrong with it, and the seconds it took."""
        if self._process is None:
            self._start()
        began = perf_counter()
        try:
            self._pipe.send(number)
            if self._pipe.poll(self._limit):
                kind, wrong = self._pipe.recv()
                return kind, wrong, perf_counter() - began
            reason = f"takes more than {self._limit:g} s"
        except (EOFError, BrokenPipeError):
            reason = "ends the process"
        self.stop()
        return make(number, self._folders).kind, [reason], perf_counter() - began

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def fuzz(numbers: Iterator[int], folders: tuple[Path, ...], minutes: float, limit: float, most: int) -> int:
    """Try cases until time is up or so many were wrong; print what was found, and return how many were wrong."""
    worker = _Worker(folders, limit)
    tried: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    longest: dict[str, float] = {}
    began = monotonic()
    try:
        for number in numbers:
            if monotonic() - began > 60 * minutes or sum(wrong.values()) >= most:
                break
            kind, reasons, seconds = worker.try_case(number)
            tried[kind] += 1
            longest[kind] = max(longest.get(kind, 0.0), seconds)
            wrong[kind] += bool(reasons)
            for reason in reasons:
                print(f"case {number} ({kind}): {reason}", file=sys.stderr)
    finally:
        worker.stop()
    rows = [(kind, tried[kind], wrong[kind], longest[kind]) for kind in sorted(tried)]
    show("fuzzing", ("cases", "tried", "wrong", "longest, s"), rows)
    return sum(wrong.values())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzzing", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long cases are tried (default: 10)")
    parser.add_argument("--limit", type=float, default=20, help="seconds that a case may take (default: 20)")
    parser.add_argument("--first", type=int, default=1, metavar="NUMBER", help="the first case (default: 1)")
    parser.add_argument("--case", type=int, metavar="NUMBER", help="try this case alone, in this process")
    parser.add_argument("--most", type=int, default=20, help="wrong cases after which to stop (default: 20)")
    parser.add_argument(
        "--texts", type=Path, action="append", metavar="FOLDER", help="bulletins to damage, beside the samples"
    )
    options = parser.parse_args(arguments)
    folders = (SAMPLES, *(options.texts or []))
    if options.case is not None:
        case = make(options.case, folders)
        print(case)
        print(*wrong_of(case), sep="\n")
        return 0
    return 1 if fuzz(count(options.first), folders, options.minutes, options.limit, options.most) else 0


if __name__ == "__main__":
    sys.exit(main())
