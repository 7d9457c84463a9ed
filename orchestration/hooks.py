"""What happens when a step or a whole run fails: a line in the log, and a message to the webhook if one is set."""

import logging
from collections.abc import Callable

import dagster as dg

from orchestration.alerts import Failure, send
from orchestration.settings import Settings


def alert(failure: Failure, warn: Callable[[str], object]) -> None:
    """Send the alert if a webhook is set; a webhook that fails is a warning and never a second failure."""
    warn(failure.text)
    url = Settings.from_environment().alert_webhook_url
    if not url:
        return
    try:
        send(url, failure)
    except Exception as error:
        warn(f"the alert could not be delivered: {type(error).__name__}: {error}")


@dg.failure_hook(name="tell_of_failed_step")
def tell_of_failed_step(context: dg.HookContext) -> None:
    """Tell of a step that failed; a hook runs in the process of the run, so this also works headless."""
    error = _first_cause(context.op_exception) if context.op_exception else ""
    alert(Failure(context.job_name, context.run_id, context.op.name, error), context.log.warning)


def _first_cause(error: BaseException) -> str:
    while cause := error.__cause__:
        error = cause
    description = getattr(error, "description", None)
    return f"{type(error).__name__}: {description or error}"


@dg.run_failure_sensor(
    name="tell_of_failed_run",
    description="Tells of runs that no hook told of: started for chosen assets, or dead before or between steps.",
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def tell_of_failed_run(context: dg.RunFailureSensorContext) -> None:
    failed_steps = context.get_step_failure_events()
    if failed_steps and context.dagster_run.job_name in ("refresh", "refresh_year"):
        return  # their hook has told
    step = failed_steps[0].step_key or "" if failed_steps else ""
    error = failed_steps[0].message if failed_steps else context.failure_event.message
    log = logging.getLogger("orchestration.alerts")
    alert(Failure(context.dagster_run.job_name, context.dagster_run.run_id, step, error or ""), log.warning)
