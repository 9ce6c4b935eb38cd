"""Words: tokens and stems, amounts, times and ranges, spelling, and which language a text is in."""
