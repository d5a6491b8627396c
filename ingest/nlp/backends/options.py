"""What the settings say of optional back ends: ``[backends.onnx]`` and ``[backends.endpoint]``. A table turns nothing on."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

RULES, ONNX, ENDPOINT = NAMES = ("rules", "onnx", "endpoint")


class _Options(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OnnxOptions(_Options):
    """A token classifier: ``folder`` holds model.onnx, tokenizer.json, labels.json. ``max_tokens`` is what it reads at once."""

    folder: Path
    max_tokens: int = Field(default=512, ge=8, le=65_536)


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
