"""Foods beyond the knowledge: tables that somebody imports, kept in a cache, and found by name."""
