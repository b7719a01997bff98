"""Tests of reader/export."""
