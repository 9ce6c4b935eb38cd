"""The page as an application: what it answers, what it refuses, and what it says about bad input."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.page import app as page
from bot.page import ask as page_ask
from bot.page import decide as page_decide
from bot.page import guard
from bot.page import library as page_library
from bot.page import theme as page_theme
from bot.page.guard import Guard, Limits
from bot.page.headers import policy
from bot.page.server import address_of, listen, read_people, serve
from bot.service.desk import LOADING, Desk
from bot.settings import BotSettings
from ingest.errors import LibraryBusy, ShorewiseError
from ingest.read import SUFFIXES

ORIGIN = "http://127.0.0.1"
MARKDOWN = ("notes.md", b"# Notes\n\nOne sentence.\n", "text/markdown")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(BotSettings.load(home=tmp_path_factory.mktemp("home")))
    desk.open(lambda: None)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[TestClient]:
    limits = Limits(SUFFIXES, 50_000)
    with TestClient(Guard(page.build(desk, []), "127.0.0.1", limits), base_url=ORIGIN) as client:
        yield client


# What the guard lets through.


def test_the_page_carries_a_policy_under_which_nothing_foreign_loads_or_runs(site: TestClient) -> None:
    answer = site.get("/")
    assert answer.status_code == 200
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"]
    assert "http" not in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_only_scripts_of_the_page_itself_are_allowed_inline() -> None:
    one = policy(b"<script>one()</script><script src='x.js'></script>")
    assert one.count("'sha256-") == 1
    assert one != policy(b"<script>two()</script>")


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=x",
     "/monitoring", "/docs", "/config", "/gradio_api/runs", "/static/../bot/page/app.py", "/gradio_api/run/x"],
)  # fmt: skip
def test_addresses_the_page_does_not_use_are_closed(site: TestClient, path: str) -> None:
    assert guard.refusal("GET", path, {"host": "127.0.0.1"}, "127.0.0.1") is not None
    assert site.get(path).status_code == 404


def test_a_foreign_name_for_this_machine_is_refused(site: TestClient) -> None:
    answer = site.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "not served under that name" in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_request_from_another_site_is_refused(site: TestClient, origin: str) -> None:
    answer = site.post("/gradio_api/upload", files={"files": MARKDOWN}, headers={"origin": origin})
    assert answer.status_code == 403


def test_a_link_from_another_site_may_open_the_page_but_nothing_else(site: TestClient) -> None:
    foreign = {"sec-fetch-site": "cross-site"}
    assert site.get("/", headers=foreign).status_code == 200
    assert site.get("/theme.css", headers=foreign).status_code == 403


@pytest.mark.parametrize(
    ("named", "host", "allowed"),
    [
        ("localhost:7860", "127.0.0.1", True),
        ("[::1]:7860", "127.0.0.1", True),
        ("192.168.1.5:7860", "127.0.0.1", False),
        ("192.168.1.5:7860", "0.0.0.0", True),
        ("evil.example", "0.0.0.0", False),
        (f"{socket.gethostname()}:7860", "0.0.0.0", True),
        ("desk.internal:80", "desk.internal", True),
        ("", "127.0.0.1", False),
        ("[bad", "0.0.0.0", False),
    ],
)
def test_beyond_loopback_addresses_and_this_machine_s_names_are_served(named: str, host: str, allowed: bool) -> None:
    assert guard.host_allowed(named, host) is allowed


@pytest.mark.parametrize("name", ["run.exe", "page.php", "notes.md.svg", "notes"])
def test_a_file_of_another_kind_is_refused_before_it_is_kept(site: TestClient, name: str) -> None:
    answer = site.post("/gradio_api/upload", files=[("files", MARKDOWN), ("files", (name, b"x", "text/plain"))])
    assert answer.status_code == 415
    assert "Only files ending in .md" in answer.text


def test_words_in_a_file_that_look_like_a_part_header_do_not_refuse_it(site: TestClient) -> None:
    text = b'Content-Disposition: form-data; name="files"; filename="run.exe"\r\n\r\n'
    answer = site.post("/gradio_api/upload", files={"files": ("notes.md", text, "text/markdown")})
    assert answer.status_code == 200


def test_a_file_name_split_between_two_pieces_of_a_body_is_still_seen() -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="run.exe"\r\n\r\nx'
    limits = Limits(SUFFIXES, 1000)
    for cut in range(1, len(body)):
        watched = guard.Body(_unused, {"content-type": "multipart/form-data; boundary=b"}, limits)
        faults = [watched.fault(body[:cut]), watched.fault(body[cut:])]
        assert any(faults), cut


def test_an_encoded_file_name_does_not_get_past_the_check() -> None:
    body = b"--b\r\nContent-Disposition: form-data; name=files; filename*=UTF-8''run.exe\r\n\r\nx"
    assert list(guard.part_names(body, "multipart/form-data; boundary=b")) == [""]


async def _unused() -> Any:
    raise AssertionError("nothing is received in this test")


def test_an_upload_above_the_limit_is_refused(site: TestClient) -> None:
    answer = site.post("/gradio_api/upload", files={"files": ("big.md", b"x" * 60_000, "text/markdown")})
    assert answer.status_code == 413
    assert "Send less at once" in answer.text


# What the page consists of.


def test_the_style_and_script_name_no_foreign_address() -> None:
    for asset in page_theme.ASSETS.iterdir():
        text = asset.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|url\(\s*[\"']?//|@import", text), asset.name


def test_the_page_loads_its_assets_under_an_address_that_changes_with_them(site: TestClient) -> None:
    for address in re.findall(r'(?:href|src)="([^"]+)"', page_theme.head()):
        assert site.get(address).status_code == 200


def test_the_first_page_holds_no_text_of_documents(site: TestClient) -> None:
    assert "Captive centres take six forms" not in site.get("/").text


def test_the_page_promises_to_be_offline_only_without_a_language_model(site: TestClient, tmp_path: Path) -> None:
    assert page.OFFLINE in site.get("/").text
    settings = BotSettings.load(home=tmp_path, model="openai:<m>", model_url="http://127.0.0.1:9/v1")
    with TestClient(page.build(Desk(settings), []), base_url=ORIGIN) as client:
        shown = client.get("/").text
    assert page.OFFLINE not in shown
    assert "may be worded by openai:" in shown
    assert "openai:<m>" not in shown


# Starting.


def test_a_port_in_use_is_named_with_a_way_out() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ShorewiseError, match=rf"Port {port} on 127.0.0.1 is in use.*--port"):
            listen("127.0.0.1", port)


def test_an_address_that_is_not_of_this_machine_is_named() -> None:
    with pytest.raises(ShorewiseError, match="--host"):
        listen("no-such-host.invalid", 7860)


def test_a_data_folder_owned_by_another_process_ends_the_server_with_its_reason(desk: Desk) -> None:
    assert desk.wait(120)
    with pytest.raises(LibraryBusy):
        serve(desk.settings.model_copy(update={"wait_s": 0}), port=_free_port())


def test_the_address_to_open_is_one_a_browser_takes() -> None:
    assert address_of("0.0.0.0", 7860) == "http://127.0.0.1:7860"
    assert address_of("::1", 80) == "http://[::1]:80"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "names nobody"),
        ("# only a comment\n", "names nobody"),
        ("ann\n", "Line 1"),
        ("a:b\nbob:\n", "Line 2"),
    ],
)
def test_an_unusable_file_of_people_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "people"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ShorewiseError, match=reason):
        read_people(file)


def test_people_are_read_with_colons_in_their_passwords(tmp_path: Path) -> None:
    file = tmp_path / "people"
    file.write_text("# who\n\nann:a:b\nbob: c \n", encoding="utf-8")
    assert read_people(file) == [("ann", "a:b"), ("bob", " c ")]
    with pytest.raises(ShorewiseError, match="cannot be read"):
        read_people(tmp_path / "missing")


def test_with_people_named_the_page_asks_who_it_is(desk: Desk) -> None:
    with TestClient(page.build(desk, [("ann", "secret")]), base_url=ORIGIN) as client:
        assert '"auth_required":true' in client.get("/").text.replace(" ", "")
        assert client.post("/login", data={"username": "ann", "password": "wrong"}).status_code == 400
        assert client.post("/login", data={"username": "ann", "password": "secret"}).status_code == 200


# What the page says.


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "is empty"),
        ("   \n", "is empty"),
        ("\x00\x1b\x07", "is empty"),
        ("x" * 1_000_000, "Ask a shorter one"),
    ],
)
def test_a_question_that_cannot_be_taken_gets_a_sentence_and_leaves_the_talk_alone(
    desk: Desk, words: str, said: str
) -> None:
    *_, last = page_ask._ask(desk, words, [])
    messages, _, note, kept, _ = last
    assert messages == []
    assert said in note
    assert len(kept) <= 4000


def test_each_turn_keeps_its_own_numbers_and_asking_again_replaces_the_last(desk: Desk) -> None:
    talked: list[page_ask.Exchange] = []
    for words in ("What is captive offshoring?", "What is outsourcing?"):
        *_, last = page_ask._ask(desk, words, talked)
        talked = last[-1]
    assert [exchange.turn for exchange in talked] == [1, 2]
    assert "#cite-1-1" in talked[0].markup
    assert "#cite-2-1" in talked[1].markup
    assert 'id="cite-1-1"' in page_ask._panel(desk, "1 7", talked)
    assert page_ask._before("2 8", talked) == (talked[:1], "What is outsourcing?")


def test_a_question_waits_visibly_while_the_library_opens(tmp_path: Path) -> None:
    closed = Desk(BotSettings.load(home=tmp_path))
    messages, *_ = next(page_ask._ask(closed, "What is outsourcing?", []))
    assert LOADING in messages[-1]["content"]


@pytest.mark.parametrize("signal", ["", "x", "-1 2", "9999999999999 1", "²"])
def test_a_signal_without_a_turn_names_none(signal: str) -> None:
    assert page_ask.number_in(signal) == 0


def test_a_choice_of_several_values_is_a_set_and_not_known_is_left_out() -> None:
    values = ["core", "", None, "avoid|cannot"]
    assert page_decide.facts_of(["core", "speed", "cost", "investment"], values) == {
        "core": "core",
        "investment": ["avoid", "cannot"],
    }


def test_files_are_added_and_refused_one_by_one(desk: Desk, tmp_path: Path) -> None:
    good, odd = tmp_path / "handbook.md", tmp_path / "image.png"
    good.write_text("# Handbook\n\nInvoices above 500 euro need two signatures.\n", encoding="utf-8")
    odd.write_bytes(b"\x89PNG")
    *_, (report, table, _) = page_library._add(desk, [str(good), str(odd)])
    assert "handbook.md</b> added, 1 passage" in report
    assert "image.png</b> not added: only .md" in report
    assert "Handbook" in table
    (document,) = [document for document in desk.bot.documents() if document.title == "Handbook"]
    said, table = page_library._remove(desk, f"{document.id} 1")
    assert "was removed" in said
    assert "Handbook" not in table


def test_removing_what_is_gone_says_so(desk: Desk) -> None:
    said, _ = page_library._remove(desk, "no-such-document 1")
    assert 'class="note"' in said


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
