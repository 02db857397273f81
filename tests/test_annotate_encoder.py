"""The shared encoder gives the encoder's own states, and computes each sentence once."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from graph.annotate.encoder import SharedEncoder  # noqa: E402


@pytest.fixture(scope="module")
def encoder():  # type: ignore[no-untyped-def]
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=50, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    return transformers.BertModel(config, add_pooling_layer=False).eval()


ROWS = [[2, 7, 9, 3], [2, 8, 3], [2, 7, 9, 3]]


def batch(rows: list[list[int]]):  # type: ignore[no-untyped-def]
    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return ids, mask


def test_states_are_the_encoders_own(encoder) -> None:  # type: ignore[no-untyped-def]
    ids, mask = batch(ROWS)
    found = SharedEncoder(encoder)(ids, attention_mask=mask, output_hidden_states=True).hidden_states
    expected = encoder(ids, attention_mask=mask, output_hidden_states=True).hidden_states
    for row, length in enumerate([4, 3, 4]):
        for mine, own in zip(found, expected, strict=True):
            torch.testing.assert_close(mine[row, :length], own[row, :length])


def test_each_row_is_computed_once(encoder, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    shared = SharedEncoder(encoder)
    computed: list[int] = []
    own = encoder.forward
    monkeypatch.setattr(encoder, "forward", lambda ids, **given: computed.append(len(ids)) or own(ids, **given))
    for _ in range(2):
        ids, mask = batch(ROWS)
        shared(ids, attention_mask=mask)
    assert sum(computed) == 2


def test_only_the_last_rows_are_kept(encoder) -> None:  # type: ignore[no-untyped-def]
    shared = SharedEncoder(encoder, rows_kept=2)
    for number in range(10, 20):
        shared(*batch([[2, number, 3]]))
    assert len(shared._states) == 2


def test_nothing_of_an_earlier_text_is_left(encoder) -> None:  # type: ignore[no-untyped-def]
    shared = SharedEncoder(encoder)
    shared(*batch(ROWS))
    shared.forget()
    assert not shared._states
