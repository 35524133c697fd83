from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from graph.errors import (
    ExportError,
    QueryBusyError,
    QueryFailedError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueryTooLargeError,
    StoreError,
)
from graph.queries import run
from graph.queries.engine import Asked
from graph.queries.pool import Pool
from graph.settings import Settings
from graph.store import Store, View, open_store
from tests.tiny import BASE

SETTINGS = Settings(workers=2, queue=2, query_seconds=1.0)
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ROOT = Path(__file__).resolve().parents[2]


def asked(query: str, format: str = "json", **more: Any) -> Asked:
    return Asked(query=query, format=format, **more)


@asynccontextmanager
async def opened(view: View, settings: Settings = SETTINGS) -> AsyncIterator[Pool]:
    pool = Pool(settings)
    try:
        await pool.warm(view)
        yield pool
    finally:
        await pool.close()


def in_pool(view: View, work: Callable[[Pool], Awaitable[None]], settings: Settings = SETTINGS) -> None:
    async def go() -> None:
        async with opened(view, settings) as pool:
            await work(pool)

    asyncio.run(go())


def count_of(answer: bytes) -> int:
    return int(json.loads(answer)["results"]["bindings"][0]["n"]["value"])


def children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in listed.stdout.split()]


def workers() -> list[int]:
    lines = {pid: Path(f"/proc/{pid}/cmdline") for pid in children(os.getpid())}
    return [
        pid for pid, file in lines.items() if file.exists() and b"graph.queries.worker" in file.read_bytes()
    ]


