"""PUT every file of FOLDER, N at a time, each again whole until taken: `put_client.py HOST PORT FOLDER N`.

A connection from which nothing is heard for 30 s is given up: the time that a file may travel after its last byte was
handed to the system.
"""

import http.client
import queue
import sys
import threading
import time
from pathlib import Path

STALL, PAUSE = 30.0, 1.0  # seconds


def send(host: str, port: int, files: "queue.SimpleQueue[Path]") -> None:
    """One worker: a kept-alive connection, opened again when it broke."""
    line = http.client.HTTPConnection(host, port, timeout=STALL)
    while not files.empty():
        try:
            path = files.get_nowait()
        except queue.Empty:
            return
        while not put(line, path):
            line.close()
            time.sleep(PAUSE)


def put(line: http.client.HTTPConnection, path: Path) -> bool:
    """Whether the server took the file."""
    try:
        with path.open("rb") as file:  # in blocks: a limit on one `sendall` would be one on the whole file
            line.request("PUT", f"/{path.name}", file, {"Content-Length": str(path.stat().st_size)})
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return False
    return answer.status == 201


if __name__ == "__main__":
    waiting: "queue.SimpleQueue[Path]" = queue.SimpleQueue()
    for each in sorted(Path(sys.argv[3]).iterdir()):
        waiting.put(each)
    workers = [
        threading.Thread(target=send, args=(sys.argv[1], int(sys.argv[2]), waiting)) for _ in range(int(sys.argv[4]))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
