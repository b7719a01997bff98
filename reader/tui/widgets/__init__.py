"""The widgets, and the pure layout they draw."""
