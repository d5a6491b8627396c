"""How we look at it: the web UI. Imports graph only; ``ui/data.py`` alone opens a store."""
