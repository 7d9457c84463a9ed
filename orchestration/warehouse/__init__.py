"""The DuckDB side: tables and loading. Knows nothing of Dagster; only one process at a time may write."""
