"""The page as a value, the operations on it, and its one writer. No Qt, no disk, no imports from other rooms."""
