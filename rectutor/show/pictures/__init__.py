"""Pictures with a half of their own in the page: each records what its script needs."""
