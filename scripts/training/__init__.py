"""The stages that rebuild the bundled Arabic models from open data."""
