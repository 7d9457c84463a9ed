"""Starting a run when a batch of bulletins has arrived."""

import base64
import hashlib
import json
import time
from dataclasses import asdict, dataclass

import dagster as dg

from extract.readers import iter_files
from orchestration.instance import fail_dead_runs
from orchestration.jobs import refresh
from orchestration.settings import Settings
from orchestration.warehouse.landing import LandingFolderError, scan

_SHORT = 5  # bytes of a hash that the cursor keeps; 100,000 files then take about 0.6 MB of it


@dataclass(frozen=True, slots=True)
class Cursor:
    """What the sensor remembers.

    Attributes:
        known: short hashes of the contents that a run was last started for, packed.
        waiting_since: when a batch began to wait for files that still grow, as Unix time; 0 if none waits.
        last_run_key: of the run last started; part of the next key, so that a content which comes back starts a run.

    """

    known: str = ""
    waiting_since: float = 0.0
    last_run_key: str = ""

    @classmethod
    def read(cls, text: str | None) -> "Cursor":
        """Read a cursor; one that cannot be read is an empty one, which costs a run that finds nothing new."""
        try:
            return cls(**json.loads(text or "{}"))
        except (ValueError, TypeError):
            return cls()

    def write(self) -> str:
        return json.dumps(asdict(self))

    def contents(self) -> set[bytes]:
        packed = base64.b85decode(self.known)
        return {packed[start : start + _SHORT] for start in range(0, len(packed), _SHORT)}


def evaluate(cursor: Cursor, settings: Settings, now: float) -> tuple[Cursor, dg.RunRequest | dg.SkipReason]:
    """Decide about the landing folder as it is: one run for a batch of new contents, once they are complete.

    Copying a file again, renaming it or deleting it brings no new content and starts nothing.
    """
    try:
        found = scan(settings.landing, iter_files, settle_seconds=settings.sensor_settle_seconds)
    except LandingFolderError as error:
        return cursor, dg.SkipReason(str(error))
    contents = {bytes.fromhex(file.content_hash)[:_SHORT] for file in found.files}
    if settings.decisions.is_file():
        contents.add(hashlib.sha256(settings.decisions.read_bytes()).digest()[:_SHORT])
    fresh = contents - cursor.contents()
    counts = f"{len(fresh)} new, {len(found.files) - len(fresh)} known, {len(found.growing)} still changing"
    if not fresh:
        rested = Cursor(cursor.known if found.growing else packed(contents), 0.0, cursor.last_run_key)
        return rested, dg.SkipReason(f"nothing to start: {counts}")
    since = cursor.waiting_since or now
    if found.growing and now - since < settings.sensor_max_wait_seconds:
        waiting = Cursor(cursor.known, since, cursor.last_run_key)
        return waiting, dg.SkipReason(f"waiting for the rest of the batch: {counts}")
    known = packed(contents)
    run_key = hashlib.sha256(f"{cursor.last_run_key} {known}".encode()).hexdigest()
    request = dg.RunRequest(
        run_key=run_key,
        run_config={"ops": {"load": {"config": {"settle_seconds": settings.sensor_settle_seconds}}}},
        tags={"landing/new": str(len(fresh)), "landing/growing": str(len(found.growing))},
    )
    return Cursor(known, 0.0, run_key), request


@dg.sensor(
    name="landing",
    job=refresh,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=(
        "Starts one run per batch of files with new content in the landing folder (LANDING). Files that changed within "
        "SENSOR_SETTLE_SECONDS count as still growing; complete files wait for them at most SENSOR_MAX_WAIT_SECONDS."
    ),
)
def landing_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    if dead := fail_dead_runs(context.instance):
        context.log.warning(f"runs that were killed are marked as failed: {', '.join(dead)}")
    cursor, decision = evaluate(Cursor.read(context.cursor), Settings.from_environment(), time.time())
    if isinstance(decision, dg.SkipReason):
        context.update_cursor(cursor.write())
        return decision
    return dg.SensorResult(run_requests=[decision], cursor=cursor.write())


def packed(contents: set[bytes]) -> str:
    """Return short hashes as the cursor keeps them."""
    return base64.b85encode(b"".join(sorted(contents))).decode()
