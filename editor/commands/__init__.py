"""What a user can do: one registry of commands, their keys, and the desk they work on. No Qt."""
