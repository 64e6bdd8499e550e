"""A tokenizer of a few words."""

import pytest
from tokenizers import Tokenizer

WORDS = (
    "Mayor Ada Brisk announced the plan on Monday The ice lost nine metres in a summer Crane Glacier Who ?"
)


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing

    words = sorted({*WORDS.split(), "."})
    vocabulary = {w: n for n, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    made = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    made.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    made.enable_padding()
    return made
