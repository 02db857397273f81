"""A spaCy Language whose tokenizer and components are Stanza's processors."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from graph.annotate.models import known_segments, shared_encoder, stanza_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from graph.annotate.segmentation import Segments
    from graph.annotate.vectors import SentencePooler

_PENDING = "stanza"


class StanzaTokenizer:
    """Words of Stanza's tokenizer and multi-word expander as spaCy tokens over the untouched text."""

    def __init__(self, pipeline: Any, vocab: Vocab, segments: Segments) -> None:
        self.pipeline = pipeline
        self.vocab = vocab
        self.segments = segments

    def __call__(self, text: str) -> Doc:
        """The text as a Doc; `doc.text` is `text` exactly, but for lone surrogates, which become U+FFFD."""
        from stanza.models.common.doc import Document

        from graph.annotate.documents import word_doc
        from graph.annotate.model_text import model_text, without_surrogates
        from graph.annotate.sentences import mend_document

        text = without_surrogates(text)
        cleaned = model_text(text)
        if cleaned.text.strip():
            document = mend_document(self.pipeline.process(cleaned.text, processors="tokenize,mwt"), self.segments)
        else:
            document = Document([], text=cleaned.text)
        doc, words = word_doc(text, cleaned, document, self.vocab)
        doc.user_data[_PENDING] = (document, words)
        return doc


class StanzaMorphology:
    """Tags, lemmas, dependencies and sentence vectors for a Doc that StanzaTokenizer made."""

    def __init__(self, pipeline: Any, encoder: Any, pooler: SentencePooler | None) -> None:
        self.pipeline = pipeline
        self.encoder = encoder
        self.pooler = pooler
        self.processors = ",".join(name for name in ("pos", "lemma", "depparse") if name in pipeline.processors)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with what the processors found."""
        from graph.annotate.documents import set_dependencies, set_morphology
        from graph.annotate.vectors import set_vectors

        document, words = doc.user_data[_PENDING]
        if self.encoder is not None:
            self.encoder.forget()
        with self.pooler.reading() if self.pooler is not None else nullcontext():
            if document.sentences:
                document = self.pipeline.process(document, processors=self.processors)
        if self.pooler is not None:
            set_vectors(doc, document, words, self.pooler)
        set_morphology(doc, words)
        if "depparse" in self.processors and len(doc):
            set_dependencies(doc, [sentence.words for sentence in document.sentences], words)
        return doc


class StanzaEntities:
    """Entities of every tag set for a Doc that StanzaMorphology has been through."""

    def __init__(self, pipeline: Any) -> None:
        self.pipeline = pipeline

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its entities."""
        from graph.annotate.documents import set_entities
        from graph.annotate.entity_tags import tag_sentences

        document, words = doc.user_data.pop(_PENDING)
        sentences = [sentence.tokens for sentence in document.sentences]
        tags = tag_sentences(self.pipeline, [[token.text for token in tokens] for tokens in sentences])
        set_entities(doc, sentences, words, tags)
        return doc


def load_language(models: str = "bundled", *, threads: int | None = None) -> Language:
    """The Arabic pipeline: words, sentences, tags, lemmas, dependencies, entities and, if bundled, sentence vectors.

    Args: models: "bundled", or "stanza" for Stanza's own once they are pulled; threads: torch's, None for all cores.
    Raises: ModelError: the weights are missing or damaged.
    """
    import spacy
    import torch
    from spacy.language import Language as SpacyLanguage

    from graph.annotate.documents import register_extensions
    from graph.annotate.vectors import SentencePooler

    if threads is not None:
        torch.set_num_threads(threads)
    register_extensions()
    pipeline = stanza_pipeline(models)
    nlp = spacy.blank("ar")
    nlp.tokenizer = StanzaTokenizer(pipeline, nlp.vocab, known_segments(models))
    nlp.max_length = 10**9
    encoder, tokenizer = shared_encoder(pipeline) or (None, None)
    pooler = SentencePooler(encoder, tokenizer) if encoder is not None else None
    SpacyLanguage.component("stanza_morphology", func=StanzaMorphology(pipeline, encoder, pooler))
    SpacyLanguage.component("stanza_entities", func=StanzaEntities(pipeline))
    nlp.add_pipe("stanza_morphology")
    nlp.add_pipe("stanza_entities")
    return nlp


def annotate(text: str, nlp: Language) -> Doc:
    """One text, annotated."""
    return nlp(text)


def predict_entities(sentences: Sequence[Sequence[str]], *, models: str = "bundled") -> list[list[str]]:
    """IOB2 labels of the entity tagger for consecutive sentences of a text whose tokens are taken as they are."""
    from graph.annotate.entity_tags import iob2, tag_sentences

    tags = tag_sentences(stanza_pipeline(models), sentences)
    return [[iob2(tag[0] or "O") for tag in sentence] for sentence in tags]
