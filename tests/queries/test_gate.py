from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from graph.errors import QueryRefusedError, QuerySyntaxError
from graph.paths import questions_dir
from graph.queries.gate import LIMITS, Limits, admit

GOOD = {
    "SELECT * { ?s ?p ?o }": "select",
    "select ?s where { ?s ?p ?o }": "select",
    "PREFIX select: <http://x/> ASK { ?s select:x ?o }": "ask",
    "# SERVICE <http://evil/>\nASK {}": "ask",
    "CONSTRUCT { ?s ?p 'SERVICE <http://x/>' } WHERE { ?s ?p ?o }": "construct",
    'DESCRIBE <http://x/SERVICE#LOAD>': "describe",
    'SELECT * { ?s ?p """a "quoted" SERVICE \\""" b""" }': "select",
    "SELECT * { ?s ?p '''it's SERVICE''' }": "select",
    "SELECT ?SERVICE $load { ?SERVICE :service $load }": "select",
    "SELECT * { ?s :aSERVICE ?o ; ?p :b\\(c\\) }": "select",
    "SELECT * { ?s ?p ?o FILTER(?a<?b&&?c>?d) }": "select",
    "SELECT * { ?s ?p ?o FILTER(1<2 && <http://x/a>=?o) }": "select",
    "SELECT * { ?s (:a/:b)*|^:c+ ?o . FILTER(!(?o < 3)) }": "select",
    "SELECT * { <<( :a :b :c )>> ?p ?o . << :a :b :c >> ?q ?r }": "select",
    "SELECT * { ?s ?p ?o {| :source :x |} }": "select",
    "SELECT (COUNT(*) AS ?n) { ?s ?p 1.5e3, -2, +.5 . } GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?n)": "select",
    "SELECT * { VALUES ?x { " + "<http://x/> 'a' 1 " * 3000 + "} }": "select",
    "SELECT * { VALUES (?x ?y) { " + "(1 UNDEF) " * 5000 + "} }": "select",
    "SELECT * { ?s ?p ?o FILTER(?s IN (" + "<http://x/>, " * 3000 + "1)) }": "select",
    'SELECT * { ?s ?p "it\\u0027s" , \'it\\u0027s\' }': "select",
    "SELECT * { ?s ?p ?o FILTER EXISTS { ?s ?q ?r } FILTER NOT EXISTS { ?o ?p ?s } }": "select",
    "SELECT ?x { { SELECT ?x (1+2 AS ?y) { ?x ?p (1 2 3) } GROUP BY ?x HAVING(?x<2) (?x>1) } UNION { ?x a 1 } }": "select",
    "BASE <http://x/> PREFIX : <#> SELECT * FROM <a> FROM NAMED <b> { ?s ?p ?o }": "select",
}  # fmt: skip

SERVICES = [
    "SELECT * { SERVICE <http://evil/> { ?s ?p ?o } }",
    "SELECT * { SERVICE<http://evil/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE#c\n<http://evil/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE SILENT <http://evil/> { ?s ?p ?o } }",
    "PREFIX a: <http://evil/> SELECT * { SERVICE a:s { ?s ?p ?o } }",
    "PREFIX : <http://evil/> SELECT * { SERVICE:s { ?s ?p ?o } }",
    "PREFIX : <http://evil/> SELECT * { ?s ?p 1SERVICE:s { ?s ?p ?o } }",
    "PREFIX : <http://evil/> SELECT * { ?s ?p true.SERVICE:s { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<http://evil/>{} }",
    "SELECT * { ?s ?p 'a'SERVICE<http://evil/>{} }",
    "SELECT * { ?s ?p 'a'@enSERVICE <http://evil/>{} . SERVICE <http://evil/> {} }",
    "SELECT * { FILTER EXISTS { SERVICE <http://evil/> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <http://evil/> { ?s ?p ?o } } } }",
    "SELECT * { FILTER(1<2)SERVICE<http://evil/>{} }",
    "SELECT * { FILTER(?a<?b) SERVICE <http://evil/> { FILTER(?c>?d) } }",
    "SELECT * { \\u0053ERVICE <http://evil/> { ?s ?p ?o } }",
    "SELECT * { SERV\\U00000049CE <http://evil/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a\\u0027 . SERVICE <http://evil/> {} #' \n }",
    "SELECT * { <http://x/\\u003E SERVICE <http://evil/> {} }",
    'SELECT * { ?s ?p "\\\\" . SERVICE <http://evil/> {} # " \n }',
    "SELECT * { ?s ?p ''. SERVICE <http://evil/> {} }",
    "LOAD <http://evil/>",
    "load<http://evil/>into graph<http://x/>",
]

