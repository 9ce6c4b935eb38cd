"""Accounts of answers: why they came out so, receipts to replay, gaps, calibration, and what is covered."""
