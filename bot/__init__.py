"""Question in, cited answer or reasoned recommendation out. Read chain.py first.

Its rooms, each of which imports only from those above it; a module outside of them joins what they give:

words       tokens and stems, amounts, times, spelling, languages
facts       what a person's words say about the situation to decide
understand  a question and the turns before it become one that stands alone
tables      the rows of a table that a question picks
evidence    which sentences answer, and whether they are enough
answer      evidence becomes cited sentences, in the form that suits the question
rules       decision.yaml: checked, proved, applied
markup      HTML and Markdown that nothing quoted breaks out of
case        the conversation about a decision
memo        a decision as a document
wording     the optional language model and the check of its words
audit       why, receipts, gaps, calibration, coverage
service     what page and command share
render      what the page shows
page        the page and its server
commands    the commands, put together in cli.py
"""
