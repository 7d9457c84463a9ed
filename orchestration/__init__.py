"""The Dagster code location: from a landing folder of bulletins to published, checked marts."""
