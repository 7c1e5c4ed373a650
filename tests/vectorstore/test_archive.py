from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vectorstore.builders import WordEmbedder, a_content, a_figure, open_archive
from vectorstore.archive import Archive
from vectorstore.catalogue import Change
from vectorstore.errors import ArchiveError, ArchiveLockedError, ModelMismatchError


def nearest(archive: Archive, text: str, k: int = 3, keys: list[str] | None = None) -> list[str]:
    return [f"{hit.passage.report}:{hit.passage.number}" for hit in archive.search_vectors(text, k, keys)]


def counts(archive: Archive) -> dict[str, int]:
    return archive._index.counts()


def test_put_is_found_by_words_and_by_meaning(archive: Archive) -> None:
    assert archive.put(a_content()) is Change.ADDED
    assert nearest(archive, "ca sốt xuất huyết")[0] == "tinh-a-6t-2024:1"
    assert archive.search_text([["sốt xuất huyết"]], 5)[0].passage.number == 1
    (indicator, score), *_ = archive.search_indicators("mắc sốt xuất huyết", 2)
    assert indicator.name == "Sốt xuất huyết › Số ca mắc"
    assert score > 0


def test_second_put_of_the_same_file_embeds_nothing(archive: Archive, embedder: WordEmbedder) -> None:
    archive.put(a_content())
    embedder.embedded.clear()
    assert archive.put(a_content()) is Change.UNCHANGED
    assert embedder.embedded == []


def test_replacing_and_removing_keep_the_vectors_in_step(archive: Archive) -> None:
    archive.put(a_content("a", tuple(f"Đoạn {i}" for i in range(7))))
    archive.put(a_content("b"))
    assert counts(archive) == {"passages": 9, "indicators": 2}
    archive.put(a_content("a", ("Một đoạn.",), (), sha256="0" * 64))
    assert counts(archive) == {"passages": 3, "indicators": 2}
    assert archive.remove("b")
    assert counts(archive) == {"passages": 1, "indicators": 0}
    assert nearest(archive, "ca sốt xuất huyết") == ["a:0"]
    assert archive.remove("a")
    assert counts(archive) == {"passages": 0, "indicators": 0}
    assert nearest(archive, "ca sốt xuất huyết") == []
    assert not archive.remove("a")


def test_search_among_reports(archive: Archive) -> None:
    for key in ("a", "b", "c"):
        archive.put(a_content(key))
    assert set(nearest(archive, "sốt xuất huyết", 10, ["a", "c"])) == {"a:0", "a:1", "c:0", "c:1"}
    assert nearest(archive, "sốt xuất huyết", 10, []) == []
    assert archive.search_indicators("sốt xuất huyết", 1, ["b"])[0][0].reports == ("b",)


def test_passages_are_embedded_with_their_report_and_section(
    archive: Archive, embedder: WordEmbedder
) -> None:
    archive.put(a_content())
    text = next(text for text in embedder.embedded if "48,6%" in text)
    assert text.splitlines()[0] == "Báo cáo Lai Châu 6T/2024"
    assert "I. Kết quả hoạt động" in text


