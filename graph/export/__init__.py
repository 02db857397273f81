"""Projections of a chronicle: RDF, networks, tables and the page. None is read from another."""
