"""The CDN: what must be fetched anew from the site bucket."""

from collections.abc import Sequence
from dataclasses import dataclass

from promulgate.adapters import aws


@dataclass(frozen=True, slots=True)
class Cdn:
    """One CloudFront distribution, by id."""

    distribution: str

    def invalidate(self, paths: Sequence[str], reference: str) -> None:
        """Ask for ``paths`` to be dropped from every cache; nothing is asked for no path.

        The same ``reference`` again with the same paths is the same invalidation:
        https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_InvalidationBatch.html
        """
        if not paths:
            return
        aws.cloudfront().create_invalidation(
            DistributionId=self.distribution,
            InvalidationBatch={
                "Paths": {"Quantity": len(paths), "Items": list(paths)},
                "CallerReference": reference,
            },
        )
