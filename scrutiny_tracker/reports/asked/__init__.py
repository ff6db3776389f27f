"""Large documents: asked for on a page, built by the worker, fetched by whoever asked."""
