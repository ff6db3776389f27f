"""Papers in: what a council paper says becomes proposals that a person confirms."""
