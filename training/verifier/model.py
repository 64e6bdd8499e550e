"""The verifier in torch: the cross-encoder, taught to tell what bears a claim out from what is about it."""

from __future__ import annotations

from torch import Tensor, nn
from transformers import BertForSequenceClassification


class VerifierModel(nn.Module):
    """For each pair of claim and text a logit that the text bears the claim out."""

    def __init__(self, encoder: BertForSequenceClassification) -> None:
        super().__init__()
        self.bert = encoder.bert
        self.supports = nn.Linear(encoder.config.hidden_size, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor]:
        """Return logits [texts]. Take int64 token ids, masks of 0 and 1."""
        seen = self.bert(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return (self.supports(seen.pooler_output).squeeze(-1),)
