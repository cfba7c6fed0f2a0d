"""Metrics: signals on their way to CloudWatch, as lines of the log (Embedded Metric Format).

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html
"""

from collections.abc import Iterable

from aws_lambda_powertools import Metrics

from promulgate.core.signals import Signal


def send(metrics: Metrics, signals: Iterable[Signal], **about: str | int) -> None:
    """Write ``signals`` as one line, with what they are ``about`` to find it by; none, no line."""
    told = tuple(signals)
    for signal in told:
        metrics.add_metric(name=signal.name, unit=signal.unit, value=signal.value)
    if told:
        for name, value in about.items():
            metrics.add_metadata(key=name, value=value)
        metrics.flush_metrics()
