"""SPARQL over a graph file, over a remote endpoint, and as an endpoint of one's own."""

from graph.store.answers import Answers, Term, render_table
from graph.store.files import Store, open_file
from graph.store.questions import Question, named_question, named_questions

__all__ = [
    "Answers",
    "Question",
    "Store",
    "Term",
    "named_question",
    "named_questions",
    "open_file",
    "render_table",
]