def test_formats(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        starts = {
            ("ASK {}", "json"): b'{"head":{},"boolean":true}',
            ("ASK {}", "xml"): b"<?xml",
            ("ASK {}", "csv"): b"true",
            ("SELECT * { VALUES ?x { 1 } }", "csv"): b"x\r\n1\r\n",
            ("SELECT * { VALUES ?x { 1 } }", "tsv"): b"?x\n1\n",
            ("CONSTRUCT { <http://a/> <http://b/> ost:x } {}", "ttl"): b"@prefix",
            ("CONSTRUCT { <http://a/> <http://b/> 1 } {}", "nt"): b'<http://a/> <http://b/> "1"',
            ("CONSTRUCT { <http://a/> <http://b/> 1 } {}", "jsonld"): b'[{"@id":"http://a/"',
            ("DESCRIBE <http://a/>", "rdfxml"): b"<?xml",
        }
        for (query, name), start in starts.items():
            assert (await pool.ask(tiny, asked(query, name))).startswith(start), (query, name)
        for query, name in (("ASK {}", "ttl"), ("DESCRIBE <http://a/>", "csv"), ("ASK {}", "pdf")):
            with pytest.raises(ExportError):
                await pool.ask(tiny, asked(query, name))

    in_pool(tiny, work)


def test_the_default_graph_is_the_union_unless_graphs_are_named(tiny: View) -> None:
    alpha, beta = f"{BASE}graph/document/alpha", f"{BASE}graph/document/beta"

    async def work(pool: Pool) -> None:
        async def count(query: str = COUNT, **more: Any) -> int:
            return count_of(await pool.ask(tiny, asked(query, **more)))

        whole = sum(1 for _ in {quad.triple for quad in tiny.quads()})
        parts = {name: sum(1 for _ in tiny.quads(NamedNode(name))) for name in (alpha, beta)}
        named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        assert await count() == whole
        assert await count(default_graphs=(alpha,)) == parts[alpha]
        assert (
            await count(f"SELECT (COUNT(*) AS ?n) FROM <{beta}> {{ ?s ?p ?o }}", dataset=True) == parts[beta]
        )
        assert await count(f"SELECT (COUNT(*) AS ?n) FROM <{beta}> {{ ?s ?p ?o }}", dataset=True,
                           default_graphs=(alpha,)) == parts[alpha]  # fmt: skip
        assert await count(named, named_graphs=(beta,)) == parts[beta]
        assert await count(named, default_graphs=(beta,)) == 0
        assert await count(named_graphs=(beta,)) == 0
        assert await count(named) == sum(1 for _ in tiny.quads())

    in_pool(tiny, work)


def test_a_syntax_error_names_its_place(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            await pool.ask(tiny, asked("SELECT *\n{ ?s ?p }"))
        assert (caught.value.line, caught.value.column) == (2, 10)
        with pytest.raises(QueryRefusedError, match="custom function"):
            await pool.ask(tiny, asked("SELECT * { FILTER(<http://x/f>(1)) }"))
        assert len(workers()) == SETTINGS.workers + 1

    in_pool(tiny, work)


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_runs(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        started = time.perf_counter()
        with pytest.raises(QueryTimeoutError, match="1 second"):
            await pool.ask(tiny, asked(FOREVER))
        assert 0.9 < time.perf_counter() - started < 2
        started = time.perf_counter()
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0
        assert time.perf_counter() - started < 0.5

    in_pool(tiny, work)


def test_a_good_client_is_served_beside_bad_ones(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        bad = asyncio.create_task(pool.ask(tiny, asked(FOREVER)))
        for _ in range(20):
            assert count_of(await pool.ask(tiny, asked(COUNT))) > 0
            await asyncio.sleep(0.01)
        assert not bad.done()
        with pytest.raises(QueryTimeoutError):
            await bad

    in_pool(tiny, work)


def test_a_full_queue_is_said_at_once(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        tasks = [asyncio.create_task(pool.ask(tiny, asked(FOREVER))) for _ in range(4)]
        await asyncio.sleep(0.1)
        started = time.perf_counter()
        with pytest.raises(QueryBusyError, match="queue is full"):
            await pool.ask(tiny, asked(COUNT))
        assert time.perf_counter() - started < 0.1
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert {type(error) for error in ended} <= {QueryTimeoutError, QueryBusyError}
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0

    in_pool(tiny, work)


def test_a_worker_that_dies_fails_one_client_only(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        running = asyncio.create_task(pool.ask(tiny, asked(FOREVER)))
        await asyncio.sleep(0.2)
        # The killer goes past the gate on purpose: what no gate foresees must not hurt others either.
        killer = "SELECT * {" + "{" * 30_000 + "}" * 30_000 + "}"
        with pytest.raises(QueryFailedError):
            await pool.ask(tiny, asked(killer))
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0
        assert not running.done()
        with pytest.raises(QueryTimeoutError):
            await running
        for _ in range(100):
            if len(workers()) == SETTINGS.workers + 1:
                break
            await asyncio.sleep(0.05)
        assert len(workers()) == SETTINGS.workers + 1

    in_pool(tiny, work)


def test_a_query_that_eats_memory_fails_alone(tiny: View) -> None:
    hungry = "SELECT ?a ?d ?g (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d ?g ?c ?f ?i"

    async def work(pool: Pool) -> None:
        with pytest.raises((QueryFailedError, QueryTooLargeError)):
            await pool.ask(tiny, asked(hungry))
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0

    in_pool(tiny, work, replace(SETTINGS, query_seconds=30.0, query_memory_mb=800))


def test_a_result_that_is_too_large_is_not_cut(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(QueryTooLargeError, match="larger than 1 MB"):
            await pool.ask(tiny, asked("SELECT * { ?a ?b ?c . ?d ?e ?f }"))
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0

    in_pool(tiny, work, replace(SETTINGS, result_mb=1))


def test_cancelling_ends_the_query(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        before = set(workers())
        tasks = [asyncio.create_task(pool.ask(tiny, asked(FOREVER))) for _ in range(2)]
        await asyncio.sleep(0.2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        started = time.perf_counter()
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0
        assert time.perf_counter() - started < 0.5
        for _ in range(100):
            if len(before & set(workers())) == 1:
                break
            await asyncio.sleep(0.02)
        assert len(before & set(workers())) == 1

    in_pool(tiny, work)


def test_a_new_generation_is_taken_up(tiny_store: Store, tmp_path: Path) -> None:
    from graph.gazetteer import Gazetteer
    from graph.paths import lexicon_dir
    from tests.tiny import make_store

    store = make_store(tmp_path / "store", Gazetteer.load(lexicon_dir()))
    old = store.view()

    async def work(pool: Pool) -> None:
        before = count_of(await pool.ask(old, asked(COUNT)))
        graph = NamedNode("http://example.org/more")
        with store.writer() as writer:
            writer.replace(graph, [Quad(graph, graph, graph, graph)], "1")
        new = store.view()
        assert new.generation != old.generation
        assert count_of(await pool.ask(new, asked(COUNT))) == before + 1
        assert count_of(await pool.ask(old, asked(COUNT))) == before

    in_pool(old, work)


def test_a_worker_that_cannot_start_is_reported(tiny: View) -> None:
    async def work() -> None:
        pool = Pool(replace(SETTINGS, query_memory_mb=5))
        for attempt in (pool.warm(tiny), pool.ask(tiny, asked(COUNT))):
            with pytest.raises(QueryFailedError, match="cannot start"):
                await attempt
        await pool.close()

    asyncio.run(work())
    assert workers() == []


def test_a_generation_that_was_removed_is_said(tiny: View, tmp_path: Path) -> None:
    shutil.copytree(tiny.path.parents[1], tmp_path / "store")
    gone = open_store(tmp_path / "store").view()
    shutil.rmtree(tmp_path / "store")

    async def work(pool: Pool) -> None:
        # The warm workers hold a generation of the same name, which is another one.
        assert gone.generation == tiny.generation
        with pytest.raises(StoreError, match="removed"):
            await pool.ask(gone, asked(COUNT))
        assert count_of(await pool.ask(tiny, asked(COUNT))) > 0

    in_pool(tiny, work)


def test_closing_leaves_no_process(tiny: View) -> None:
    async def work(pool: Pool) -> None:
        running = asyncio.create_task(pool.ask(tiny, asked(FOREVER)))
        await asyncio.sleep(0.2)
        assert len(workers()) >= SETTINGS.workers
        await pool.close()
        with contextlib.suppress(QueryFailedError):
            await running

    in_pool(tiny, work)
    assert workers() == []


PARENT = """
import asyncio, sys
from pathlib import Path
from graph.queries.engine import Asked
from graph.queries.pool import Pool
from graph.settings import Settings
from graph.store import open_store

async def main():
    view = open_store(Path(sys.argv[1])).view()
    pool = Pool(Settings(query_seconds=60.0))
    await pool.warm(view)
    asyncio.ensure_future(pool.ask(view, Asked(query=sys.argv[2], format="json")))
    await asyncio.sleep(0.3)
    print("running", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_workers_end_with_a_parent_that_is_killed(tiny: View) -> None:
    command = [sys.executable, "-c", PARENT, str(tiny.path.parents[1]), FOREVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "running\n"
        orphans = children(parent.pid)
        assert len(orphans) == 3
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    deadline = time.monotonic() + 5
    while any(_runs(pid) for pid in orphans) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in orphans)


def _runs(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_in_this_process(tiny: View) -> None:
    assert run(tiny, "SELECT * { VALUES ?x { 1 } }") == b"x\r\n1\r\n"
    assert run(tiny, "CONSTRUCT { <http://a/> <http://b/> 1 } {}").endswith(b"<http://a/> <http://b/> 1 .\n")
    assert json.loads(run(tiny, "ASK { ?claim a ost:VetoReport }", "json"))["boolean"] is True
    with pytest.raises(ExportError):
        run(tiny, "ASK {}", "pdf")
    with pytest.raises(QueryRefusedError):
        run(tiny, "SELECT * { SERVICE <http://127.0.0.1/> {} }")
    with pytest.raises(QuerySyntaxError):
        run(tiny, "SELECT {")