UPDATES = [
    "INSERT DATA { <a> <b> <c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <http://x/> DROP ALL",
    "CLEAR GRAPH <http://x/>",
    "CREATE GRAPH <http://x/>",
    "COPY <http://x/a> TO <http://x/b>",
    "ASK {} ; INSERT DATA { <a> <b> <c> }",
    "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]

N = 20_000
KILLERS = {
    "braces": "SELECT * " + "{" * N + "?s ?p ?o" + "}" * N,
    "braces, small": "SELECT * " + "{" * 2000 + "}" * 2000,
    "parentheses": "SELECT * { FILTER(" + "(" * N + "1" + ")" * N + ") }",
    "path parentheses": "SELECT * { ?s " + "(" * 9000 + ":b" + ")" * 9000 + " ?o }",
    "not": "SELECT * { FILTER(" + "!" * N + "1) }",
    "union": "SELECT * { {?s ?p ?o}" + " UNION {?s ?p ?o}" * 4000 + " }",
    "plus": "SELECT * { FILTER(1" + "+1" * N + ") }",
    "spaced plus": "SELECT * { FILTER(1" + " + ?a" * 9000 + ") }",
    "path plus": "SELECT * { ?s :b" + "+" * N + " ?o }",
    "path steps": "SELECT * { ?s :b" + "/:b" * 9000 + " ?o }",
    "quotient": "SELECT * { FILTER(1" + "/1" * N + ") }",
    "alternatives": "SELECT * { ?s :b" + "|:b" * 9000 + " ?o }",
    "inverses": "SELECT * { ?s " + "^" * N + ":b ?o }",
    "nested list": "SELECT * { " + "(" * 300 + "1" + ")" * 300 + " :b ?o }",
    "long list": "SELECT * { (" + "1 " * 310 + ") :b ?o }",
    "blank nodes": "SELECT * { ?s ?p " + "[:b " * 5000 + "1" + "]" * 5000 + " }",
    "optional": "SELECT * { ?s ?p ?o" + " OPTIONAL {?s ?p ?o}" * 2000 + " }",
    "triples": "SELECT * { " + "?s ?p ?o . " * 5000 + " }",
    "objects": "SELECT * { ?s ?p ?o" + ",?o" * 9000 + " }",
    "binds": "SELECT * { " + "BIND(1 AS ?v)" * 5000 + " }",
    "filters": "SELECT * { " + "FILTER(1)" * 9000 + " }",
    "having": "SELECT (1 AS ?x) { } HAVING " + "(1)" * N,
    "values": "SELECT * { " + "VALUES ?s {1}" * 5000 + " }",
    "triple terms": "SELECT * { " + "<<( :a :b " * 5000 + "1" + ")>>" * 5000 + " ?p ?o }",
    "annotations": "SELECT * { ?s ?p ?o " + "{| :b 1 " * 5000 + "|}" * 5000 + " }",
    "reifiers": "SELECT * { ?s ?p ?o " + "~ :r " * 9000 + " }",
    "described": "DESCRIBE " + ":a " * 9000,
    "functions": "SELECT * { FILTER(" + "STR(" * 9000 + "1" + ")" * 9000 + ") }",
    "behind a less-than": "SELECT * { FILTER(1<" + "(" * 9000 + "1" + ")" * 9000 + ">1) }",
    "long": "SELECT * { ?s ?p '" + "a" * LIMITS.length + "' }",
}


@pytest.mark.parametrize(("query", "form"), GOOD.items())
def test_a_good_query_passes(query: str, form: str) -> None:
    admitted = admit(query)
    assert (admitted.text, admitted.form) == (query, form)


def test_the_shipped_questions_pass() -> None:
    files = sorted(questions_dir().glob("*.rq"))
    assert files
    for path in files:
        admit(path.read_text("utf-8"))


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_reaches_another_host(query: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        admit(query)
    assert caught.value.line is not None
    assert caught.value.column is not None


@pytest.mark.parametrize("query", UPDATES)
def test_no_query_changes_anything(query: str) -> None:
    with pytest.raises(QueryRefusedError, match="only answers queries"):
        admit(query)


@pytest.mark.parametrize("name", KILLERS)
def test_a_query_that_kills_engines_is_refused_at_once(name: str) -> None:
    started = time.perf_counter()
    with pytest.raises(QueryRefusedError):
        admit(KILLERS[name])
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  SERVICE <http://evil/> {} }", 2, 3),
        ("ASK {}\r\n# x\r\n  LOAD <x>", 3, 3),
        ("SELECT * { ?s ?p 'open }", 1, 18),
        ("SELECT * { ?s ?p '''open' }", 1, 18),
        ("SELECT * { ) }", 1, 12),
        ("SELECT * { } }", 1, 14),
        ("", 1, 1),
        ("hello", 1, 1),
        ("SELECT * { ?s ?p '\0' }", 1, 19),
        ("ASK { ?s ?p '\ud800' }", 1, 14),
    ],
)
def test_a_complaint_names_the_place(query: str, line: int, column: int) -> None:
    with pytest.raises((QueryRefusedError, QuerySyntaxError)) as caught:
        admit(query)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        ("ASK {}", False),
        ("ASK FROM <http://x/> {}", True),
        ("SELECT * FROM<http://x/>{}", True),
        ("PREFIX : <http://x/> SELECT * FROM:a {}", True),
        ("SELECT * FROM NAMED <http://x/> {}", True),
        ("SELECT ?from { ?from :from 'FROM' }", False),
    ],
)
def test_a_query_that_names_its_dataset_is_known(query: str, dataset: bool) -> None:
    assert admit(query).dataset is dataset


