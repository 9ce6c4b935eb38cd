"""Nothing leaves the machine: everything runs while each connection but loopback is refused and written down."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("shorewise"))
START_S = 120
"""Time the page has to answer at all; machines that run the tests may be slow."""
GUARD = '''
"""Python runs this file at every start: it refuses all addresses but loopback and notes who asked for them."""

import os
import socket

ALLOWED = ("127.", "::1", "localhost", "0.0.0.0", "::ffff:127.")


def check(call, host):
    if host is None or isinstance(host, bytes) and not host:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if host and not host.startswith(ALLOWED):
        with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as log:
            log.write(f"{call} {host}\\n")
        raise OSError(f"{call} to {host} is blocked by the test")


def guarded(name, plain):
    def method(self, *arguments):
        address = arguments[-1]
        if isinstance(address, tuple):
            check(name, address[0])
        return plain(self, *arguments)

    return method


for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, guarded(name, getattr(socket.socket, name)))


def looking_up(name, plain):
    def function(host, *arguments, **options):
        check(name, host)
        return plain(host, *arguments, **options)

    return function


for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    setattr(socket, name, looking_up(name, getattr(socket, name)))
'''


@pytest.fixture
def attempts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Guard every Python process the test starts; gives the file of refused attempts."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "guard"))
    monkeypatch.setenv("ATTEMPTS", str(tmp_path / "attempts"))
    # A proxy on this machine would carry requests out unseen.
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    (tmp_path / "attempts").touch()
    return tmp_path / "attempts"


def run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_guard_refuses_and_notes_what_would_go_out(attempts: Path) -> None:
    code = """
import socket
for attempt in (
    lambda: socket.create_connection(("192.0.2.1", 80)),
    lambda: socket.getaddrinfo("example.org", 443),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.2", 53)),
):
    try:
        attempt()
    except OSError:
        continue
    raise SystemExit("not refused")
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname()).close()
"""
    run(sys.executable, "-W", "ignore", "-c", code)
    # The first is stopped while its address is looked up.
    noted = ["getaddrinfo 192.0.2.1", "getaddrinfo example.org", "sendto 192.0.2.2"]
    assert attempts.read_text().splitlines() == noted


def test_reading_documents_asking_and_deciding_stay_on_this_machine(attempts: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text("# Ferry\n\nThe ferry to the island carries forty sheep in one trip.\n")
    report = json.loads(run(COMMAND, "ingest", "ferry.md", "--json"))
    assert report["added"] == 1
    questions = ["How many sheep does the ferry carry?", "What is captive offshoring?", "Should we outsource payroll?"]
    (tmp_path / "batch.jsonl").write_text("".join(json.dumps({"turns": [one]}) + "\n" for one in questions))
    answers = [json.loads(line) for line in run(COMMAND, "ask", "--batch", "batch.jsonl").splitlines()]
    assert len(answers) == len(questions)
    assert answers[0]["citations"][0]["document_id"] == "ferry"
    assert "captive-offshoring" in [citation["document_id"] for citation in answers[1]["citations"]]
    run(COMMAND, "decide", "--text", "We want close control for ten years and can invest.")
    run(COMMAND, "doctor")
    assert attempts.read_text() == ""


def test_the_page_opens_without_calling_out(attempts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as output:
        served = subprocess.Popen([COMMAND, "serve", "--port", str(port)], stdout=output, stderr=output)
    try:
        assert "Shorewise" in _page(f"http://127.0.0.1:{port}", served, log)
    finally:
        served.terminate()
        served.wait(60)
    assert attempts.read_text() == "", log.read_text()


@pytest.mark.long
def test_preparing_the_model_needs_no_network(attempts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_CACHE", str(tmp_path / "cache"))
    assert "onnx" in run(COMMAND, "setup")
    assert attempts.read_text() == ""


def _page(address: str, served: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START_S
    while time.monotonic() < end and served.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=START_S) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            time.sleep(0.1)
    return pytest.fail(f"The page did not open: {log.read_text()}")
