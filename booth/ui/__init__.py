"""Thin Qt: windows that show a workflow and send it commands; printing and the pen, which only Qt can give."""
