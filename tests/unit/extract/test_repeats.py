"""What a page says again is marked, and only that."""

from reading import extract_text

REPORT = (
    "2022年，全市卫生健康系统坚持以人民健康为中心，各项工作取得明显成效。\n"
    "一、服务能力持续提升。全市新增床位620张，居民健康素养水平达26.4%，总诊疗人次4512万人次。\n"
    "二、妇幼健康不断改善。婴儿死亡率3.2‰，孕产妇死亡率8.1/10万，出生缺陷发生率持续下降。\n"
)
TITLE = "岳阳市2022年卫生健康工作总结\n"


def duplicates(text: str) -> list[int | None]:
    return extract_text(text, title=None).mentions["duplicate_of"].to_list()


def test_a_speech_copied_into_its_page_again() -> None:
    assert duplicates(TITLE + REPORT + TITLE + REPORT) == [None] * 5 + [0, 1, 2, 3, 4]


def test_a_copy_under_another_title_and_spaced_otherwise() -> None:
    spaced = REPORT.replace("居民健康", "居民　健康")
    page = TITLE + REPORT + "全市卫生健康工作会议上的讲话\n同志们：\n" + spaced
    assert duplicates(page) == [None] * 5 + [0, 1, 2, 3, 4]


def test_a_paragraph_that_stands_twice_in_one_bulletin() -> None:
    assert duplicates(TITLE + REPORT + REPORT) == [None] * 5 + [0, 1, 2, 3, 4]


def test_two_places_that_report_the_same_value_are_two() -> None:
    one = (
        "岳阳市2022年卫生健康工作总结\n2022年，全市居民健康素养水平达26.4%，较上年有明显提高。"
        + "各项工作扎实推进。" * 20
    )
    other = "长沙市2022年卫生健康工作总结\n2022年，全市居民健康素养水平达26.4%，较上年有明显提高。"
    assert duplicates(f"{one}\n{other}") == [None, None]


def test_the_same_value_twice_in_one_sentence_is_no_repetition() -> None:
    text = "2022年，全市门诊患者满意度达95.2%，住院患者满意度达95.2%。"
    assert duplicates(TITLE + text) == [None, None]


def test_short_items_recur_by_chance() -> None:
    text = "医院。新增床位20张。\n各项工作扎实推进。\n妇幼保健院。新增床位20张。"
    assert duplicates(TITLE + text) == [None, None]
