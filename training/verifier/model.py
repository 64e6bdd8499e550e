"""The model of inference in torch: a cross-encoder with three outcomes."""

from __future__ import annotations

from torch import Tensor, nn
from transformers import BertForSequenceClassification

OUTCOMES = ("entailed", "contradicted", "silent")
"""What a text says of a claim, in the order of the logits."""


class EntailmentModel(nn.Module):
    """Give, for each pair of claim and text, a logit for each of `OUTCOMES`."""

    def __init__(self, encoder: BertForSequenceClassification) -> None:
        super().__init__()
        self.bert = encoder.bert
        self.outcome = nn.Linear(encoder.config.hidden_size, len(OUTCOMES))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor]:
        """Return logits [texts, outcomes] for int64 token ids and masks of 0 and 1."""
        seen = self.bert(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return (self.outcome(seen.pooler_output),)


def loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """Return the mean negative log probability of the allowed outcomes.

    `logits` and `allowed` are [texts, outcomes]; `allowed` is 1 for each outcome that the label leaves open.
    """
    logs = nn.functional.log_softmax(logits, dim=-1)
    return -(logs.masked_fill(allowed == 0, -1e4)).logsumexp(dim=-1).mean()
