"""Evidence becomes the cited sentences of an answer, in the form that suits the kind of question."""
