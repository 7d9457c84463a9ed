"""The daily refresh."""

import dagster as dg

from orchestration.jobs import refresh
from orchestration.settings import Settings


def daily_refresh(settings: Settings) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name="daily",
        job=refresh,
        cron_schedule=settings.refresh_cron,
        execution_timezone=settings.refresh_timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=(
            "Once a day, and on by default: catches what the landing sensor cannot see (a new version of the "
            "extractor, the models or the checks). A day without news costs a few seconds and changes nothing."
        ),
    )
