"""One address downloaded politely: limits of time and size, redirects to the web only, retries with growing pauses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import tenacity
import urllib3
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,
)

from pipeline import __version__
from pipeline.errors import FetchError

_AGENT = f"hedgerow/{__version__} (reads agreement texts; fetches single pages when a user asks for them)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What may be otherwise in a moment: a server that is busy, restarting or behind a gateway that is.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large a download may be, and how often it is tried.

    `seconds` is for one attempt, from the request to the last byte, `silence` for a server that says nothing. Between
    two requests to one host pass `pause` seconds, between two attempts `first_wait`, doubled each time, up to
    `longest_wait`.
    """

    bytes: int = 64 * 1024 * 1024
    seconds: float = 120.0
    silence: float = 30.0
    attempts: int = 4
    redirects: int = 8
    pause: float = 1.0
    first_wait: float = 1.0
    longest_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Download:
    """What came from an address: the bytes, the address they came from in the end, and what the server called them."""

    data: bytes
    address: str
    content_type: str


class DeadAddressError(FetchError):
    """The address gives nothing, now or at all; a copy elsewhere may."""


class _PassingError(DeadAddressError):
    """The address may give something in a moment; `wait` is the number of seconds the server asks for."""

    wait: float | None = None


class Downloader:
    """Downloads one address after the other."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        timeout = urllib3.Timeout(connect=limits.silence, read=limits.silence)
        headers = {"User-Agent": _AGENT, "Accept": "text/html, application/pdf, text/*;q=0.9, */*;q=0.5"}
        self._pool = urllib3.PoolManager(headers=headers, timeout=timeout, retries=False)
        self._asked: dict[str, float] = {}

    def get(self, address: str, received: Callable[[int], None] = lambda size: None) -> Download:
        """What stands at `address`; `received` is told the number of bytes so far.

        Raises DeadAddressError where nothing comes, FetchError for what is refused: too much, or not of the web.
        """
        attempts: tenacity.Retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_PassingError),
            stop=tenacity.stop_after_attempt(self._limits.attempts),
            wait=self._wait,
            reraise=True,
        )
        return attempts(self._attempt, address, received)

    def close(self) -> None:
        """Release all connections."""
        self._pool.clear()

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Seconds until the next attempt: what the server asks for, else twice as long each time."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _PassingError) else None
        growing = self._limits.first_wait * 2.0 ** (state.attempt_number - 1)
        return min(max(asked or 0.0, growing), self._limits.longest_wait)

    def _attempt(self, address: str, received: Callable[[int], None]) -> Download:
        deadline = time.monotonic() + self._limits.seconds
        here = address
        for _ in range(self._limits.redirects + 1):
            response = self._ask(here)
            try:
                there = response.headers.get("Location")
                if response.status not in _REDIRECTS or not there:
                    _check_status(here, response)
                    data = self._body(here, response, deadline, received)
                    return Download(data, here, response.headers.get("Content-Type", ""))
            finally:
                # What is left of a body that is not wanted is not waited for.
                response.close()
            here = urljoin(here, there)
        raise DeadAddressError(
            address, f"leads on and on, over {self._limits.redirects} times", "look at it in a browser"
        )

    def _ask(self, address: str) -> urllib3.BaseHTTPResponse:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(address, "is no address of the web", "only http and https are followed")
        since = time.monotonic() - self._asked.get(parts.hostname, -self._limits.pause)
        time.sleep(max(0.0, self._limits.pause - since))
        try:
            return self._pool.request("GET", address, preload_content=False, redirect=False)
        except LocationParseError:
            raise FetchError(address, "is no address of the web", "check it") from None
        except HTTPError as error:
            raise _unheard(address, error) from error
        finally:
            self._asked[parts.hostname] = time.monotonic()

    def _body(
        self, address: str, response: urllib3.BaseHTTPResponse, deadline: float, received: Callable[[int], None]
    ) -> bytes:
        limit = self._limits
        stated = response.headers.get("Content-Length", "")
        parts: list[bytes] = []
        size = 0
        try:
            while size <= limit.bytes and not (stated.isdecimal() and int(stated) > limit.bytes):
                # One read of the network at a time: a server that drips must not hold us beyond the deadline.
                part = response.read1(_CHUNK)
                if not part:
                    return b"".join(parts)
                parts.append(part)
                size += len(part)
                received(size)
                if time.monotonic() > deadline:
                    problem = f"is too slow: {size:,} bytes in {limit.seconds:.0f} s"
                    raise DeadAddressError(address, problem, "try later, or raise --max-seconds")
        except (HTTPError, OSError) as error:
            raise _unheard(address, error) from error
        raise FetchError(
            address, f"is larger than {limit.bytes / 2**20:.0f} MB", "raise --max-megabytes if it is the text"
        )


def _check_status(address: str, response: urllib3.BaseHTTPResponse) -> None:
    status = response.status
    if status == 200:
        return
    said = f"answers {status} {response.reason or ''}".strip()
    if status in _PASSING:
        error = _PassingError(address, said, "try later")
        error.wait = _seconds_asked(response)
        raise error
    raise DeadAddressError(address, said, "look for the text's new address")


def _seconds_asked(response: urllib3.BaseHTTPResponse) -> float | None:
    try:
        return urllib3.Retry().get_retry_after(response)
    except InvalidHeader:
        return None


def _unheard(address: str, error: Exception) -> _PassingError:
    """What the network says, in plain words."""
    if isinstance(error, NameResolutionError):
        problem = "has no such host, or there is no network"
    elif isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError):
        problem = "does not answer in time"
    elif isinstance(error, ProtocolError):
        problem = "broke off in the middle"
    elif isinstance(error, SSLError):
        problem = "has no valid certificate"
    else:
        problem = f"cannot be reached ({type(error).__name__})"
    return _PassingError(address, problem, "check the network, and try later")
