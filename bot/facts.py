"""From words to facts: `read_facts` for a situation, `read_value` for the reply to one question."""

from bot.lateanswers import late_answer
from bot.replies import read_value, skips
from bot.statements import read_facts

__all__ = ["late_answer", "read_facts", "read_value", "skips"]
