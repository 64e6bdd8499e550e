"""What watches post to a real webhook: each story once, whatever happens."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.services.watches import open_runner
from retrieval.engine import Engine
from retrieval.watches.run import WatchRunner
from retrieval.watches.schedule import QuietHours, Schedule
from retrieval.watches.store import WatchStore
from retrieval.watches.watch import Watch, WatchKind
from tests.retrieval.watches.conftest import ELSEWHERE, MONDAY, MUSEUM, OLD, STRIKE, raw, settings_of
from tests.webhooks import Webhook

ROOT = Path(__file__).parents[3]
HOUR = timedelta(hours=1)
LATER = MONDAY + 3 * HOUR
"""When all that is published on Monday is in."""
OPENS = "The harbour museum will open in June with an exhibition on whaling."
STRIKES = "Pilots of the harbour began a strike for higher wages at noon."


async def test_what_is_new_on_the_topic_comes_once(
    engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([OLD, MUSEUM, ELSEWHERE]))
    await runner.run_due(LATER)
    assert hook.lines == [OPENS]
    assert hook.bodies[0]["content"].splitlines()[:2] == ["New: harbour", OPENS]
    assert hook.bodies[0]["allowed_mentions"] == {"parse": []}
    list(engine.ingest([STRIKE]))
    await runner.run_due(LATER + HOUR)
    await runner.run_due(LATER + 2 * HOUR)
    assert hook.lines == [OPENS, STRIKES]


async def test_it_begins_from_now(engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook) -> None:
    list(engine.ingest([OLD]))
    assert await runner.run_due(LATER) == [] and hook.bodies == []


async def test_a_story_that_was_told_comes_again_with_what_changed_alone(
    engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    await runner.run_due(LATER)
    copy = replace(MUSEUM, id="copy", source="Post", url="https://example.org/copy")
    list(engine.ingest([copy]))
    await runner.run_due(LATER + HOUR)
    assert len(hook.bodies) == 1
    changed = "The harbour museum will open only in autumn, since its roof leaks, the mayor said."
    news = raw("later", "Harbour museum to open later", changed, "2026-03-02T17", "Post")
    list(engine.ingest([news]))
    await runner.run_due(LATER + 3 * HOUR)
    assert hook.bodies[1]["content"].startswith(f"Update: harbour\n{changed}")
    await runner.run_due(LATER + 4 * HOUR)
    assert len(hook.bodies) == 2


async def test_an_article_that_is_changed_comes_with_its_new_sentence(
    engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    await runner.run_due(LATER)
    added = "Harbour museum staff found a leaking roof and moved the opening to autumn on Monday evening."
    list(engine.ingest([replace(MUSEUM, text=f"{added} {MUSEUM.text}", fetched="2026-03-02T18:00:00+00:00")]))
    await runner.run_due(LATER + 4 * HOUR)
    assert hook.lines == [OPENS, added]
    assert hook.bodies[1]["stories"][0]["update"] is True


async def test_a_topic_that_nobody_writes_about_posts_nothing(
    engine: Engine, store: WatchStore, runner: WatchRunner, hook: Webhook
) -> None:
    store.add(Watch(kind=WatchKind.NEWS, topic="volcano eruption", target=hook.url), MONDAY)
    assert await runner.run_due(LATER) == []  # without any article
    list(engine.ingest([MUSEUM, STRIKE, ELSEWHERE]))
    assert await runner.run_due(LATER + HOUR) == [] and hook.bodies == []


async def test_a_source_limits_it(
    engine: Engine, store: WatchStore, runner: WatchRunner, hook: Webhook
) -> None:
    store.add(Watch(kind=WatchKind.NEWS, topic="harbour", target=hook.url, source="Post"), MONDAY)
    list(engine.ingest([MUSEUM, replace(STRIKE, source="Post")]))
    await runner.run_due(LATER)
    assert hook.lines == [STRIKES]


async def test_what_is_beyond_the_days_cap_waits_for_the_next_day(
    engine: Engine, store: WatchStore, runner: WatchRunner, hook: Webhook
) -> None:
    schedule = Schedule(HOUR, zone="Europe/Berlin")
    watch = Watch(kind=WatchKind.NEWS, topic="harbour", target=hook.url, cap=1, schedule=schedule)
    store.add(watch, MONDAY)
    list(engine.ingest([MUSEUM, STRIKE]))
    await runner.run_due(LATER)
    await runner.run_due(MONDAY.replace(hour=22, minute=59))
    assert len(hook.lines) == 1
    await runner.run_due(MONDAY.replace(hour=23, minute=59))  # Tuesday in Berlin
    assert sorted(hook.lines) == sorted([OPENS, STRIKES])


async def test_quiet_hours_hold_messages_back(
    engine: Engine, store: WatchStore, runner: WatchRunner, hook: Webhook
) -> None:
    store.add(Watch(kind=WatchKind.NEWS, topic="harbour", target=hook.url, quiet=QuietHours(14, 18)), MONDAY)
    list(engine.ingest([MUSEUM]))
    await runner.run_due(LATER)
    assert hook.bodies == []
    await runner.run_due(MONDAY.replace(hour=18))
    assert hook.lines == [OPENS]


async def test_a_digest_is_one_message_at_its_hour(
    engine: Engine, store: WatchStore, runner: WatchRunner, hook: Webhook
) -> None:
    schedule = Schedule(at=time(8), zone="Europe/Berlin")
    store.add(Watch(kind=WatchKind.DIGEST, topic="", target=hook.url, schedule=schedule), MONDAY)
    list(engine.ingest([OLD, MUSEUM, STRIKE, ELSEWHERE]))
    tuesday = MONDAY + timedelta(hours=19)  # eight in Berlin
    assert await runner.run_due(tuesday - timedelta(minutes=1)) == []
    await runner.run_due(tuesday)
    assert len(hook.bodies) == 1 and {OPENS, STRIKES} <= set(hook.lines) and len(hook.lines) >= 3
    await runner.run_due(tuesday + timedelta(days=1))  # nothing new since
    assert len(hook.bodies) == 1


async def test_a_paused_watch_rests_and_goes_on_from_then(
    engine: Engine, store: WatchStore, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    store.pause(harbour.number)
    list(engine.ingest([MUSEUM]))
    await runner.run_due(LATER)
    store.resume(harbour.number, MONDAY.replace(hour=13, minute=30))
    list(engine.ingest([STRIKE]))
    await runner.run_due(LATER)
    assert hook.lines == [STRIKES]


async def test_a_restart_repeats_nothing(
    engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    await runner.run_due(LATER)
    async with open_runner(settings_of(engine.index.folder, hook), lambda: engine, {}) as again:
        await again.run_due(LATER + HOUR)
    assert hook.lines == [OPENS]


async def test_two_runs_at_once_post_once(
    engine: Engine, store: WatchStore, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    (due,) = store.due(LATER, ["http"])
    async with open_runner(settings_of(engine.index.folder, hook), lambda: engine, {}) as other:
        await asyncio.gather(runner.run_due(LATER), other.run_due(LATER))
    assert hook.lines == [OPENS]
    assert not store.take(due, LATER)  # a third that read the list before is too late


@pytest.mark.parametrize(
    ("point", "before", "after"),
    [("taken", 0, 1), ("noted", 0, 0), ("posted", 1, 1), ("over", 1, 1)],
)
async def test_a_kill_never_makes_a_message_come_twice(
    engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook, point: str, before: int, after: int
) -> None:
    """At most once: what was noted, and then perhaps not posted, is lost."""
    list(engine.ingest([MUSEUM]))
    command = [sys.executable, "-m", "tests.retrieval.watches.killed", str(engine.index.folder)]
    command += [point, hook.host, LATER.isoformat()]
    killed = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, timeout=120)
    assert killed.returncode == -9, killed.stderr
    assert len(hook.bodies) == before
    assert point == "over" or await runner.run_due(LATER + timedelta(minutes=5)) == []  # the other's still
    await runner.run_due(LATER + timedelta(minutes=20))
    assert len(hook.bodies) == after


async def test_a_message_that_was_not_taken_comes_later(
    engine: Engine, store: WatchStore, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    hook.statuses = [429]
    await runner.run_due(LATER)
    kept = store.get(harbour.number)
    assert kept and kept.error == "http://127.0.0.1/… answers 429" and kept.failures == 1
    assert await runner.run_due(LATER + timedelta(seconds=89)) == []  # it asked for 90
    await runner.run_due(LATER + timedelta(seconds=90))
    kept = store.get(harbour.number)
    assert hook.lines == [OPENS] and kept and (kept.error, kept.failures) == ("", 0)


async def test_a_webhook_that_is_gone_pauses_the_watch_and_keeps_its_secret(
    engine: Engine, store: WatchStore, harbour: Watch, runner: WatchRunner, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    hook.statuses = [404]
    await runner.run_due(LATER)
    kept = store.get(harbour.number)
    assert kept and kept.paused and kept.error == "http://127.0.0.1/… answers 404"


@pytest.mark.parametrize("status", [500, 0])
async def test_what_may_have_come_is_not_repeated(
    engine: Engine, harbour: Watch, runner: WatchRunner, hook: Webhook, status: int
) -> None:
    list(engine.ingest([MUSEUM]))
    hook.statuses = [status]
    await runner.run_due(LATER)
    taken = len(hook.bodies)
    await runner.run_due(LATER + HOUR)
    assert len(hook.bodies) == taken


async def test_a_host_of_the_inside_is_posted_to_only_where_it_is_allowed(
    engine: Engine, store: WatchStore, harbour: Watch, hook: Webhook
) -> None:
    list(engine.ingest([MUSEUM]))
    settings = settings_of(engine.index.folder, hook).model_copy(update={"allow_hosts": ()})
    async with open_runner(settings, lambda: engine, {}) as guarded:
        await guarded.run_due(LATER)
    kept = store.get(harbour.number)
    assert hook.bodies == [] and kept and "is not on the public internet" in kept.error
    assert "s3cret" not in kept.error
