"""The decision rules: read, checked and proved; facts in, decision out."""
