"""The review API's side that faces HTTP: what it takes, and how it says no.

It needs pydantic, which the review function alone ships with.
"""
