"""The buckets: bytes by name."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from botocore.exceptions import ClientError

from promulgate.adapters import aws

MISSING = {"NoSuchKey", "404", "NotFound"}
# 412 when the object exists; 409 when another writer of the same key is under way.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
REFUSED = {"PreconditionFailed", "412", "ConditionalRequestConflict", "409"}


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was read: ``version`` and ``etag`` as S3 gives them."""

    data: bytes
    version: str
    etag: str
    modified_at: str


@dataclass(frozen=True, slots=True)
class Lock:
    """How long nobody can delete an object, and whether some role still may: S3's Object Lock.

    ``mode`` is ``GOVERNANCE`` or ``COMPLIANCE``.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
    """

    mode: str
    years: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket, by name; ``lock`` is for what is put there for ever."""

    name: str
    lock: Lock | None = None

    def get(self, key: str, *, at_most: int | None = None) -> Stored | None:
        """Return the object's first ``at_most`` bytes (all when None), or None if there is none."""
        try:
            answer = aws.s3().get_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return None
            raise
        with answer["Body"] as body:
            data = body.read(at_most)
        return Stored(
            data=data,
            version=answer.get("VersionId", ""),
            etag=answer["ETag"],
            modified_at=answer["LastModified"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def etag(self, key: str) -> str | None:
        """Return the object's ETag as it is now, or None if there is none."""
        try:
            return aws.s3().head_object(Bucket=self.name, Key=key)["ETag"]
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return None
            raise

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Return the keys that begin with ``prefix``, in order; the first thousand at most."""
        answer = aws.s3().list_objects_v2(Bucket=self.name, Prefix=prefix)
        return tuple(item["Key"] for item in answer.get("Contents", []))

    def put(self, key: str, data: bytes, content_type: str, cache_control: str = "") -> None:
        """Write the object, over whatever was there."""
        self._put(key, data, content_type, cache_control)

    def put_new(
        self, key: str, data: bytes, content_type: str, cache_control: str = "", status: int = 200
    ) -> bool:
        """Write the object unless one is there; return whether this call wrote it.

        ``status`` is the HTTP status that the CDN serves it with.
        """
        condition = {"IfNoneMatch": "*", **_metadata(status)}
        return self._put_if(condition, key, data, content_type, cache_control)

    def put_over(
        self,
        etag: str,
        key: str,
        data: bytes,
        content_type: str,
        cache_control: str = "",
        status: int = 200,
    ) -> bool:
        """Write the object if it is still the one with ``etag``; return whether it was.

        ``status`` is the HTTP status that the CDN serves it with.
        """
        condition = {"IfMatch": etag, **_metadata(status)}
        return self._put_if(condition, key, data, content_type, cache_control)

    def put_forever(self, key: str, data: bytes, content_type: str, cache_control: str) -> bool:
        """Write the object, locked, unless one is there; return whether this call wrote it."""
        condition: dict[str, Any] = {"IfNoneMatch": "*"}
        if self.lock:
            condition["ObjectLockMode"] = self.lock.mode
            # A day more for each year: never less than was asked for.
            until = datetime.now(UTC) + timedelta(days=366 * self.lock.years)
            condition["ObjectLockRetainUntilDate"] = until
        return self._put_if(condition, key, data, content_type, cache_control)

    def delete(self, key: str) -> None:
        """Delete the object; one that is not there is no error."""
        aws.s3().delete_object(Bucket=self.name, Key=key)

    def _put_if(self, condition: dict[str, Any], key: str, data: bytes, *how: str) -> bool:
        try:
            self._put(key, data, *how, **condition)
        except ClientError as error:
            if error.response["Error"]["Code"] in REFUSED:
                return False
            raise
        return True

    def _put(
        self, key: str, data: bytes, content_type: str, cache_control: str, **condition: Any
    ) -> None:
        if cache_control:
            condition["CacheControl"] = cache_control
        aws.s3().put_object(
            Bucket=self.name, Key=key, Body=data, ContentType=content_type, **condition
        )


def _metadata(status: int) -> dict[str, Any]:
    return {} if status == HTTPStatus.OK else {"Metadata": {"status": str(status)}}
