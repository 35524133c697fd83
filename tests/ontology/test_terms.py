"""Every term that code, queries and documents use is declared, and every promised term is there."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from graph.paths import ontology_dir

ROOT = Path(__file__).resolve().parents[2]
OST = "https://w3id.org/ostrakon#"
IN_CODE = re.compile(r"\bOST\.([A-Za-z]\w*)")
IN_TEXT = re.compile(r"\bost:([A-Za-z]\w*)")
# Names that others rely on: design/vocabulary.md of the project, and the contract between the rooms.
PROMISED = """
    Actor State Body Court Organization ArmedGroup Person ActorGroup Membership member of role from to
    Instrument Statute Provision Resolution Draft partOf Crime definedBy TreatyAction actor instrument action date
    Case Referral referredBy situation referredTo
    symbol subject VotingEvent on body outcome yes no abstained adopts Vote in voter choice Yes No Abstain NotVoting
    Veto Sponsorship sponsor draft
    Claim claimant speaker target crime conduct invokes modality confidence evidence statedIn
    Accusation Denial denies Finding Demand addressee demands Figure quantity counts Position toward
    VoteReport VetoReport SponsorshipReport TreatyReport CaseReport ReferralReport reports
    contestedBy corroboratedBy contradictedBy retractedBy Evidence Document
""".split()  # noqa: SIM905


def declared() -> set[str]:
    files = [file for file in ontology_dir().glob("*.ttl") if not file.name.endswith(".shapes.ttl")]
    assert files
    kinds = re.compile(r"owl#(Class|ObjectProperty|DatatypeProperty|AnnotationProperty|NamedIndividual)$")
    return {
        str(quad.subject.value).removeprefix(OST)
        for file in files
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value.endswith("#type")
        and kinds.search(str(getattr(quad.object, "value", "")))
        and isinstance(quad.subject, ox.NamedNode)
    }


def used(folder: Path, pattern: str, form: re.Pattern[str]) -> set[str]:
    files = sorted(folder.rglob(pattern))
    assert files, f"no {pattern} below {folder}"
    return {term for file in files for term in form.findall(file.read_text("utf-8"))}


def test_promised_terms_are_there() -> None:
    assert set(PROMISED) - declared() == set()


def test_terms_in_code_are_declared() -> None:
    assert used(ROOT / "graph", "*.py", IN_CODE) - declared() - {"iri"} == set()


def test_terms_in_documents_are_declared() -> None:
    assert used(ROOT / "docs", "claims.md", IN_TEXT) - declared() == set()


def test_terms_in_rules_and_questions_are_declared() -> None:
    assert used(ontology_dir() / "rules", "*.rq", IN_TEXT) - declared() == set()
    assert used(ROOT / "graph", "*.rq", IN_TEXT) - declared() == set()


def test_index_only_imports() -> None:
    quads = list(ox.parse(path=str(ontology_dir() / "index.ttl"), format=ox.RdfFormat.TURTLE))
    whole = ox.NamedNode("https://w3id.org/ostrakon")
    imported = {str(quad.object.value) for quad in quads if quad.predicate.value.endswith("#imports")}
    assert imported == {
        f"{whole.value}/{module}" for module in ("actors", "law", "council", "claims", "records")
    }
    assert not [quad for quad in quads if str(getattr(quad.subject, "value", "")).startswith(OST)]


def test_changelog_begins_with_this_version() -> None:
    index = (ontology_dir() / "index.ttl").read_text("utf-8")
    version = re.search(r"owl:versionIRI <https://w3id.org/ostrakon/(\d{4}-\d\d-\d\d)>", index)
    assert version
    log = (ontology_dir() / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", log, re.MULTILINE)[0] == version[1]