@pytest.mark.parametrize(
    "where",
    [
        "vectorstore.index.VectorIndex.follow",
        "vectorstore.vectors.Vectors.delete_reports",
        "vectorstore.state.VectorState.forgotten",
        "vectorstore.vectors.Vectors.add",
        "vectorstore.state.VectorState.report_embedded",
        "vectorstore.index.VectorIndex._embed_indicators",
        "vectorstore.state.VectorState.indicators_embedded",
    ],
)
def test_killed_after_the_catalogue_is_finished_at_the_next_start(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue was committed; the process died before, amid or just after the vectors."""

    def killed(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    content = a_content(
        "a", ("Một đoạn mới về lao.",), (a_figure("a", 0, "Số người mắc lao", "3"),), sha256="1" * 64
    )
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.put(a_content("a"))
        archive.put(a_content("b"))
        with monkeypatch.context() as patched:
            patched.setattr(where, killed)
            with pytest.raises(KeyboardInterrupt):
                archive.put(content)
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        assert counts(archive) == {"passages": 3, "indicators": 3}
        assert nearest(archive, "đoạn mới về lao", 1) == ["a:0"]
        assert archive.search_indicators("người mắc lao", 1)[0][0].name == "Số người mắc lao"


def test_killed_between_removal_and_vectors_is_finished_at_the_next_start(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.put(a_content("a"))
        archive.put(a_content("b", figures=()))
        archive._catalogue.remove("a")
        assert counts(archive) == {"passages": 4, "indicators": 2}
        assert all(key.startswith("b:") for key in nearest(archive, "sốt xuất huyết"))
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        assert counts(archive) == {"passages": 2, "indicators": 0}


def damage_all(vectors: Path) -> None:
    shutil.rmtree(vectors)


def damage_database(vectors: Path) -> None:
    for path in vectors.glob("*/chroma.sqlite3"):
        path.write_bytes(b"damaged" * 1_000)


def damage_index(vectors: Path) -> None:
    for path in vectors.glob("*/*"):
        if path.is_dir():
            shutil.rmtree(path)


@pytest.mark.parametrize("damage", [damage_all, damage_database, damage_index])
def test_damaged_vectors_are_made_again(tmp_path: Path, damage: object) -> None:
    # Enough for Chroma to write its index; unlike each other, since its search passes over twins' neighbours.
    texts = [" ".join(f"từ{i * step % 1_009}" for step in (1, 7, 31, 101, 211)) for i in range(1_100)]
    texts[77] = "Tiêm phòng dại cho đàn chó."
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.put(a_content("a", tuple(texts)))
    damage(tmp_path / "kho" / "vectors")  # type: ignore[operator]
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.repair()
        assert counts(archive) == {"passages": 1_100, "indicators": 2}
        assert "a:77" in nearest(archive, "Tiêm phòng dại cho đàn chó.", 5, ["a"])


def test_deleted_vectors_are_made_again_by_opening_alone(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.put(a_content("a"))
    shutil.rmtree(tmp_path / "kho" / "vectors")
    with open_archive(tmp_path / "kho", WordEmbedder(), writable=False) as reader:
        assert reader.search_text([["sốt xuất huyết"]], 1)
        with pytest.raises(ArchiveError, match="hoibaocao ingest"):
            reader.search_vectors("sốt xuất huyết", 1)
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        assert nearest(archive, "ca sốt xuất huyết", 1) == ["a:1"]


def test_another_model_is_refused_with_both_names(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho", WordEmbedder("mô-hình-một", "1" * 64)) as archive:
        archive.put(a_content())
    with pytest.raises(
        ModelMismatchError, match=r"“mô-hình-một” \(11111111\).*“mô-hình-hai” \(22222222\).*hãy"
    ):
        open_archive(tmp_path / "kho", WordEmbedder("mô-hình-hai", "2" * 64), writable=False)
    with open_archive(tmp_path / "kho", WordEmbedder("tên khác", "1" * 64)) as archive:
        assert nearest(archive, "ca sốt xuất huyết", 1)  # the same weights under another name
    with open_archive(tmp_path / "kho", None, writable=False) as archive:
        assert archive.search_vectors("sốt", 1) == []


def test_nothing_heavy_is_loaded_for_reading_the_catalogue(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.put(a_content())
    code = (
        "import sys\n"
        "from vectorstore.embedding import load_embedder\n"
        "from tests.vectorstore.builders import open_archive\n"
        f"with open_archive({str(tmp_path / 'kho')!r}, None, writable=False) as archive:\n"
        "    archive.figures(); archive.search_text([['sốt']], 3)\n"
        "load_embedder().fingerprint\n"
        "print(sorted({'torch', 'chromadb', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Processes and threads


def run_python(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_second_writing_process_is_told_and_readers_go_on(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        archive.put(a_content("a"))
    other = run_python(
        "from pathlib import Path\n"
        "from tests.vectorstore.builders import open_archive\n"
        f"archive = open_archive(Path({str(tmp_path)!r}))\n"
        "with archive.writing():\n"
        "    print('held', flush=True)\n"
        "    input()\n"
    )
    try:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with open_archive(tmp_path) as archive:
            with pytest.raises(ArchiveLockedError, match="Một tiến trình khác"):
                archive.put(a_content("b"))
            assert [report.key for report in archive.reports()] == ["a"]
        other.communicate("\n", timeout=20)
        with open_archive(tmp_path) as archive:
            assert archive.put(a_content("b")) is Change.ADDED
    finally:
        other.kill()


def test_reader_sees_what_another_process_writes(tmp_path: Path) -> None:
    """Chroma keeps its index in memory: an open reader went on finding passages that were gone."""
    with open_archive(tmp_path, WordEmbedder()) as archive:
        archive.put(a_content("a"))
    with open_archive(tmp_path, WordEmbedder(), writable=False) as reader:
        assert nearest(reader, "bệnh dại", 1)[0].startswith("a:")
        other = run_python(
            "from pathlib import Path\n"
            "from tests.vectorstore.builders import *\n"
            f"archive = open_archive(Path({str(tmp_path)!r}), WordEmbedder())\n"
            "archive.put(a_content('b', ('Tiêm phòng bệnh dại.',)))\n"
            "archive.remove('a')\n"
            "archive.close()\n"
        )
        assert other.wait(timeout=60) == 0
        assert nearest(reader, "bệnh dại", 5) == ["b:0"]


def test_many_threads_search_while_one_writes(archive: Archive) -> None:
    archive.put(a_content("a"))
    done = threading.Event()

    def search() -> int:
        rounds = 0
        while not done.is_set() or rounds < 3:
            assert nearest(archive, "ca sốt xuất huyết", 1, ["a"]) == ["a:1"]
            assert archive.search_text([["sốt xuất huyết"]], 3, ["a"])
            assert len(archive.figures(["a"])) == 2
            rounds += 1
        return rounds

    with ThreadPoolExecutor(8) as pool:
        searches = [pool.submit(search) for _ in range(8)]
        for number in range(6):
            archive.put(a_content(f"b{number}"))
        archive.remove("b3")
        done.set()
        assert all(search.result(timeout=60) >= 3 for search in searches)


# Original files


def a_file(folder: Path, text: str, name: str = "a.txt") -> tuple[Path, str]:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text)
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def test_original_is_kept_replaced_and_removed(archive: Archive, tmp_path: Path) -> None:
    path, sha256 = a_file(tmp_path / "nguồn", "một")
    archive.put(a_content("a", file="a.txt", sha256=sha256), path)
    kept = archive.original("a")
    assert kept is not None and kept.read_text() == "một"
    path, sha256 = a_file(tmp_path / "nguồn", "hai", "a.md")
    archive.put(a_content("a", file="a.md", sha256=sha256), path)
    assert [p.name for p in (archive.directory / "originals").iterdir()] == ["a.md"]
    archive.remove("a")
    assert list((archive.directory / "originals").iterdir()) == []
    assert archive.original("a") is None


def test_file_changed_since_it_was_read_is_refused(archive: Archive, tmp_path: Path) -> None:
    path, sha256 = a_file(tmp_path / "nguồn", "một")
    path.write_text("hai")
    with pytest.raises(ArchiveError, match="đã thay đổi"):
        archive.put(a_content("a", file="a.txt", sha256=sha256), path)
    assert archive.reports() == []
    assert list((archive.directory / "originals").iterdir()) == []


@pytest.mark.parametrize("name", ["", "../ngoài.txt", "/etc/x", "a\\b"])
def test_file_name_that_leads_elsewhere_is_refused(archive: Archive, tmp_path: Path, name: str) -> None:
    path, sha256 = a_file(tmp_path / "nguồn", "một")
    with pytest.raises(ArchiveError, match="Tên tệp"):
        archive.put(a_content("a", file=name, sha256=sha256), path)


def test_original_staged_before_a_crash_is_put_in_place(tmp_path: Path) -> None:
    path, sha256 = a_file(tmp_path / "nguồn", "một")
    content = a_content("a", file="a.txt", sha256=sha256)
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive._originals.stage(path, content.report)
        archive._catalogue.put(content)
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        kept = archive.original("a")
        assert kept is not None and kept.read_text() == "một"
