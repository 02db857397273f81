"""One encoder for all processors: each sentence runs through it once, however many of them read it."""

from __future__ import annotations

from collections import OrderedDict
from types import SimpleNamespace
from typing import Any

import torch
from torch import nn

ROWS_KEPT = 512
"""Sentences whose states are kept: those of an ordinary article, until its last processor has read them."""


class SharedEncoder(nn.Module):
    """A frozen encoder that remembers the hidden states of the rows it has seen last.

    Stanza's tagger, parser and entity tagger each ask for the states of the same sentences in batches of their own;
    without this, each would run the encoder again.
    """

    def __init__(self, encoder: nn.Module, *, rows_kept: int = ROWS_KEPT) -> None:
        super().__init__()
        self.whole = encoder
        self.config: Any = encoder.config
        self.rows_kept = rows_kept
        self._hf_peft_config_loaded = False  # read by Stanza before it attaches an encoder
        self._states: OrderedDict[tuple[int, ...], torch.Tensor] = OrderedDict()

    def forward(self, ids: torch.Tensor, attention_mask: torch.Tensor, output_hidden_states: bool = True) -> Any:
        """The states of all layers for (rows, pieces) ids, with `hidden_states` as Stanza reads them."""
        lengths = attention_mask.sum(1).tolist()
        rows = [tuple(row[:length]) for row, length in zip(ids.tolist(), lengths, strict=True)]
        self._compute(list(dict.fromkeys(row for row in rows if row not in self._states)))
        for row in rows:
            self._states.move_to_end(row)
        padded = nn.utils.rnn.pad_sequence([self._states[row] for row in rows], batch_first=True)
        padded = nn.functional.pad(padded, (0, 0, 0, 0, 0, ids.shape[1] - padded.shape[1]))
        while len(self._states) > max(self.rows_kept, len(rows)):
            self._states.popitem(last=False)
        return SimpleNamespace(hidden_states=padded.unbind(2))

    def forget(self) -> None:
        """Start anew, so that no text's states depend on the texts before it, not even in their last decimals."""
        self._states.clear()

    def _compute(self, rows: list[tuple[int, ...]]) -> None:
        """Run the encoder on the rows, in batches of rows of one length: padded ones take longer than more batches."""
        by_length: dict[int, list[tuple[int, ...]]] = {}
        for row in rows:
            by_length.setdefault(len(row), []).append(row)
        with torch.no_grad():
            for same in by_length.values():
                found = self.whole(torch.tensor(same), output_hidden_states=True).hidden_states
                states = torch.stack(found, dim=2)
                self._states.update(zip(same, states, strict=True))
