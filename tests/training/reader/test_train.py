"""The training in small: a tiny encoder, real batches, and a run that is killed."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

import training.fitting as training
from training.reader.batches import epoch_batches, make_batch
from training.reader.examples import Example, TrainingPassage
from training.reader.model import ReaderModel, loss
from training.reader.train import Stage, train

TEXT = "Mayor Ada Brisk announced the plan on Monday."
POSITIVE = TrainingPassage("Crane", TEXT, TEXT.index("Ada"), TEXT.index(" announced"))
NEGATIVE = TrainingPassage("Glacier", "The ice lost nine metres in a summer.")


@pytest.fixture
def make_model() -> Callable[[], ReaderModel]:
    def make() -> ReaderModel:
        torch.manual_seed(7)
        config = BertConfig(
            vocab_size=64, hidden_size=16, num_hidden_layers=4, num_attention_heads=2, intermediate_size=32,
            num_labels=1, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0,
        )  # fmt: skip
        return ReaderModel(BertForSequenceClassification(config))

    return make


def examples(count: int) -> list[Example]:
    return [
        Example(f"Who announced {n} ?", ("Ada Brisk",), POSITIVE, (NEGATIVE,), False) for n in range(count)
    ]


def test_a_batch_marks_the_tokens_of_the_answer_and_where_one_may_stand(tokenizer: Tokenizer) -> None:
    batch = make_batch([("Who announced the plan ?", [POSITIVE, NEGATIVE])], tokenizer)
    ids = batch.inputs["input_ids"]
    start, end = batch.spans[0, 0].tolist()
    assert tokenizer.decode(ids[0, start : end + 1].tolist()) == "Ada Brisk"
    assert batch.spans[0, 1].tolist() == [-1, -1]
    # [CLS] question [SEP] title text [SEP]: neither the question's tokens, nor the title's, nor padding.
    assert batch.readable[0, 0].tolist() == [0] * 8 + [1] * 9 + [0]


def test_every_example_comes_once_an_epoch_and_in_the_same_order_for_a_seed(tokenizer: Tokenizer) -> None:
    once, again = (
        [b.inputs["input_ids"] for b in epoch_batches(examples(20), tokenizer, 8, 2, "s")] for _ in "12"
    )
    assert sum(len(ids) for ids in once) == 40
    assert all(torch.equal(a, b) for a, b in zip(once, again, strict=True))


def test_the_loss_is_that_of_the_right_tokens_among_all_passages() -> None:
    start = torch.tensor([[0.0, 2.0], [0.0, 0.0]])
    spans, readable = torch.tensor([[[1, 1], [-1, -1]]]), torch.ones((1, 2, 2))
    expected = -2.0 + torch.logsumexp(torch.tensor([0.0, 2.0, 0.0, 0.0]), 0)
    assert loss((torch.zeros(2), start, start), spans, readable, 0.0) == pytest.approx(expected.item())


def test_a_group_without_an_answer_teaches_relevance_alone() -> None:
    spans, readable = torch.full((1, 2, 2), -1), torch.ones((1, 2, 3))
    logits = torch.randn((2, 3))
    error = loss((torch.zeros(2), logits, logits), spans, readable, 0.5)
    assert error.item() == pytest.approx(0.5 * torch.log(torch.tensor(2.0)).item())


def test_a_killed_run_ends_with_the_weights_of_one_that_was_not(
    tokenizer: Tokenizer,
    make_model: Callable[[], ReaderModel],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(training, "CHECKPOINT_EVERY", 2)
    stage = Stage("small", examples(40), epochs=1)
    whole = make_model()
    train(whole, tokenizer, stage, tmp_path)

    killed, steps = make_model(), 0
    real_step = training._step

    def step_until_killed(*parts: object) -> float:
        nonlocal steps
        steps += 1
        if steps == 4:
            raise KeyboardInterrupt
        return real_step(*parts)  # type: ignore[arg-type]

    (tmp_path / "again").mkdir()
    monkeypatch.setattr(training, "_step", step_until_killed)
    with pytest.raises(KeyboardInterrupt):
        train(killed, tokenizer, stage, tmp_path / "again")
    monkeypatch.setattr(training, "_step", real_step)
    resumed = make_model()
    train(resumed, tokenizer, stage, tmp_path / "again")
    for ours, theirs in zip(resumed.state_dict().values(), whole.state_dict().values(), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-6)
