"""A server on this machine that behaves as badly as servers do, and the quick limits to meet it with."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.fetching import Limits

PACT = """<!doctype html><html lang="en"><head><title>Pact on Rivers</title></head>
<body><nav>Served {served} times</nav>
<main><h1>Pact on Rivers between Norland and Estmark</h1>
<p>The Republic of Norland and the Kingdom of Estmark, hereinafter the Parties, have agreed as follows:</p>
<p>Each Party shall keep the rivers that cross its border clean and {what} the other Party of any flood.</p>
<p>The Parties shall meet each year to review what has been done under this Pact and to plan the next year.</p>
</main></body></html>"""
QUICK = Limits(
    bytes=200_000, seconds=1.0, silence=0.5, attempts=3, redirects=4, pause=0.0, first_wait=0.01, longest_wait=0.2
)


class BadServer(ThreadingHTTPServer):
    """Counts what it is asked for, by path, and says what each path is told to say."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.agents: set[str] = set()
        self.wording = "tell"

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


class _Handler(BaseHTTPRequestHandler):
    server: BadServer

    def log_message(self, *unused: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = self.path.strip("/")
        self.server.asked[path] += 1
        self.server.times.append(time.monotonic())
        self.server.agents.add(self.headers.get("User-Agent", ""))
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, f"say_{path.partition('/')[0].replace('-', '_')}", self.say_missing)()

    def page(self, body: bytes, kind: str = "text/html", stated: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if stated is None else stated))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, to: str, body: bytes = b"") -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def refuse(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def pact(self) -> bytes:
        return PACT.format(served=self.server.asked.total(), what=self.server.wording).encode()

    def say_pact(self) -> None:
        self.page(self.pact())

    def say_mislabelled(self) -> None:
        self.page(self.pact(), "application/octet-stream")

    def say_missing(self) -> None:
        self.refuse(404)

    def say_gone(self) -> None:
        self.refuse(410)

    def say_flaky(self) -> None:
        self.refuse(500) if self.server.asked["flaky"] == 1 else self.page(self.pact())

    def say_busy(self) -> None:
        self.refuse(429, Retry_After="0") if self.server.asked["busy"] == 1 else self.page(self.pact())

    def say_broken(self) -> None:
        self.refuse(503)

    def say_truncated(self) -> None:
        self.page(self.pact()[:200], stated=5000)

    def say_once_truncated(self) -> None:
        first = self.server.asked["once-truncated"] == 1
        self.page(self.pact()[:200], stated=5000) if first else self.page(self.pact())

    def say_silent(self) -> None:
        time.sleep(1.5)

    def say_dripping(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(60):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def say_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(2000):
            self.wfile.write(b"The Parties shall meet. " * 400)

    def say_endless_redirect(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/pact")
        self.end_headers()
        for _ in range(2000):
            self.wfile.write(b"x" * 10_000)

    def say_large(self) -> None:
        self.page(b"", stated=10_000_000)

    def say_moved(self) -> None:
        self.redirect("/pact")

    def say_loop(self) -> None:
        self.redirect("/loop")

    def say_to_file(self) -> None:
        self.redirect("file:///etc/hostname")

    def say_to_ftp(self) -> None:
        self.redirect("ftp://127.0.0.1/pact")

    def say_image(self) -> None:
        self.page(b"\x89PNG\r\n\x1a\n" + bytes(100), "text/html")

    def say_data(self) -> None:
        self.page(b'{"error": "not found"}', "application/json")

    def say_nothing(self) -> None:
        self.page(b"")

    def say_archive(self) -> None:
        day, _, address = self.path.removeprefix("/archive/").partition("id_/")
        known = day == "20210504" and address == self.server.address("gone")
        self.page(self.pact()) if known else self.refuse(404)


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield running
        running.shutdown()
