from bot.evaluation.gold import missing_gold, resolve
from bot.evaluation.questions import Context, Question
from retrieval.engine import Engine


def asked(context: Context | None = None, **fields: object) -> Question:
    return Question("q", "How much ice?", answerable=True, context=context, **fields)  # type: ignore[arg-type]


def test_a_paragraph_is_found_in_its_article_whatever_its_punctuation(news_engine: Engine) -> None:
    context = Context("Ice", "Dr Lena Osk led   the survey — her team measured the ice with lasers")
    (question,) = resolve(
        [asked(context, gold_sentences=(("", "Dr Lena Osk led the survey"),))], news_engine.index
    )
    assert question.gold_ids == ("glacier",)
    assert question.gold_sentences == (("glacier", "Dr Lena Osk led the survey"),)
    assert missing_gold([question], news_engine.index) == ()


def test_a_paragraph_that_no_article_holds_whole_is_missing(news_engine: Engine) -> None:
    context = Context("Ice", "Dr. Lena Osk led the survey. She was glad.")
    (question,) = resolve([asked(context)], news_engine.index)
    assert question.gold_ids == ("(no article holds this paragraph of “Ice”)",)
    assert missing_gold([question], news_engine.index) == (question,)


def test_other_questions_stay_and_one_stored_gold_article_is_enough(news_engine: Engine) -> None:
    there = asked(gold_ids=("gone", "cup"))
    gone = asked(gold_ids=("gone",))
    unanswerable = Question("u", "Who?", answerable=False, gold_ids=("gone",))
    questions = (there, gone, unanswerable, asked())
    assert resolve(questions, news_engine.index) == questions
    assert missing_gold(questions, news_engine.index) == (gone,)
