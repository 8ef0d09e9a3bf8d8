"""Something between booth and office that reads HTTP: a proxy, a captive portal, a forger. For plain HTTP only."""

from __future__ import annotations

import http.client
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_HOP = {"connection", "transfer-encoding", "content-length", "date", "server"}


@dataclass(frozen=True)
class Asked:
    """A request. `body` whole, for this middle buffers as proxies do."""

    method: str
    path: str
    headers: dict
    body: bytes

    @property
    def uploads(self):
        return self.method in {"PUT", "PATCH"}


@dataclass(frozen=True)
class Given:
    """An answer; `headers` by lower-case name."""

    status: int
    body: bytes = b""
    headers: dict = field(default_factory=dict)

    def saying(self, body):
        return replace(self, body=body)


class Middle:
    """Listens at `port`. `between(asked, office)` decides: `office(asked)` asks the office at `target` and gives its
    `Given`; what is returned goes to the booth, None breaks the connection."""

    def __init__(self, target, between=lambda asked, office: office(asked)):
        self.target = target
        self.between = between
        middle = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self):
                with suppress(OSError):
                    super().handle_one_request()
                    return
                self.close_connection = True

            def do_GET(self):
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                given = None
                if len(body) == length:
                    asked = Asked(self.command, self.path, dict(self.headers.items()), body)
                    given = middle.between(asked, middle.ask)
                if given is None:
                    self.close_connection = True
                    return
                self.send_response(given.status)
                for name, value in given.headers.items():
                    if name not in _HOP:
                        self.send_header(name, value)
                if given.status != 204:
                    self.send_header("Content-Length", str(len(given.body)))
                self.end_headers()
                self.wfile.write(given.body)

            do_POST = do_PUT = do_PATCH = do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def ask(self, asked):
        """The office's answer; None where it cannot be asked."""
        connection = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        try:
            connection.request(asked.method, asked.path, body=asked.body or None, headers=asked.headers)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Given(answer.status, answer.read(), headers)
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
