"""Pages made to be slow: what `python -m benchmarks.extraction_speed --worst` measures.

Each page is one short text over and over, without a full stop, so that whatever a rule looks at is as long as the page.
Every page is extracted in a process of its own, which is ended when it takes too long or too much memory.
"""

import multiprocessing
import resource
from collections.abc import Sequence
from multiprocessing.connection import Connection
from time import process_time
from typing import NamedTuple

from benchmarks.report import show

MEGABYTE = 1_000_000
MEMORY_BYTES = 6 * 1024**3
LEAST_SECONDS = 0.1
"""Below this the clock and the start weigh more than the text; such a page says nothing about growth."""

PATTERNS = {
    "digits": "1",
    "digits and points": "1.",
    "opening brackets": "（",
    "pairs of brackets": "（）",
    "commas of one clause": "增长，",
    "one unit word": "人次",
    "one region's name": "鼓楼区",
    "one metric's name": "孕产妇死亡率",
    "numeral and unit": "12人次",
    "numerals and marks of a list": "3、",
    "clauses with the same head": "门诊量12人次，",
    "clauses with a noun behind": "培训12名医师，",
    "parts of a total": "其中：男1人，",
    "rates and changes": "治愈率95%，提高1.2个百分点，",
    "years": "2020年",
    "ranges": "1～2",
    "spaced digits": "1 ",
    "wrapped lines": "床位\n12\n张\n",
    "cells of a table": "床位\t12张\t",
    "titles": "2020年卫生工作总结\n",
    "masked figures": "xx%，",
    "white space": " \n",
    "分别": "分别",
    "其中": "其中",
    "commas alone": "，",
    "Chinese numerals": "一百二十三万",
    "percents in words": "百分之九十",
    "dates": "2022年1月5日至12月31日，",
    "words peeled from a lead": "达到",
    "list of names": "卡介苗接种率、",
    "lists in order": "甲率、乙率分别达95%、94%，",
    "regions with figures": "鼓楼区12人、",
    "table pipes": "|",
    "rows of a table": "| 床位 | 12 | 34.5% |\n",
    "one row of cells": "| 12 ",
    "headings": "一、工作成效\n",
    "salutations": "各位代表，",
    "bold marks": "**甲**",
}
"""What is repeated; together with its name in the table."""


class Shape(NamedTuple):
    """A text made to be slow: a pattern over and over, or once, in what opens and closes over and over."""

    pattern: str
    opening: str = ""
    closing: str = ""
    is_html: bool = False


NESTED = {
    "nested brackets": Shape("12人", "（", "）"),
    "nested quotes": Shape("12人", "“", "”"),
    "rows of an HTML table": Shape("<tr><td>床位</td><td>12</td></tr>", is_html=True),
    "nested elements of HTML": Shape("门诊12人次", "<div>", "</div>", is_html=True),
    "nested tables of HTML": Shape("12", "<table><tr><td>", "</td></tr></table>", is_html=True),
    "unclosed elements of HTML": Shape("<b>甲", is_html=True),
}


def shapes() -> dict[str, Shape]:
    """Return every text that is measured, by its name in the table."""
    return {name: Shape(pattern) for name, pattern in PATTERNS.items()} | NESTED


def measure(megabytes: float, limit: float, tolerated: float, only: Sequence[str] = ()) -> list[str]:
    """Print what each page costs, in processor seconds per MB of UTF-8, and return what is wrong.

    Args:
        megabytes: size of the largest page, in millions of bytes; smaller ones have 1, 2, 4 … of them.
        limit: seconds by the clock that a page may take.
        tolerated: how many times the cost per MB of the smallest page the largest may have.
        only: names of the texts to measure; all where there are none.

    """
    sizes = list(steps(megabytes))
    rows: list[list[object]] = []
    wrong: list[str] = []
    for name, shape in shapes().items():
        if only and name not in only:
            continue
        seconds = _measure_shape(shape, sizes, limit)
        costs = [second / size for second, size in zip(seconds, sizes, strict=False) if isinstance(second, float)]
        stopped = next((text for text in seconds if isinstance(text, str)), "")
        counted = [cost for cost, size in zip(costs, sizes, strict=False) if cost * size >= LEAST_SECONDS]
        grew = counted[-1] / counted[0] if len(counted) > 1 else None
        rows.append([name, *costs, *[None] * (len(sizes) - len(costs)), grew, stopped])
        if stopped:
            wrong.append(f"{name}: a page of {sizes[len(costs)]:g} MB: {stopped}")
        elif grew is not None and grew > tolerated:
            wrong.append(f"{name}: a MB costs {grew:.1f} times as much in the largest page as in the smallest")
    show("worst cases, seconds per MB in one page", ["text", *(f"{size:g} MB" for size in sizes), "growth", ""], rows)
    return wrong


def steps(megabytes: float) -> list[float]:
    """Return 1, 2, 4 … up to `megabytes`, which is the last; that alone if it is below 1."""
    sizes = [float(2**power) for power in range(32) if 2**power < megabytes]
    return [*sizes, float(megabytes)]


def page(pattern: str, megabytes: float, opening: str = "", closing: str = "") -> str:
    """Return a text of so many millions of bytes in UTF-8.

    The pattern is repeated; where something opens and closes, that is, around a single pattern.
    """
    repeated = opening + closing or pattern
    times = max(1, round(megabytes * MEGABYTE / len(repeated.encode())))
    return opening * times + pattern + closing * times if opening else pattern * times


def _measure_shape(shape: Shape, sizes: list[float], limit: float) -> list[float | str]:
    """Return the seconds per size, up to the first that fails, which gives the reason."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(there, shape, sizes), daemon=True)
    process.start()
    there.close()
    seconds: list[float | str] = []
    try:
        here.recv()  # it has started and loaded the catalogue
        for _ in sizes:
            if not here.poll(limit):
                return [*seconds, f"over {limit:g} s"]
            seconds.append(here.recv())
            if isinstance(seconds[-1], str):
                return seconds
        return seconds
    except EOFError:
        return [*seconds, "the process died"]
    finally:
        process.kill()
        process.join()


def _work(results: Connection, shape: Shape, sizes: list[float]) -> None:
    from benchmarks.texts import one_page
    from extract import extract_batch
    from extract.document import documents_frame
    from extract.readers import read_page

    extract_batch(one_page("2020年全市门诊12.5万人次。"))
    read_page("<html><body><p>2020年全市门诊12.5万人次。</p></body></html>".encode(), "page.html")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    results.send(0.0)
    for size in sizes:
        text = page(shape.pattern, size, shape.opening, shape.closing)
        began = process_time()
        try:
            if shape.is_html:
                html = f"<html><body>{text}</body></html>".encode()
                documents = documents_frame([read_page(html, "page.html")])
            else:
                documents = one_page(text)
            outcome = extract_batch(documents).outcomes.row(0, named=True)
        except MemoryError:
            results.send("out of memory")
            return
        took = process_time() - began
        results.send(outcome["message"] if outcome["status"] == "failed" else took)
