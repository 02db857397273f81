"""Arabic annotation: Stanza's models behind spaCy components, and a cache of what they found.

Nothing here imports torch or stanza before a model is asked for, so that recorded annotations load quickly.
"""

from graph.annotate.cache import annotate_articles, load_annotations, save_annotations
from graph.annotate.language import annotate, load_language, predict_entities
from graph.annotate.models import describe_models, model_fingerprint, pull_models
from graph.annotate.vectors import mention_vectors

__all__ = [
    "annotate",
    "annotate_articles",
    "describe_models",
    "load_annotations",
    "load_language",
    "mention_vectors",
    "model_fingerprint",
    "predict_entities",
    "pull_models",
    "save_annotations",
]
