"""A writer that is killed at any moment leaves a whole generation in service."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from graph.store import open_store

GRAPHS = 8
QUADS = 400
KILLS = 10
# Every generation holds one number in every quad of every graph, and one text that says it.
WRITER = f"""
import itertools, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from graph.store import Quarantined, open_store
from graph.terms import OST, RDFS

store = open_store(Path(sys.argv[1]))
start = int(store.view().manifest["https://example.org/0"]) + 1 if store.current() else 1
for round in itertools.count(start):
    with store.writer() as writer:
        sha256 = writer.keep_text(f"text {{round}}")
        for number in range({GRAPHS}):
            graph = NamedNode(f"https://example.org/{{number}}")
            quads = [Quad(NamedNode(f"https://example.org/{{n}}"), RDFS.label, Literal(f"{{n}} in {{round}}"), graph)
                     for n in range({QUADS})]
            quads.append(Quad(graph, OST.sha256, Literal(sha256), graph))
            writer.replace(graph, quads, str(round))
        writer.quarantine([Quarantined(fact={{}}, document="d", shape="s", path=None, message=str(round),
                                       start=0, end=1, line=1)])
    print(round, flush=True)
"""


def check_whole(root: Path) -> int:
    """Read everything of the generation in service and return its round, 0 where there is none yet."""
    store = open_store(root)
    if store.current() is None:
        return 0
    view = store.view()
    rounds = set(view.manifest.values())
    assert len(rounds) == 1, f"a mixed manifest: {rounds}"
    (round_,) = rounds
    assert len(view.manifest) == GRAPHS
    quads = list(view.quads())
    assert len(quads) == GRAPHS * (QUADS + 1)
    labels = {row["o"].value for row in view.select("SELECT ?o { ?s rdfs:label ?o }")}
    assert len(labels) == QUADS
    assert {label.rpartition(" ")[2] for label in labels} == {round_}
    (sha256,) = {row["h"].value for row in view.select("SELECT ?h { ?s ost:sha256 ?h }")}
    assert view.text(sha256) == f"text {round_}"
    assert [entry.message for entry in view.quarantine()] == [round_]
    return int(round_)


def test_kill_nine_at_many_moments(root: Path) -> None:
    chance = random.Random(20140522)
    reached = 0
    interrupted = 0
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        said = int(writer.stdout.readline())  # it is at work now
        time.sleep(chance.uniform(0.0, 0.4))
        writer.send_signal(signal.SIGKILL)
        said = max([said, *map(int, writer.stdout.read().split())])
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
        interrupted += any(root.glob("staging-*"))
        found = check_whole(root)
        # What it said is there; a commit may have been made that it did not live to tell.
        assert found in {said, said + 1}
        assert found > reached
        reached = found
    assert interrupted, "no kill hit a writer at work: nothing was tested"
    with open_store(root).writer():
        pass
    assert not list(root.glob("staging-*"))
    assert check_whole(root) == reached
