"""waqai (وقائع): a timeline and an event-knowledge graph from scraped Arabic news."""
