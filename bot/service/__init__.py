"""What page and command share: a bot that opens in the background, and its work as JSON."""
