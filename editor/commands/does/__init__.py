"""The commands themselves, by menu. A new file here is found by being there."""
