"""What is asked while papers are photographed: which paper, which file, why a page is kept that cannot be read."""

from __future__ import annotations

from booth.biometrics.document_files import ENDINGS
from booth.ui.file_panel import Wanted
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.ui.kit.screen import Action, primary
from booth.workflow.documents import DocumentKind
from resources.i18n import N_, tr

FILES = Wanted(
    ENDINGS | {".pdf"},  # a PDF is offered all the same: choosing it says what to do
    N_("JPEG and PNG files on plugged-in media, among documents and downloads, the newest first."),
    N_("No picture found"),
    N_("Plug in the medium and try again, or photograph the paper."),
)
KEEP_REASONS = (
    Choice("worn", N_("The paper is worn, torn or stained")),
    Choice("print", N_("The print itself is pale")),
    Choice("light", N_("The light at this place is no better today")),
    Choice("enough", N_("What matters on it can be read")),
    Choice("other", N_("Other reason, noted"), note=True),
)
NO_KK_REASONS = (
    Choice("forgotten", N_("The resident has not brought the KK")),
    Choice("lost", N_("The KK is lost")),
    Choice("camera", N_("The camera does not work today")),
    Choice("other", N_("Other reason, noted"), note=True),
)


class KindPanel(ReasonPanel):
    """Which paper is it? A digit chooses; an other one is named."""

    def __init__(self, now: DocumentKind) -> None:
        choices = tuple(Choice(kind.name, kind.value, note=kind is DocumentKind.OTHER) for kind in DocumentKind)
        super().__init__(N_("Which paper is it?"), choices, chosen=list(DocumentKind).index(now))

    def offers(self) -> list[Action]:
        cancel, choose = super().offers()
        return [cancel, primary(tr("This paper"), choose.slot, enabled=choose.enabled)]
