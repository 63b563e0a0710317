"""From inputs as they lie on disk or on the web to reports: decode, strip the furniture, find what they state."""
