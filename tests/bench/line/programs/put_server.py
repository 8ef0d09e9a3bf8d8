"""A plain upload server: PUT /NAME stores a whole body as FOLDER/NAME. `put_server.py HOST PORT FOLDER`"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Upload(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    folder = Path()

    def do_PUT(self) -> None:
        """Store what is whole; half a body is thrown away, as most servers do."""
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if len(body) == size:
            (self.folder / Path(self.path).name).write_bytes(body)
            self.send_response(201)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Upload.folder = Path(sys.argv[3])
    ThreadingHTTPServer.daemon_threads = True
    ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Upload).serve_forever()
