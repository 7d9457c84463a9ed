"""What reviewers decide about single figures: the file of decisions, what waits for one, and the command for both.

`decisions.py` reads, checks and writes the file and knows no database; `queue.py` reads what waits from a release;
`cli.py` is `python -m orchestration.review`. How a decision finds its figure again and what it changes is SQL:
`int_review_match`, `int_review_decision` and `int_statement` of the dbt project.
"""
