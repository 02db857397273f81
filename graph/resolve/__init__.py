"""From mentions to identities: actors and places, then events."""
