"""A zipped folder is a folder: each file in it is a document, and nothing in it can reach out or blow up."""

import shutil
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from shelf import bot_of

from ingest.store import Store
from ingest.sync import add_uploads, remove, sync
from ingest.types import FileOutcome

FERRY, CRANE = "# Ferry\n\nThe ferry sails at nine.\n", "# Crane\n\nThe crane lifts two tonnes.\n"


def packed(path: Path, members: Mapping[str | zipfile.ZipInfo, str | bytes]) -> Path:
    path.unlink(missing_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def told(outcomes: list[FileOutcome] | tuple[FileOutcome, ...], base: Path | None = None) -> dict[str, str]:
    return {outcome.path.removeprefix(f"{base}/" if base else "upload:"): outcome.result for outcome in outcomes}


def declared(archive: Path, size: int) -> None:
    """Have an archive say that its member of 1,200,000 bytes is of another size."""
    said, now = (number.to_bytes(4, "little") for number in (1_200_000, size))
    archive.write_bytes(archive.read_bytes().replace(said, now))


def test_each_file_in_an_archive_is_a_document_whose_source_names_both(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    (folder / "port" / "inner").mkdir(parents=True)
    (folder / "port" / "ferry.md").write_text(FERRY)
    (folder / "port" / "inner" / "crane.md").write_text(CRANE)
    (folder / "port" / ".hidden.md").write_text("Secret.")
    shutil.make_archive(str(tmp_path / "port"), "zip", folder / "port")
    report = sync(store, [tmp_path / "port.zip"])
    assert told(report.files, tmp_path) == {"port.zip!/ferry.md": "added", "port.zip!/inner/crane.md": "added"}
    assert {document.title for document in store.library.documents()} == {"Ferry", "Crane"}
    assert told(sync(store).files, tmp_path) == dict.fromkeys(told(report.files, tmp_path), "unchanged")


def test_a_changed_archive_is_brought_up_to_date_file_by_file(store: Store, tmp_path: Path) -> None:
    archive = packed(tmp_path / "port.zip", {"ferry.md": FERRY, "crane.md": CRANE, "gone.md": "Gone soon."})
    sync(store, [archive])
    packed(archive, {"ferry.md": FERRY.replace("nine", "ten"), "crane.md": CRANE, "new.md": "It is new."})
    assert told(sync(store).files, tmp_path) == {
        "port.zip!/ferry.md": "replaced",
        "port.zip!/crane.md": "unchanged",
        "port.zip!/new.md": "added",
        "port.zip!/gone.md": "unchanged",
    }
    assert told(sync(store, [archive], prune=True).files, tmp_path)["port.zip!/gone.md"] == "removed"
    assert store.library.document_ids() == ["crane", "ferry", "new"]
    archive.write_bytes(b"PK\x03\x04 damaged")
    assert told(sync(store, [tmp_path], prune=True).files, tmp_path) == {"port.zip": "refused"}
    assert store.library.document_ids() == ["crane", "ferry", "new"]
    archive.unlink()
    assert set(told(sync(store, prune=True).files).values()) == {"removed"}
    assert store.library.document_ids() == []


def test_a_copy_in_an_archive_stays_when_the_file_beside_it_changes(store: Store, tmp_path: Path) -> None:
    packed(tmp_path / "port.zip", {"ferry.md": FERRY})
    beside = tmp_path / "beside.md"
    beside.write_text(FERRY)
    sync(store, [tmp_path])
    assert len(store.library.document_ids()) == 1
    beside.write_text(CRANE)
    sync(store, [beside])
    assert {document.title for document in store.library.documents()} == {"Ferry", "Crane"}
    assert f"{tmp_path}/port.zip!/ferry.md" in store.library.sources()


def test_what_is_unsafe_in_an_archive_is_refused_and_the_rest_is_read(store: Store, tmp_path: Path) -> None:
    link, pipe = zipfile.ZipInfo("link.md"), zipfile.ZipInfo("pipe.md")
    link.external_attr, pipe.external_attr = (stat.S_IFLNK | 0o777) << 16, (stat.S_IFIFO | 0o600) << 16
    members: dict[str | zipfile.ZipInfo, str | bytes] = {
        "../../evil.md": "Evil.",
        "/evil.md": "Evil.",
        "C:\\evil.md": "Evil.",
        "a/../../evil.md": "Evil.",
        link: "/etc/passwd",
        pipe: "",
        "inner.zip": b"PK\x05\x06" + bytes(18),
        "x" * 600 + ".md": "Long.",
        "bell\x07.md": "Bell.",
        "big.txt": "Cows. " * 400_000,
        "tool.exe": "MZ",
        "empty.md": "",
        "good/ferry.md": FERRY,
    }
    with Store.open(store.settings.model_copy(update={"home": tmp_path / "other", "max_file_mb": 1})) as small:
        outcomes = sync(small, [packed(tmp_path / "port.zip", members)]).files
        assert [outcome.path for outcome in outcomes if outcome.result == "added"] == [
            f"{tmp_path}/port.zip!/good/ferry.md"
        ]
    reasons = [outcome.reason or "" for outcome in outcomes if outcome.result == "refused"]
    assert len(reasons) == 12
    for words, count in {
        "leads out of the archive": 4,
        "is a link or a device": 2,
        "is an archive in an archive": 1,
        "too long or holds control characters": 2,
        "more than the 1 that are read": 1,
        "of a kind that is not read": 1,
        "is empty": 1,
    }.items():
        assert sum(words in reason for reason in reasons) == count, words
    assert not list(tmp_path.rglob("evil.md"))


def test_archives_made_to_exhaust_the_reader_are_refused_and_the_others_go_on(store: Store, tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb.zip", {"a.txt": bytes(1_200_000)})
    declared(bomb, 450 * 2**20)
    packed(tmp_path / "many.zip", dict.fromkeys((f"{index}.txt" for index in range(20_001)), ""))
    declared(packed(tmp_path / "liar.zip", {"a.txt": bytes(1_200_000)}), 10)
    locked = packed(tmp_path / "locked.zip", {"a.txt": "Cows."})
    locked.write_bytes(
        locked.read_bytes().replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    )
    (tmp_path / "ferry.md").write_text(FERRY)
    outcomes = sync(store, [tmp_path / name for name in ("bomb.zip", "many.zip", "liar.zip", "locked.zip", "ferry.md")])
    reasons = {Path(outcome.path).name: outcome.reason or outcome.result for outcome in outcomes.files}
    assert reasons["bomb.zip"] == "bomb.zip unpacks to 450 MB, more than the 400 that are unpacked."
    assert reasons["many.zip"] == "many.zip holds 20,001 files, more than the 20,000 that are unpacked."
    assert "cannot be unpacked" in reasons["a.txt"]
    assert "locked with a password" in reasons["locked.zip"]
    assert reasons["ferry.md"] == "added"


def test_an_uploaded_archive_adds_its_files_in_place_of_those_it_held_before(store: Store, tmp_path: Path) -> None:
    archive = packed(tmp_path / "sent", {"ferry.md": FERRY, "inner/crane.md": CRANE, "../out.md": "Out."})
    assert told(add_uploads(store, archive, "port.zip")) == {
        "port.zip!ferry.md": "added",
        "port.zip!inner!crane.md": "added",
        "port.zip!..!out.md": "refused",
    }
    kept = store.settings.home / "uploads"
    assert sorted(path.name for path in kept.iterdir()) == ["port.zip!ferry.md", "port.zip!inner!crane.md"]
    assert set(told(sync(store).files).values()) == {"unchanged"}
    packed(archive, {"ferry.md": FERRY.replace("nine", "ten"), "fee.csv": "Boat,Fee\nYawl,9\n"})
    assert told(add_uploads(store, archive, "port.zip")) == {
        "port.zip!ferry.md": "replaced",
        "port.zip!fee.csv": "added",
        "port.zip!inner!crane.md": "removed",
    }
    assert {document.title for document in store.library.documents()} == {"Ferry", "fee"}
    for document_id in store.library.document_ids():
        remove(store, document_id)
    assert list(kept.iterdir()) == []
    assert told(add_uploads(store, packed(archive, {}), "port.zip")) == {"port.zip": "refused"}


def test_a_page_answers_from_an_uploaded_archive(tmp_path: Path) -> None:
    with bot_of(tmp_path / "home", {}) as bot:
        archive = packed(tmp_path / "sent", {"ferry.md": FERRY, "crane.md": CRANE})
        report = bot.add_files([archive], ["port.zip"])
        assert report.count("added") == 2
        assert [citation.quote for citation in bot.ask("When does the ferry sail?").citations] == [
            "The ferry sails at nine."
        ]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("shorewise-")]
