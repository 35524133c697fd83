"""Seed folders load as what they say they are, or are refused; the shipped five are true to their form."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.build.knowledge import lexicon_graph, ontology_graph
from graph.errors import DocumentError, OstrakonError, SeedError
from graph.gazetteer import Gazetteer
from graph.idents import Idents, fact_id
from graph.mapper import Mapper
from graph.model import CRIMES, FACT_TYPES, MODALITIES, STATUSES, VIAS, Document, Fact, Reading
from graph.paths import ontology_dir, seeds_dir
from graph.seeds import load_seeds, read_source
from graph.shapes import Shapes
from graph.terms import OST

SLUGS = ["amnesty-2012-02-02", "ap-2014-05-19", "cnn-2014-05-22", "iina-2016-11-17", "soc-2023-10-12"]
DIGEST = "Thursday, May 22, 2014 — Two members of the council voted against the draft, the agency reported.\n"
ORIGINAL = "On Thursday two members of the council cast their votes against it — the agency’s man saw it.\n"
ACTUAL, NOT_ACTUAL = (
    {"asserted", "hedged"},
    {"threatened", "expected", "requested", "hypothetical", "negated"},
)


def described(text: str = ORIGINAL) -> dict[str, Any]:
    data = text.encode()
    return {"characters": len(text), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def source(**changes: Any) -> dict[str, Any]:
    keys = {
        "title": "A vote",
        "publisher": "An agency",
        "published": datetime.date(2014, 5, 22),
        "original": described(),
    }
    return {key: value for key, value in (keys | changes).items() if value is not ...}


def make(folder: Path, source: dict[str, Any] | str | None, **texts: str | bytes) -> Path:
    folder.mkdir(parents=True)
    if source is not None:
        text = source if isinstance(source, str) else yaml.safe_dump(source)
        (folder / "source.yml").write_text(text, "utf-8")
    for name, content in texts.items():
        (folder / f"{name}.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


# --- loading


def test_a_digest_is_loaded_with_what_is_known_of_its_original(tmp_path: Path) -> None:
    seed = make(tmp_path / "vote-2014", source(address="https://example.org/vote"), digest=DIGEST)
    assert load_seeds([seed]) == [
        Document(
            id="vote-2014",
            text=DIGEST,
            sha256=hashlib.sha256(DIGEST.encode()).hexdigest(),
            title="A vote",
            publisher="An agency",
            published="2014-05-22",
            address="https://example.org/vote",
            language="en",
            origin="digest",
            digest_of=described()["sha256"],
        )
    ]


def test_an_original_beside_the_digest_is_read_instead(tmp_path: Path) -> None:
    [document] = load_seeds([make(tmp_path / "vote", source(), digest=DIGEST, original=ORIGINAL)])
    assert (document.id, document.text, document.origin, document.digest_of) == (
        "vote",
        ORIGINAL,
        "original",
        None,
    )
    assert document.sha256 == described()["sha256"]


@pytest.mark.parametrize("name", ["vote.txt", "any name at all.text"])
def test_an_original_is_found_by_its_hash_under_any_name(tmp_path: Path, name: str) -> None:
    seed = make(tmp_path / "seeds" / "vote", source(), digest=DIGEST)
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / name).write_text(ORIGINAL, "utf-8")
    (originals / "another.txt").write_text("Something else.", "utf-8")
    [document] = load_seeds([seed], originals)
    assert (document.id, document.text, document.origin) == ("vote", ORIGINAL, "original")


def test_where_an_original_is_not_given_its_digest_is_read(tmp_path: Path) -> None:
    make(tmp_path / "seeds" / "one", source(), digest=DIGEST)
    make(tmp_path / "seeds" / "two", source(original=described("Another text.")), digest=DIGEST)
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "x").write_text(ORIGINAL, "utf-8")
    found = load_seeds([tmp_path / "seeds"], tmp_path / "originals")
    assert [(document.id, document.origin) for document in found] == [("one", "original"), ("two", "digest")]


def test_a_text_of_ones_own_needs_no_description_of_an_original(tmp_path: Path) -> None:
    [document] = load_seeds([make(tmp_path / "mine", {"publisher": "Me"}, original=ORIGINAL)])
    assert (document.origin, document.title, document.published) == ("original", None, None)


def test_a_folder_of_seeds_is_loaded_by_id_in_any_order_given(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        make(tmp_path / name, source(), digest=DIGEST)
    (tmp_path / ".hidden").mkdir()
    together = load_seeds([tmp_path])
    assert [document.id for document in together] == ["a", "b", "c"]
    assert load_seeds([tmp_path / "c", tmp_path / "a", tmp_path / "b"]) == together


def test_the_current_folder_can_be_a_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make(tmp_path / "vote", source(), digest=DIGEST))
    assert [document.id for document in load_seeds([Path()])] == ["vote"]


# --- refusing


REFUSED_SOURCES: list[tuple[dict[str, Any] | str, list[str]]] = [
    (source(titel="A vote"), ["unknown key 'titel'", "allowed: publisher, title, published"]),
    (
        source(original=described() | {"sha1": "x"}),
        ["unknown key 'original.sha1'", "characters, bytes, sha256"],
    ),
    (source(publisher=...), ["the key 'publisher' is missing"]),
    (source(original={"bytes": 3, "characters": 3}), ["the key 'original.sha256' is missing"]),
    (source(publisher="  "), ["publisher:"]),
    (source(title="two\nlines"), ["title:"]),
    (source(published="May"), ["published:"]),
    (source(address="javascript:alert(1)"), ["address:"]),
    (source(address="https://example.org/a b"), ["address: not an http(s) address"]),
    (source(address="http://[bad"), ["address: not an http(s) address"]),
    (source(address="https:///vote"), ["address: not an http(s) address"]),
    (source(address="https://example.org/\u202evote"), ["address: not an http(s) address"]),
    (source(title="a\x07vote"), ["title:", "U+0007"]),
    (source(publisher="An \u202eagency"), ["publisher:", "U+202E"]),
    (source(language="fr"), ["language:"]),
    (source(original=described() | {"sha256": "abc"}), ["original.sha256: not 64 hexadecimal digits"]),
    (source(original=described() | {"bytes": 0}), ["original.bytes:"]),
    ("publisher: A\npublisher: B\n", ["'publisher' is given twice", "source.yml:1"]),
    ("publisher: [A\n", ["not YAML", "source.yml:2"]),
    ("published: 2014-02-31\npublisher: A\n", ["not YAML"]),
    ("- a list\n", ["not a list of keys and values"]),
    ("", ["not a list of keys and values"]),
    ("[" * 1_000, ["not YAML"]),
    ("# " + "x" * 70_000, ["longer than"]),
]


@pytest.mark.parametrize(("content", "said"), REFUSED_SOURCES)
def test_a_source_that_cannot_be_used_is_refused_with_file_and_key(
    tmp_path: Path, content: dict[str, Any] | str, said: list[str]
) -> None:
    seed = make(tmp_path / "vote", content, digest=DIGEST)
    with pytest.raises(SeedError) as caught:
        load_seeds([seed])
    for part in ["source.yml", *said]:
        assert part in str(caught.value)


def test_a_source_in_another_encoding_is_refused(tmp_path: Path) -> None:
    seed = make(tmp_path / "vote", None, digest=DIGEST)
    (seed / "source.yml").write_bytes("publisher: Étoile\n".encode("latin-1"))
    with pytest.raises(SeedError, match=r"source\.yml: not UTF-8 \(byte 11\)"):
        load_seeds([seed])


def test_a_folder_without_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"vote: source\.yml is missing"):
        load_seeds([make(tmp_path / "vote", None, digest=DIGEST)])


def test_a_folder_without_any_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"vote: digest\.txt is missing .*original\.txt"):
        load_seeds([make(tmp_path / "vote", source())])


def test_a_folder_that_holds_nothing_of_a_seed_is_left_alone_among_seeds(tmp_path: Path) -> None:
    make(tmp_path / "vote", source(), digest=DIGEST)
    (tmp_path / "stray").mkdir()
    (tmp_path / "stray" / "notes.md").write_text("mine")
    assert [document.id for document in load_seeds([tmp_path])] == ["vote"]
    with pytest.raises(SeedError, match=r"stray: no seed here"):
        load_seeds([tmp_path / "stray"])


def test_a_folder_with_part_of_a_seed_is_refused_among_seeds(tmp_path: Path) -> None:
    make(tmp_path / "vote", source(), digest=DIGEST)
    make(tmp_path / "half", None, digest=DIGEST)
    with pytest.raises(SeedError, match=r"half: source\.yml is missing"):
        load_seeds([tmp_path])


def test_folders_of_which_none_is_a_seed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "stray").mkdir()
    with pytest.raises(SeedError, match="no seed here"):
        load_seeds([tmp_path])


def test_no_regular_expression_is_shown(tmp_path: Path) -> None:
    keys = source(title="a\tvote", address="x", original=described() | {"sha256": "x"})
    with pytest.raises(SeedError) as caught:
        load_seeds([make(tmp_path / "vote", keys, digest=DIGEST)])
    assert "^" not in str(caught.value)


def test_a_digest_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="a digest of what"):
        load_seeds([make(tmp_path / "vote", source(original=...), digest=DIGEST)])


def test_a_folder_that_is_not_there_or_holds_no_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no such folder"):
        load_seeds([tmp_path / "nowhere"])
    with pytest.raises(SeedError, match="no seed here"):
        load_seeds([tmp_path])


def test_two_seeds_of_one_name_are_refused(tmp_path: Path) -> None:
    folders = [make(tmp_path / place / "vote", source(), digest=DIGEST) for place in ("a", "b")]
    with pytest.raises(SeedError, match="a second seed is called 'vote'"):
        load_seeds(folders)


ANOTHER = ORIGINAL.replace("two", "six")


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        (ORIGINAL + "\n", {}, "bytes, not the"),
        (ANOTHER, {}, "SHA-256 is not the one described"),
        (ORIGINAL, {"characters": 7}, "characters, not the 7 described"),
    ],
)
def test_an_original_that_is_not_the_one_described_is_refused(
    tmp_path: Path, text: str, changes: dict[str, int], said: str
) -> None:
    seed = make(tmp_path / "vote", source(original=described() | changes), digest=DIGEST, original=text)
    with pytest.raises(SeedError, match=said) as caught:
        load_seeds([seed])
    assert "original.txt" in str(caught.value)


def test_a_file_under_the_name_of_a_seed_must_be_its_original(tmp_path: Path) -> None:
    seed = make(tmp_path / "seeds" / "vote", source(), digest=DIGEST)
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "vote.txt").write_text(ANOTHER, "utf-8")
    with pytest.raises(SeedError, match=r"vote\.txt: its SHA-256"):
        load_seeds([seed], tmp_path / "originals")


def test_originals_that_match_no_seed_are_refused(tmp_path: Path) -> None:
    seed = make(tmp_path / "seeds" / "vote", source(), digest=DIGEST)
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "x.txt").write_text(ANOTHER, "utf-8")
    with pytest.raises(SeedError, match="no file here is the original of any seed"):
        load_seeds([seed], tmp_path / "originals")
    with pytest.raises(SeedError, match="no such folder of originals"):
        load_seeds([seed], tmp_path / "nowhere")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\x00\x01",
        "Der Sicherheitsrat hat über die Überweisung der Lage an den Gerichtshof abgestimmt.".encode(),
        "Ils ont voté contre, dit l’étude du conseil".encode("utf-16"),
        b"<html><body><p>They voted.</p></body></html>",
        "They voted against it, said the caf\xe9 owner.".encode("latin-1"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(DocumentError, match=r"digest\.txt"):
        load_seeds([make(tmp_path / "vote", source(), digest=text)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet="publisher: title-\n\t[]{}!&*?'\"0124|>#%@,x", max_size=80)
    )
)
def test_whatever_a_source_holds_it_is_read_or_refused(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "source.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = ""
    try:
        said = read_source(path).publisher.strip()
    except OstrakonError as error:
        said = error.where or ""
    assert said


@settings(max_examples=30, deadline=None)
@given(at=st.integers(0, len(ORIGINAL.encode()) - 1), by=st.integers(1, 255))
def test_one_changed_byte_makes_another_original(
    tmp_path_factory: pytest.TempPathFactory, at: int, by: int
) -> None:
    data = bytearray(ORIGINAL.encode())
    data[at] ^= by
    seed = make(tmp_path_factory.mktemp("byte") / "vote", source(), digest=DIGEST, original=bytes(data))
    with pytest.raises(SeedError, match="SHA-256"):
        load_seeds([seed])


def test_loading_seeds_needs_neither_spacy_nor_rdflib() -> None:
    code = "import graph.seeds, sys; print([m for m in ('spacy', 'rdflib', 'pyshacl') if m in sys.modules])"
    root = Path(__file__).resolve().parent.parent
    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


# --- the shipped five


def seed_facts(slug: str) -> list[dict[str, Any]]:
    lines = (seeds_dir() / slug / "facts.jsonl").read_text("utf-8").splitlines()
    assert lines
    return [json.loads(line) for line in lines]


def all_facts() -> Iterator[tuple[str, Fact]]:
    for slug in SLUGS:
        for data in seed_facts(slug):
            yield slug, Fact.from_json(data)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.id: document for document in load_seeds([seeds_dir()])}


def test_the_five_are_there_and_are_digests_of_something(documents: dict[str, Document]) -> None:
    assert list(documents) == SLUGS
    for slug, document in documents.items():
        assert document.origin == (
            "original" if (seeds_dir() / slug / "original.txt").is_file() else "digest"
        )
        assert document.title
        assert document.publisher
        assert slug.endswith(document.published or "?")
        described = read_source(seeds_dir() / slug / "source.yml").original
        assert described is not None
        assert described.bytes >= described.characters


@pytest.mark.parametrize("slug", SLUGS)
def test_a_digest_is_a_short_report_without_a_quotation_that_says_its_day(slug: str) -> None:
    text = (seeds_dir() / slug / "digest.txt").read_text("utf-8")
    published = read_source(seeds_dir() / slug / "source.yml").published
    assert published is not None
    assert 250 <= len(text.split()) <= 500
    assert not re.search(r'["“”«»]', text)
    day = f"{published:%A}, {published:%B} {published.day}, {published.year} — "
    assert day in text.split("\n")[0]
    assert text.endswith((".\n", "?\n"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_careful_readers_facts_are_complete_and_verbatim(slug: str) -> None:
    text = (seeds_dir() / slug / "digest.txt").read_bytes().decode("utf-8")
    names = [field.name for field in dataclasses.fields(Fact)]
    data = seed_facts(slug)
    for entry in data:
        assert list(entry) == names
        fact = Fact.from_json(entry)
        assert fact.document == slug
        assert text[fact.start : fact.end] == fact.quote
        key = (fact.type, fact.actor, fact.target, fact.object, fact.start, fact.end, fact.crime, fact.value)
        assert fact.id == fact_id(slug, *key)
        assert fact.type in FACT_TYPES
        assert fact.status in STATUSES
        assert fact.modality in MODALITIES
        assert fact.via in VIAS
        assert fact.crime is None or fact.crime in CRIMES
        assert fact.date is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", fact.date)
        assert fact.modality in (ACTUAL if fact.status == "actual" else NOT_ACTUAL)
        assert (fact.extractor, fact.confidence) == ("annotator/1", 1.0)
    assert len({entry["id"] for entry in data}) == len(data)
    assert data == sorted(
        data, key=lambda entry: (entry["start"], entry["end"], entry["type"], entry["actor"])
    )


def test_the_facts_show_every_type() -> None:
    assert {fact.type for _, fact in all_facts()} == set(FACT_TYPES)


def test_whoever_the_lexicon_knows_is_linked(gazetteer: Gazetteer) -> None:
    linked = 0
    for slug, fact in all_facts():
        for name, iri in ((fact.actor, fact.actor_id), (fact.target, fact.target_id)):
            if name is None:
                continue
            known = [entry.id for entry in gazetteer.find(name) if entry.name == name]
            assert known in ([iri], []), f"{slug}: {name}"
            assert (iri is None) == (not known), f"{slug}: {name}"
            linked += iri is not None
    assert linked > 100


def test_what_a_careful_reader_finds_breaks_no_shape(gazetteer: Gazetteer, shapes: Shapes) -> None:
    idents, mapper = Idents(), Mapper(gazetteer)
    context = [*ontology_graph(ontology_dir(), idents).quads, *lexicon_graph(gazetteer, idents).quads]
    for document in load_seeds([seeds_dir()]):
        facts = tuple(Fact.from_json(data) for data in seed_facts(document.id))
        quads = mapper.quads(Reading(document, facts, facts[0].extractor))
        assert shapes.validate(quads, context) == [], document.id
    spoiled = [quad for quad in quads if quad.predicate != OST.claimant]
    assert len(shapes.validate(spoiled, context)) >= len(facts), "the check must find what is missing"


def test_no_accuser_is_the_accused() -> None:
    for slug, fact in all_facts():
        if fact.type in {"accuse", "find", "case_filed"}:
            assert fact.actor != fact.target, slug


# --- our own words


def names_in(gazetteer: Gazetteer, digests: list[str]) -> list[str]:
    """Return what may stand in both texts: names of the lexicon, and names and titles in capitals."""
    capitals = re.compile(r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|al|for|of|the|and))* [A-Z][\w'’-]*")
    found = {match for text in digests for match in capitals.findall(text)}
    return sorted({" ".join(words(name)) for name in [form for form, *_ in gazetteer.forms()] + list(found)})


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("u.n.", "un"))


def masked(text: str, names: re.Pattern[str]) -> list[str]:
    """Return the words of a text, each name as one word."""
    return names.sub(lambda name: name[0].replace(" ", "_"), " ".join(words(text))).split()


def runs(ours: list[str], theirs: list[str], length: int) -> list[str]:
    known = {tuple(theirs[at : at + length]) for at in range(len(theirs) - length + 1)}
    ours_at = (tuple(ours[at : at + length]) for at in range(len(ours) - length + 1))
    return [" ".join(run) for run in ours_at if run in known]


@pytest.mark.shared
def test_the_originals_are_those_described_and_none_of_their_sentences_is_ours(
    shared: Path, gazetteer: Gazetteer
) -> None:
    originals = {document.id: document.text for document in load_seeds([seeds_dir()], shared / "seeds")}
    digests = {slug: (seeds_dir() / slug / "digest.txt").read_text("utf-8") for slug in SLUGS}
    assert list(originals) == SLUGS
    names = [name for name in names_in(gazetteer, list(digests.values())) if " " in name]
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")
    for slug, digest in digests.items():
        theirs = masked(originals[slug], pattern)
        assert runs(masked(digest, pattern), theirs, 6) == [], slug
        assert runs(masked(originals[slug][500:900], pattern), theirs, 8), (
            "the check must find what is copied"
        )


# --- nothing lost on the way to the digest

EVENTS = {"vote", "veto", "sponsor", "refer", "treaty_status"}
IN_ORDER = ["000", "001", "002", "003", "004"]
SLUGS_IN_ORDER = [
    "ap-2014-05-19",
    "amnesty-2012-02-02",
    "cnn-2014-05-22",
    "iina-2016-11-17",
    "soc-2023-10-12",
]


def counted(facts: list[dict[str, Any]], *keys: str) -> Counter[str]:
    return Counter(json.dumps([fact.get(key) for key in keys], sort_keys=True) for fact in facts)


@pytest.mark.shared
@pytest.mark.parametrize(("number", "slug"), list(zip(IN_ORDER, SLUGS_IN_ORDER, strict=True)))
def test_the_digest_keeps_what_a_careful_reader_finds_in_the_original(
    shared: Path, gazetteer: Gazetteer, number: str, slug: str
) -> None:
    [path] = (shared / "gold").glob(f"{number}_*.json")
    theirs, ours = json.loads(path.read_text("utf-8"))["facts"], seed_facts(slug)
    assert counted(theirs, "type", "status") - counted(ours, "type", "status") == Counter()
    assert {fact.get("speaker") for fact in theirs} <= {fact["speaker"] for fact in ours}
    for kind in ({"figure"}, EVENTS):
        known = [fact for fact in theirs if fact["type"] in kind and gazetteer.find(fact["actor"])]
        keys = ("type", "actor", "status", "value")
        assert set(counted(known, *keys)) <= set(counted(ours, *keys)), kind
    accused = [
        fact for fact in theirs if fact["type"] in {"accuse", "find"} and gazetteer.find(fact["actor"])
    ]
    keys = ("type", "actor", "crime", "status")
    assert counted(accused, *keys) - counted(ours, *keys) == Counter()
