"""Plausibility checks: Great Expectations suites kept as reviewed data, and their runner.

`suites/*.json` says what is checked, `rules/*.csv` holds the bounds and relations the checks use, `frames/` turns the
warehouse's rows into one column per rule, `validation.py` (the only module that imports Great Expectations) judges
them, `runner.py` puts it together and stores the outcome, `data_docs.py` writes the report.
Whether values are plausible is decided here; keys, relations and column types of the marts are dbt tests.
Nothing here imports dagster.
"""
