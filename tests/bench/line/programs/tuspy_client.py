"""tuspy, one file after the other: `tuspy_client.py HOST PORT FOLDER`."""

import sys
import time
from pathlib import Path

from tusclient.client import TusClient

PAUSE = 1.0  # seconds
client = TusClient(f"http://{sys.argv[1]}:{sys.argv[2]}/files")
for path in sorted(Path(sys.argv[3]).iterdir()):
    uploader = client.uploader(str(path), retries=5, retry_delay=1, metadata={"filename": path.name})
    while uploader.offset < path.stat().st_size:
        try:
            uploader.upload()
        except Exception:  # whatever it was: a person would try again
            time.sleep(PAUSE)