# Pieces that, put together at random, come close to SPARQL and to what breaks its readers.
PIECES = st.sampled_from(
    ["SELECT", "*", "{", "}", "(", ")", "[", "]", "<", ">", "<<", ">>", "<http://x/>", "?a", ":b", "a:b", "a.b", "'", '"',
     "'''", '"""', "\\", "\\u0027", "#", "\n", " ", ".", ";", ",", "/", "|", "^", "+", "!", "&&", "=", "VALUES", "FILTER", "UNION",
     "BY", "1", "1.5", "@en", "^^", "{|", "|}", "~", "SERVICE", "ß", "𝔖", "\t", "%20", "_:x", "$"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_passes_or_is_refused(text: str) -> None:
    with suppress(QueryRefusedError, QuerySyntaxError):
        assert admit(text).text == text


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=3).map("".join))
def test_no_repetition_takes_long(piece: str) -> None:
    text = "SELECT * { " + piece * (30_000 // len(piece))
    generous = Limits(*(10**9,) * 10)
    started = time.perf_counter()
    with suppress(QueryRefusedError, QuerySyntaxError):
        admit(text, generous)
    assert time.perf_counter() - started < 3


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[str]]]:
    """Listen on a port, and note whoever calls."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                with suppress(TimeoutError):
                    line, caller = server.accept()
                    callers.append(str(caller))
                    line.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], callers
        done.set()
        thread.join()


CALLS = st.sampled_from(
    ["SERVICE", "service", "SERVICE SILENT", "SERVICE:x", "SERVICE#c\n", "\\u0053ERVICE", "HERE", "{}", "{", "}", "{ ?s ?p ?o }",
     "FILTER(", ")", "1", "true", "'", '"', "#", "\n", " ", ".", ";", "?s", ":p", "a", "'a'", "<", ">", "?a<?b", "@en", "''", "UNION",
     "OPTIONAL", "EXISTS", "VALUES ?v", "BIND(1 AS ?w)", "\\u0027", "LOAD"]
)  # fmt: skip


def called(query: str, store: Store) -> bool:
    """Ask, and say whether the engine understood."""
    try:
        results = store.query(query)
        if isinstance(results, QuerySolutions):
            list(results)
    except SyntaxError:
        return False
    except (RuntimeError, OSError, ValueError):
        return True
    return True


def test_the_listener_would_notice(listener: tuple[int, list[str]]) -> None:
    port, callers = listener
    assert called(f"SELECT * {{ SERVICE#c\n<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", Store())
    assert callers
    callers.clear()


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CALLS, max_size=12))
def test_what_passes_calls_nobody(listener: tuple[int, list[str]], pieces: list[str]) -> None:
    port, callers = listener
    body = "".join(pieces).replace("HERE", f"<http://127.0.0.1:{port}/>")
    query = f"PREFIX : <http://127.0.0.1:{port}/> SELECT * {{ {body} }}"
    with suppress(QueryRefusedError, QuerySyntaxError):
        called(admit(query).text, Store())
    assert callers == []
