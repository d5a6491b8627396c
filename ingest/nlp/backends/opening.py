"""The back end that is wanted, made when it is wanted; what it needs is imported then and not before."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ingest.nlp.backends.base import Backend
from ingest.nlp.backends.options import BackendOptions, OnnxOptions
from ingest.nlp.backends.rules import Rules

KEY_VARIABLE = "CLAIMLINE_ENDPOINT_KEY"


def open_backend(options: BackendOptions | None, *, environ: Mapping[str, str] = os.environ) -> Backend:
    """The back end of ``options``; without any our own rules. The endpoint's key is in ``environ`` or nowhere.

    Raises ``SettingsError`` when what it needs is not installed or not there.
    """
    if options is None:
        return Rules()
    if isinstance(options, OnnxOptions):
        from ingest.nlp.backends.transformer import Transformer

        return Transformer.load(options)
    from ingest.nlp.backends.endpoint import Endpoint

    return Endpoint.of(options, key=environ.get(KEY_VARIABLE, ""))
