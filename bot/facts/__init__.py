"""From words to facts: `read_facts` for a situation, `read_value` for the reply to one question."""

from bot.facts.lateanswers import late_answer
from bot.facts.replies import read_value, skips
from bot.facts.statements import read_facts

__all__ = ["late_answer", "read_facts", "read_value", "skips"]
