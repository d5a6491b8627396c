"""What a host's robots.txt allows (RFC 9309). Pure: status and bytes in, rules out."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

LONGEST_DELAY = 30.0  # seconds; a longer Crawl-delay would keep a run from ever ending
LARGEST = 512_000  # bytes read of a robots.txt; RFC 9309 asks for 500 KiB at least


@dataclass(frozen=True, slots=True)
class Rules:
    """``refusal`` is why nothing at all may be fetched; ``parsed`` None without it: everything may."""

    parsed: Protego | None = None
    refusal: str = ""

    def allows(self, url: str, agent: str) -> bool:
        return not self.refusal and (self.parsed is None or bool(self.parsed.can_fetch(url, agent)))

    def delay(self, agent: str) -> float:
        """Seconds between two requests that the host asks for; 0 where it asks for none."""
        asked = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return min(float(asked or 0.0), LONGEST_DELAY)


def rules_of(status: int, content: bytes) -> Rules:
    """Rules of an answer: no file means no rules; a server that cannot give it means no visit (section 2.3.1)."""
    if 200 <= status < 300:
        return Rules(Protego.parse(content[:LARGEST].decode("utf-8", "replace")))
    if status == 429 or status >= 500:
        return Rules(refusal=f"robots.txt cannot be had (status {status})")
    return Rules()


def agent_token(user_agent: str) -> str:
    """The product name that robots.txt calls us by: what stands before the version."""
    return user_agent.partition("/")[0].partition(" ")[0]
