"""Keep a reviewed file of identities in the store, so that an import derives by it as a build does."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from graph.build.identity.merges import identity_file
from graph.build.matching.ask import rows, text
from graph.idents import Idents, digest
from graph.review import Identities
from graph.store import Writer
from graph.terms import OST, RDF

_FORM = 1  # raise it when the same file is kept differently
_FILE = "SELECT ?sha256 { ?file a ost:IdentityFile ; ost:sha256 ?sha256 }"


def identities_graph(idents: Idents) -> NamedNode:
    """Return the graph that names the reviewed file."""
    return idents.graph("identities")


def keep_identities(writer: Writer, identities: Identities, idents: Idents) -> None:
    """Put what a reviewed file says in the place of what the store has of one; an empty file is none."""
    graph = identities_graph(idents)
    if not identities.groups:
        if graph.value in writer.manifest:
            writer.remove(graph)
        return
    mark = digest(identities.mark, idents.base, _FORM)
    if writer.manifest.get(graph.value) == mark:
        return
    file = identity_file(identities, idents)
    quads = [
        Quad(graph, RDF.type, OST.AssertedGraph, graph),
        Quad(file, RDF.type, OST.IdentityFile, graph),
        Quad(file, OST.sha256, Literal(writer.keep_text(identities.to_json())), graph),
    ]
    writer.replace(graph, quads, mark)


def kept_identities(writer: Writer) -> Identities:
    """Return what the store has of a reviewed file."""
    found = [text(row["sha256"]) for row in rows(writer.query, _FILE)]
    return Identities.from_json(writer.text(found[0])) if found else Identities()
