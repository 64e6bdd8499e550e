"""A follow-up made to stand alone, by what was said before it."""

from retrieval.conversation.rule import stand_alone

__all__ = ["stand_alone"]
