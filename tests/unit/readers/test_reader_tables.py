from extract.readers.tables import Cell, cell_text, is_layout, table_lines


def rows(*lines: str) -> list[list[Cell]]:
    return [[Cell(text) for text in line.split("/")] for line in lines]


def test_a_line_a_row_with_cells_apart():
    assert table_lines(rows("机构/床位", "医院/12")) == ["| 机构 | 床位 |", "| 医院 | 12 |"]


def test_short_rows_are_filled_up_and_empty_ones_left_out():
    assert table_lines(rows("a/b/c", "//", "d")) == ["| a | b | c |", "| d |  |  |"]


def test_merged_labels_are_repeated_over_what_they_name():
    table = [
        [Cell("机构", rows=2), Cell("诊疗人次", columns=2)],
        [Cell("2022年"), Cell("2023年")],
        [Cell("医院"), Cell("10.5"), Cell("12.3")],
    ]
    assert table_lines(table) == [
        "| 机构 | 诊疗人次 | 诊疗人次 |",
        "| 机构 | 2022年 | 2023年 |",
        "| 医院 | 10.5 | 12.3 |",
    ]


def test_a_merged_figure_is_written_once():
    table = [
        [Cell("医院"), Cell("8.8", columns=2)],
        [Cell("合计"), Cell("7", rows=2), Cell("1")],
        [Cell("其中"), Cell("2")],
    ]
    assert table_lines(table) == ["| 医院 | 8.8 |  |", "| 合计 | 7 | 1 |", "| 其中 |  | 2 |"]


def test_a_row_of_one_full_width_cell_is_a_plain_line():
    assert table_lines([[Cell("单位：万人", columns=2)], [Cell("医院"), Cell("1")]]) == ["单位：万人", "| 医院 | 1 |"]


def test_a_bar_within_a_cell_does_not_part_it():
    assert table_lines(rows("a|b/c")) == ["| a｜b | c |"]


def test_spans_beyond_all_measure_are_not_followed():
    hostile = [[Cell("标签", columns=99999, rows=99999), Cell("1")] for _ in range(300)]
    assert table_lines(hostile) == ["| 标签 | 1 |"] * 300


def test_a_table_of_prose_is_layout():
    assert is_layout(rows("全县共有医院三个。" * 3))
    assert is_layout([[Cell("栏目"), Cell("全县共有医院三个。" * 30)]])
    assert not is_layout(rows("机构/床位", "医院/12"))


def test_a_cell_of_several_lines_stays_one_line():
    assert cell_text(["  床位\n数 ", "（张）"]) == "床位 数 （张）"
