"""Finding without a query: a report's page, its series, and look-up by index number."""
