"""What is asked while papers are photographed: which paper, which file, why a page is kept that cannot be read."""

from __future__ import annotations

from booth.biometrics.document_files import ENDINGS
from booth.ui.file_panel import Wanted
from booth.ui.kit.panels import Choice, ReasonPanel
from booth.workflow.documents import DocumentKind
from resources.i18n import N_

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


def kind_panel(now: DocumentKind) -> ReasonPanel:
    """Which paper is it? A digit chooses; an other one is named. The id chosen is the name of a `DocumentKind`."""
    choices = tuple(Choice(kind.name, kind.value, note=kind is DocumentKind.OTHER) for kind in DocumentKind)
    at = list(DocumentKind).index(now)
    return ReasonPanel(N_("Which paper is it?"), choices, act=N_("This paper"), chosen=at)
