"""What the agent says of the line outlives it: when the office answered last is known after a restart."""

from __future__ import annotations

from datetime import timedelta

from sync.errors import LineError
from sync.line import LineState
from sync.sending import Work
from sync.telling import Teller


def test_a_line_is_dead_since_the_last_answer_not_since_a_restart(outbox, clock):
    said = []
    first = Teller(outbox, Work(), clock=clock, on_status=said.append)
    first.heard()
    first.explain(LineError())
    answered = said[-1].contact_at
    assert answered == said[-1].at
    clock.now += timedelta(days=1)
    Teller(outbox, Work(), clock=clock, on_status=said.append).explain(LineError())
    assert (said[-1].state, said[-1].contact_at) == (LineState.OFFLINE, answered)
    assert said[-1].at != answered
