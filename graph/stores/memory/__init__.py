"""The reference implementation: everything in dicts, for tests and for reading how a store behaves."""

from graph.stores.memory.store import MemoryStore

__all__ = ["MemoryStore"]
