"""The page of `--format html`: every figure in its bulletin, beside it the record that was read from it."""

from extract.page.writer import write_page

__all__ = ["write_page"]
