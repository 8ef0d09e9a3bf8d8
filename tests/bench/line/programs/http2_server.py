"""An upload server for hypercorn: PUT /NAME stores a whole body in the folder that STORE names."""

import os
from pathlib import Path
from typing import Any


async def app(scope: Any, receive: Any, send: Any) -> None:
    """One request."""
    if scope["type"] != "http":
        return
    pieces, more = [], True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    (Path(os.environ["STORE"]) / Path(scope["path"]).name).write_bytes(b"".join(pieces))
    await send({"type": "http.response.start", "status": 201, "headers": []})
    await send({"type": "http.response.body", "body": b""})
