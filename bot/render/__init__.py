"""Everything the page shows, as markup; all escaping happens here."""
