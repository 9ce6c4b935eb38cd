"""What Shorewise knows, as text a person can review: documents, decision rules, glossary."""

from pathlib import Path

DOCUMENTS = Path(__file__).parent / "documents"
DECISION = Path(__file__).parent / "decision.yaml"
GLOSSARY = Path(__file__).parent / "glossary.yaml"
CUES = Path(__file__).parent / "cues.yaml"
