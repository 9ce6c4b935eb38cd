"""A server on loopback that speaks the OpenAI chat protocol and says what a test wants."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[dict[int, str]], str]
"""Quotes by number, as they stand in a request, to what the model says."""


@dataclass
class Talker:
    """`url` is its address, `heard` the bodies of the requests."""

    url: str
    heard: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def talker(say: Say, status: int = 200) -> Iterator[Talker]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            talking.heard.append(body)
            asked = body["messages"][-1]["content"]
            text = say({int(n): quote for n, quote in re.findall(r"^\[(\d+)\] (.*)$", asked, re.MULTILINE)})
            message = {"role": "assistant", "content": text}
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
            answer = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
            data = json.dumps(answer | {"choices": choices, "usage": usage}).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    talking = Talker(f"http://127.0.0.1:{server.server_port}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield talking
    finally:
        server.shutdown()
        server.server_close()
