"""Libraries kept in step with servers."""
