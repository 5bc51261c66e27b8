"""`python -m flows.by_schedule DESK PARENT`: starts nights by the cron line, and what Prefect's pages ask for.

Prefect's cron in the desk's time zone is the one truth about when a night is due. After a down-time Prefect may have
kept several nights that were missed, or none: one is asked for here, and `begin` lets only the first of them run.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from prefect import serve
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.server.schemas.schedules import CronSchedule
from prefect.states import Crashed, Scheduled

from dashboard.launch import end_with
from flows.desk import Desk, lock_holder, open_desk
from flows.nightly import BY_SCHEDULE, FLOWS
from flows.run import Kind
from flows.settings import Schedule
from flows.store import open_store, runs

NIGHTLY = f"{Kind.NIGHTLY}/{Kind.NIGHTLY}"
UNDER_WAY = {"any_": [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]}


def main(desk: Desk) -> None:
    """Close what died, make up for what was missed, then offer the flows until a signal comes."""
    settings = desk.settings()
    nights = Cron(settings.schedule.cron, timezone=settings.time_zone, active=not settings.schedule.paused)
    desk_only = {"desk": str(desk.root)}
    nightly = FLOWS[Kind.NIGHTLY].to_deployment(Kind.NIGHTLY.value, parameters=desk_only, schedules=[nights])
    assert isinstance(nightly, RunnerDeployment)  # a coroutine only where a loop runs
    by_hand = [
        flow.to_deployment(kind.value, parameters=desk_only) for kind, flow in FLOWS.items() if kind is not Kind.NIGHTLY
    ]
    with get_client(sync_client=True) as client:
        if lock_holder(desk) is None:
            close_dead_runs(client)
        nightly.apply()
        with open_store(desk) as store:
            last = runs.last_night(store)
        if due := missed(settings.schedule, settings.time_zone, last, datetime.now(UTC)):
            make_up_for(client, due)
    serve(nightly, *by_hand)  # type: ignore[arg-type]  # to_deployment is a coroutine only where a loop runs


def missed(schedule: Schedule, zone: str, last: datetime | None, now: datetime) -> datetime | None:
    """When the last of the nights that were missed since `last` began was due; None when none was, or none can be."""
    if last is None or schedule.paused:
        return None
    cron = CronSchedule(cron=schedule.cron, timezone=zone)
    due = None
    while past := [when for when in asyncio.run(cron.get_dates(8, last)) if last < when <= now]:
        due = last = past[-1].astimezone(UTC)
    return due


def make_up_for(client: SyncPrefectClient, due: datetime) -> None:
    """Ask for the one night that makes up for all that were missed."""
    deployment = client.read_deployment_by_name(NIGHTLY)
    client.create_flow_run_from_deployment(
        deployment.id, name="late", state=Scheduled(scheduled_time=due), tags=[BY_SCHEDULE]
    )


def close_dead_runs(client: SyncPrefectClient) -> None:
    """Nobody has the desk: what Prefect takes for under way has died. Its page says so, and its slot is free."""
    for dead in client.read_flow_runs(flow_run_filter=FlowRunFilter.model_validate({"state": {"type": UNDER_WAY}})):
        client.set_flow_run_state(dead.id, Crashed(message="its process died"), force=True)


if __name__ == "__main__":
    threading.Thread(target=end_with, args=(int(sys.argv[2]),), daemon=True).start()
    main(open_desk(Path(sys.argv[1])))
