"""The page in the browser and the server that serves it."""
