"""One file, one algorithm, one lesson's subject."""
