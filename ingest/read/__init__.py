"""One file per format family; each turns bytes into a `ParsedFile`."""
