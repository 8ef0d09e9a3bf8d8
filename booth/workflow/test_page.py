"""The page that shows whether a printer prints: letters, both columns, a code to read with a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booth.devices.slip import Code, Gap, Heading, Row, Rule, Slip, Text
from booth.workflow.words import shown_moment
from resources.i18n import tr

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from booth.devices.ports import DeviceInfo

TEST_CODE = "BR1|test"


def make_test_page(info: DeviceInfo, now: datetime, zone: ZoneInfo, *, booth_name: str = "") -> Slip:
    """The page for the printer `info`; nothing personal is on it."""
    rows = [Row(tr("Booth"), booth_name)] if booth_name else []
    return Slip(
        title=tr("Test page"),
        filename=f"{tr('test-page')}-{now:%Y%m%d-%H%M%S}",
        blocks=(
            Heading(tr("Test page")),
            Rule(),
            *rows,
            Row(tr("Date"), shown_moment(now, zone)),
            Row(tr("Printer"), info.name),
            *([Row(tr("Serial number"), info.serial)] if info.serial else []),
            Rule(),
            Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"),
            Gap(),
            Code(TEST_CODE),
            Text(
                tr("All is well when every letter is whole, the lines are straight and a phone reads the code."),
                small=True,
            ),
        ),
    )
