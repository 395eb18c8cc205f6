"""Disk: raw files, saved pages, journal, locks, settings, profiles. Whatever fails here is a TroubleError."""
