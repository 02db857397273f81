"""A spaCy Language whose tokenizer and components are Stanza's processors."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from graph.annotate.models import shared_encoder, stanza_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from graph.annotate.vectors import SentencePooler

_PENDING = "stanza"


class StanzaTokenizer:
    """Words of Stanza's tokenizer and multi-word expander as spaCy tokens over the untouched text."""

    def __init__(self, pipeline: Any, vocab: Vocab) -> None:
        self.pipeline = pipeline
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc; `doc.text` is `text` exactly, but for lone surrogates, which become U+FFFD."""
        from stanza.models.common.doc import Document

        from graph.annotate.documents import word_doc
        from graph.annotate.model_text import model_text, without_surrogates

        text = without_surrogates(text)
        cleaned = model_text(text)
        if cleaned.text.strip():
            document = self.pipeline.process(cleaned.text, processors="tokenize,mwt")
        else:
            document = Document([], text=cleaned.text)
        doc, words = word_doc(text, cleaned, document, self.vocab)
        doc.user_data[_PENDING] = (document, words)
        return doc


class StanzaComponent:
    """Runs further Stanza processors on a Doc that StanzaTokenizer made, and copies what they found."""

    def __init__(self, pipeline: Any, processors: str, pooler: SentencePooler | None = None) -> None:
        self.pipeline = pipeline
        self.processors = processors
        self.pooler = pooler

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with the processors' annotations."""
        from graph.annotate.documents import set_entities, set_morphology
        from graph.annotate.vectors import set_vectors

        document, words = doc.user_data[_PENDING]
        with self.pooler.reading() if self.pooler is not None else nullcontext():
            if document.sentences:
                document = self.pipeline.process(document, processors=self.processors)
        if "ner" in self.processors:
            set_entities(doc, document, words)
            if self.pooler is not None:
                set_vectors(doc, document, words, self.pooler)
            del doc.user_data[_PENDING]
        else:
            set_morphology(doc, words)
        return doc


def load_language(models: str = "bundled", *, threads: int | None = None) -> Language:
    """The Arabic pipeline: words, sentences, tags, lemmas, entities and, with the bundled models, sentence vectors.

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
    nlp.tokenizer = StanzaTokenizer(pipeline, nlp.vocab)
    nlp.max_length = 10**9
    encoder = shared_encoder(pipeline)
    pooler = SentencePooler(*encoder) if encoder is not None else None
    for name, processors, watch in (("stanza_morphology", "pos,lemma", None), ("stanza_entities", "ner", pooler)):
        SpacyLanguage.component(name, func=StanzaComponent(pipeline, processors, watch))
        nlp.add_pipe(name)
    return nlp


def annotate(text: str, nlp: Language) -> Doc:
    """One text, annotated."""
    return nlp(text)


def predict_entities(sentences: Sequence[Sequence[str]], *, models: str = "bundled") -> list[list[str]]:
    """IOB2 labels of the entity tagger for sentences whose tokens are taken as they are."""
    from stanza.models.common.doc import Document

    pipeline = stanza_pipeline(models)
    filled = [
        [{"id": number, "text": token or " "} for number, token in enumerate(tokens, start=1)]
        for tokens in sentences
        if tokens
    ]
    document = pipeline.process(Document(filled), processors="ner") if filled else Document([])
    labels = iter([[_iob2(token.ner or "O") for token in sentence.tokens] for sentence in document.sentences])
    return [next(labels) if tokens else [] for tokens in sentences]


def _iob2(tag: str) -> str:
    """IOB2 of one of Stanza's BIOES tags."""
    return {"S": "B", "E": "I"}.get(tag[0], tag[0]) + tag[1:]
