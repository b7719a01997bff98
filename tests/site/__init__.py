"""A small web on the loopback device, well-behaved and hostile, for tests that fetch."""
