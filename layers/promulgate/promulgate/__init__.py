"""Promulgate: legal policies, written once, reviewed in every language, published for good."""
