"""Running the application on this machine: a socket, the addresses to open, and the server."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from pipeline.errors import RunError
from pipeline.review.desk import Desk
from pipeline.review.server import create_app

LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Served:
    """A socket that listens, and the address of each reviewer's page by name."""

    listening: socket.socket
    addresses: dict[str, str]
    tokens: dict[str, str]
    hosts: frozenset[str]


def listen(host: str, port: int, reviewers: Sequence[str]) -> Served:
    """Bind to `host` and `port` (0: any that is free) and make a token for each reviewer.

    Raises RunError where that cannot be listened to.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        place = f"{host}, port {port}"
        raise RunError(place, f"cannot be listened to ({error.strerror})", "choose another --host or --port") from error
    bound = listening.getsockname()[1]
    names = _names(host)
    tokens = {secrets.token_urlsafe(TOKEN_BYTES): reviewer for reviewer in reviewers}
    addresses = {reviewer: f"http://{names[0]}:{bound}/#{token}" for token, reviewer in tokens.items()}
    return Served(listening, addresses, tokens, frozenset(f"{name}:{bound}" for name in names))


def serve(desk: Desk, served: Served) -> None:
    """Answer requests until Ctrl-C."""
    with served.listening, suppress(KeyboardInterrupt):
        import uvicorn

        app = create_app(desk, served.tokens, served.hosts)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        server.run(sockets=[served.listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _names(host: str) -> list[str]:
    """The names under which the page may be asked for, the one to print first."""
    if is_loopback(host):
        return [f"[{host}]" if ":" in host else host, "localhost"]
    if host not in ("0.0.0.0", "::"):
        return [f"[{host}]" if ":" in host else host]
    # Bound to every interface: this machine's own names and addresses, and no others.
    own = socket.gethostname()
    found = {str(address[4][0]).split("%")[0] for address in socket.getaddrinfo(own, None)}
    return [own, *sorted(f"[{name}]" if ":" in name else name for name in found), LOOPBACK, "localhost"]
