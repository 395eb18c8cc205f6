"""Chaiban 拆版: takes a newspaper page apart again."""

__version__ = "0.1.0"
