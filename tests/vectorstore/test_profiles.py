from __future__ import annotations

import sys

import pytest

from vectorstore.errors import ArchiveError
from vectorstore.profiles import Profile, profile_of, profiles, segment


@pytest.mark.parametrize(
    ("model", "query", "document", "pooling", "length", "segmented"),
    [
        ("BAAI/bge-m3", "", "", "cls", 1024, False),
        ("/opt/models/bge-m3", "", "", "cls", 1024, False),
        ("AITeamVN/Vietnamese_Embedding", "", "", "cls", 1024, False),
        ("AITeamVN/Vietnamese_Embedding_v2", "", "", "cls", 1024, False),
        ("intfloat/multilingual-e5-small", "query: ", "passage: ", "mean", 512, False),
        ("intfloat/Multilingual-E5-base", "query: ", "passage: ", "mean", 512, False),
        ("bkai-foundation-models/vietnamese-bi-encoder", "", "", "mean", 256, True),
        ("sentence-transformers/all-MiniLM-L6-v2", None, None, None, None, False),
        ("", None, None, None, None, False),
    ],
)
def test_family_is_known_by_its_name(
    model: str,
    query: str | None,
    document: str | None,
    pooling: str | None,
    length: int | None,
    segmented: bool,
) -> None:
    found = profile_of(model)
    assert (found.query, found.document) == (query, document)
    assert (found.pooling, found.max_length, found.segmented) == (pooling, length, segmented)


@pytest.mark.parametrize("model", ["Qwen/Qwen3-Embedding-0.6B", "intfloat/multilingual-e5-large-instruct"])
def test_instructions_stand_before_questions_only(model: str) -> None:
    found = profile_of(model)
    assert found.query is not None and found.query.startswith("Instruct: ")
    assert found.document == ""


@pytest.mark.parametrize("profile", profiles(), ids=lambda profile: profile.names[0])
def test_every_family_has_a_licence_that_offices_can_use(profile: Profile) -> None:
    assert profile.licence in {"MIT", "Apache-2.0"}
    assert profile_of(profile.names[0].replace("*", "x")) is profile


def test_mark_tells_ways_of_use_apart() -> None:
    assert Profile().mark == ""
    marks = {
        Profile(query="q: ").mark,
        Profile(document="q: ").mark,
        Profile(pooling="cls").mark,
        Profile(segmented=True).mark,
    }
    assert len(marks) == 4  # fmt: skip
    assert Profile(licence="MIT").mark == ""


def test_segmentation_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvi", None)
    with pytest.raises(ArchiveError, match=r"hoibaocao\[segmentation\]"):
        segment("tiêm chủng")
