"""The DuckDB side: tables, loading, publishing. Knows nothing of Dagster; only one process at a time may write."""
