"""How much of a bad line the booth fills, beside what others would: `packaging/test --line [full]` prints the table.

LINE_FULL, LINE_ONLY, LINE_PEERS and LINE_AT_ONCE choose; see `tests.bench.line.table`.
"""

import os

import pytest

from tests.bench.line.table import plan, printed, run

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3 * 3600)]


def test_the_table_of_lines():
    asked = plan(os.environ)
    rows = run(asked, lambda text: print(f"  done: {text}", flush=True))
    packets = "200 packets, 10 on the slow line" if asked.full else "25 packets, 5 on the slow line"
    print(f"\n400,000 bytes each; ours {packets}; peers {asked.peer_packets}, on the slow line as ours.\n")
    print(printed(rows))
    print(
        "\nover: bytes sent besides what the office has of packets, whole or in part; a packet sent twice would show."
    )
    missed = [f"{row.cells[0]}, {row.cells[1]}: {row.missed}" for row in rows if row.missed]
    assert not missed, "; ".join(missed)
