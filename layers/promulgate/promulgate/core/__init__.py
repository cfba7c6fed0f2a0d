"""The rules: plain functions and frozen values that know no AWS, no clock and no network."""
