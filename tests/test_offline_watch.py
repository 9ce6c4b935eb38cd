"""The watch of `shorewise doctor --offline` sees and refuses what it promises to, in a process of its own."""

import json
import subprocess
import sys

WATCHED = """
import json, socket
from bot.commands.offline import watch

attempts = watch()
outcomes = []
for host in ("198.51.100.7", "example.invalid", "127.0.0.1"):
    try:
        socket.create_connection((host, 9), timeout=1).close()
    except OSError as error:
        outcomes.append(type(error).__name__)
print(json.dumps([attempts, outcomes]))
"""


def test_the_watch_refuses_and_names_every_address_but_loopback() -> None:
    ran = subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True, timeout=60)
    attempts, outcomes = json.loads(ran.stdout)
    assert attempts == ["getaddrinfo 198.51.100.7", "getaddrinfo example.invalid"]
    assert outcomes == ["OSError", "OSError", "ConnectionRefusedError"]
