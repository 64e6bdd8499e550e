"""A follow-up made to stand alone, by what was said before it."""

from retrieval.conversation.rule import by_rule, stand_alone

__all__ = ["by_rule", "stand_alone"]
