"""What goes wrong between a picture and its face."""

from __future__ import annotations

from booth.domain.errors import N_, BoothError


class PictureRejected(BoothError):
    """The picture is of a kind or size that cannot be judged."""

    text = N_("This picture cannot be used as a photo. Take another one; if it happens again, call the technician.")


class FaceModelMissing(BoothError):
    """The face detector's model is missing or damaged."""

    text = N_("The program for finding faces is damaged. Call the technician: it must be installed again.")
    hint = "resources/models/face_detection_yunet.onnx is missing or is not the file that was shipped."
