"""Secrets Manager: the engines' keys."""

from promulgate.adapters import aws


def read(arn: str) -> str:
    """Return the text of the secret ``arn`` as it is now."""
    return aws.secrets().get_secret_value(SecretId=arn)["SecretString"]
