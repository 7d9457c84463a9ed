"""Running dbt from Dagster."""
