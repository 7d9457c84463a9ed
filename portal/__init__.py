"""The portal: a static site made from a published release alone; imports neither Dagster nor dbt."""
