"""What the settings say of optional back ends: ``[backends.onnx]`` and ``[backends.endpoint]``. A table turns nothing on."""

from __future__ import annotations

from hashlib import file_digest
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from graph.errors import SettingsError
from ingest.nlp.backends.names import ENDPOINT, ONNX

MODEL = "model.onnx"


class _Options(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OnnxOptions(_Options):
    """A token classifier: ``folder`` holds model.onnx, tokenizer.json, labels.json. ``max_tokens`` is what it reads at once."""

    folder: Path
    max_tokens: int = Field(default=512, ge=8, le=65_536)

    @property
    def name(self) -> str:
        """The kind with the beginning of the model's SHA-256: what records say of their maker."""
        path = self.folder / MODEL
        try:
            with path.open("rb") as file:
                return f"{ONNX} {file_digest(file, 'sha256').hexdigest()[:12]}"
        except OSError as error:
            hint = "A model's folder holds model.onnx, tokenizer.json and labels.json."
            message = error.strerror or "cannot be read"
            raise SettingsError(message, path=str(path), key="backends.onnx.folder", hint=hint) from error


class EndpointOptions(_Options):
    """A server that speaks OpenAI's chat completions. ``url`` is the base: ``https://host/v1``.

    ``timeout`` in seconds for one answer, all of it; ``retries`` after a failure that may pass; ``piece`` code points of an
    article asked about at once.
    """

    url: str
    model: str = Field(min_length=1)
    timeout: float = Field(default=60.0, gt=0, le=3600)
    retries: int = Field(default=2, ge=0, le=10)
    piece: int = Field(default=4_000, ge=200, le=100_000)

    @property
    def name(self) -> str:
        """The kind with the model's name as the server knows it: what records say of their maker."""
        return f"{ENDPOINT} {self.model}"

    @field_validator("url")
    @classmethod
    def _is_usable(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an http or https address is wanted")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("the address alone is wanted; the key comes from the environment")
        if parts.scheme == "http" and not _is_near(parts.hostname):
            raise ValueError("article text would cross the network in the clear; use https")
        return url.rstrip("/")


BackendOptions = OnnxOptions | EndpointOptions


def _is_near(host: str) -> bool:
    """This machine, a private address, or a name without a dot, as containers have."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host
