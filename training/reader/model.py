"""The reader in torch: the cross-encoder with a head that marks where an answer starts and ends."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertForSequenceClassification


class ReaderModel(nn.Module):
    """For each text: a logit that it holds the answer, and for each token one to start and one to end it."""

    def __init__(self, encoder: BertForSequenceClassification) -> None:
        super().__init__()
        self.bert = encoder.bert
        self.relevance = encoder.classifier
        self.span = nn.Linear(encoder.config.hidden_size, 2)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return relevance [texts], start and end [texts, tokens]. Take int64 token ids, masks of 0 and 1."""
        seen = self.bert(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        start, end = self.span(seen.last_hidden_state).unbind(-1)
        return self.relevance(seen.pooler_output).squeeze(-1), start, end


def loss(
    outputs: tuple[Tensor, Tensor, Tensor], spans: Tensor, readable: Tensor, relevance_weight: float
) -> Tensor:
    """Of groups of equally many texts, the first of each perhaps with the answer.

    The span's tokens compete with those of all texts of their group (shared normalisation, Clark and Gardner,
    ACL 2018), so that scores can be compared across passages; relevance is a binary cross-entropy a text.
    `spans` [groups, texts, 2] holds token positions, -1 for none; `readable` [groups, texts, tokens] is 0
    where no answer can stand.
    """
    relevance, start, end = outputs
    groups, texts, tokens = readable.shape
    holds = (spans[..., 0] >= 0).float()
    relevance_loss = nn.functional.binary_cross_entropy_with_logits(relevance.view(groups, texts), holds)
    answered = holds[:, 0] > 0
    if not answered.any():
        return relevance_weight * relevance_loss
    span_loss = torch.zeros(())
    for logits, target in ((start, spans[:, 0, 0]), (end, spans[:, 0, 1])):
        shared = logits.view(groups, texts, tokens).masked_fill(readable == 0, -1e4).flatten(1)
        span_loss = span_loss + nn.functional.cross_entropy(shared[answered], target[answered]) / 2
    return span_loss + relevance_weight * relevance_loss
