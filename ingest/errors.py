"""Every error a person can meet, in one tree; the message says what happened and what to do.

ShorewiseError            shown as one plain sentence, exit code 1
├── SettingsError         a setting is unknown or out of bounds
├── ReadError             a file cannot be read; names the reason
├── LibraryError          the data folder cannot be used
│   ├── LibraryBusy       another process owns it
│   └── UnknownDocument   no document has that id
├── ModelError            the embedding model is missing or not the published one
├── QuestionError         a question cannot be taken as it is
├── RulesError            decision.yaml is wrong; names key and allowed values
└── FactsError            a fact or a value the rules do not know
"""


class ShorewiseError(Exception):
    """Base of all errors whose message is meant for a person."""


class SettingsError(ShorewiseError):
    pass


class ReadError(ShorewiseError):
    pass


class LibraryError(ShorewiseError):
    pass


class LibraryBusy(LibraryError):
    pass


class UnknownDocument(LibraryError):
    pass


class ModelError(ShorewiseError):
    pass


class QuestionError(ShorewiseError):
    pass


class RulesError(ShorewiseError):
    pass


class FactsError(ShorewiseError):
    pass
