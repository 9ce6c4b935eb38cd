"""A decision as a memo: its blocks, the files it is written to, and the facts read back out of one."""
