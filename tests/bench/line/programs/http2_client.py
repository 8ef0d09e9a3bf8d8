"""httpx, one HTTP/2 connection with N streams: `http2_client.py HOST PORT FOLDER N`."""

import asyncio
import sys
from pathlib import Path

import httpx

STALL, PAUSE = 30.0, 1.0  # seconds


async def send(client: httpx.AsyncClient, files: list[Path]) -> None:
    """One stream after the other until nothing is left."""
    while files:
        path = files.pop(0)
        while not await put(client, path):
            await asyncio.sleep(PAUSE)


async def put(client: httpx.AsyncClient, path: Path) -> bool:
    """Whether the server took the file."""
    try:
        answer = await client.put(f"/{path.name}", content=path.read_bytes())
    except httpx.HTTPError:
        return False
    return answer.status_code == 201


async def main() -> None:
    """Send all."""
    host, port, folder, number = sys.argv[1:]
    files = sorted(Path(folder).iterdir())
    limits = httpx.Limits(max_connections=1)
    async with httpx.AsyncClient(
        base_url=f"http://{host}:{port}", http1=False, http2=True, timeout=STALL, limits=limits
    ) as client:
        await asyncio.gather(*(send(client, files) for _ in range(int(number))))


asyncio.run(main())
