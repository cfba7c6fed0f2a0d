"""The table: the one truth about state. This module alone knows how its keys look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from promulgate.adapters import aws, correlation
from promulgate.adapters.items import attributes, from_item, plain, to_item
from promulgate.adapters.retries import pauses
from promulgate.core.changes import Sealed
from promulgate.core.errors import PromulgateError
from promulgate.core.records import (
    Draft,
    Edition,
    Entry,
    Policy,
    Publication,
    Record,
    Ruling,
    Version,
)

if TYPE_CHECKING:
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
BATCH_WRITE, BATCH_GET = 25, 100


class ConflictError(PromulgateError):
    """Somebody else changed the policy since it was read: read again and decide anew."""


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one stack, by name."""

    name: str

    def commit(self, sealed: Sealed) -> Policy:
        """Write all of ``sealed`` or nothing; return the new head.

        Raises ConflictError when the head is no longer the one that the change was decided upon.
        """
        head = self._put(_key_of(sealed.policy), sealed.policy)
        if sealed.expected:
            head["ConditionExpression"] = "revision = :revision"
            head["ExpressionAttributeValues"] = attributes({":revision": sealed.expected})
        else:
            head["ConditionExpression"] = "attribute_not_exists(pk)"
        writes: list[TransactWriteItemTypeDef] = [{"Put": head}]  # type: ignore[typeddict-item]
        for record in sealed.records:
            writes.extend({"Put": self._put(key, record)} for key in _keys_of(record))  # type: ignore[typeddict-item]
        for entry in sealed.entries:
            put = self._put(_history_key(sealed.policy.policy, entry.sequence), entry)
            put["ConditionExpression"] = "attribute_not_exists(pk)"
            writes.append({"Put": put})  # type: ignore[typeddict-item]
        try:
            aws.dynamodb().transact_write_items(TransactItems=writes)
        except ClientError as error:
            if error.response["Error"]["Code"] in {
                "TransactionCanceledException",
                "TransactionConflictException",
            }:
                raise ConflictError(str(error)) from error
            raise
        return sealed.policy

    def policy(self, policy: str) -> Policy | None:
        """Return a policy's head as it is now, or None."""
        return self._get(Policy, {"pk": "POLICY", "sk": policy})

    def policies(self, *, limit: int, after: str = "") -> tuple[Policy, ...]:
        """Return up to ``limit`` heads in the order of their slugs, those behind ``after`` only."""
        page = aws.dynamodb().query(
            TableName=self.name,
            KeyConditionExpression="pk = :pk AND sk > :sk",
            # A slug is never empty, and a blank sorts before all of them.
            ExpressionAttributeValues=attributes({":pk": "POLICY", ":sk": after or " "}),
            Limit=limit,
            ConsistentRead=True,
        )
        return tuple(from_item(Policy, item) for item in page["Items"])

    def slugs(self, after: str = "") -> Iterator[str]:
        """Yield the slug of every policy behind ``after``, in their order."""
        while heads := self.policies(limit=100, after=after):
            yield from (head.policy for head in heads)
            after = heads[-1].policy

    def version(self, policy: str, version: int) -> Version | None:
        """Return one version of a policy's source, or None."""
        return self._get(Version, _version_key(policy, version))

    def versions(self, policy: str) -> tuple[Version, ...]:
        """Return every version, oldest first."""
        return tuple(self._query(Version, f"POLICY#{policy}", "VERSION#"))

    def draft(self, policy: str, version: int, language: str) -> Draft | None:
        """Return one draft, or None."""
        return self._get(Draft, _draft_key(policy, version, language))

    def drafts(self, policy: str, version: int | None = None) -> tuple[Draft, ...]:
        """Return the drafts of one version, or of all, oldest version first."""
        prefix = "DRAFT#" if version is None else f"DRAFT#{version:06d}#"
        return tuple(self._query(Draft, f"POLICY#{policy}", prefix))

    def publications(self, policy: str, language: str | None = None) -> tuple[Publication, ...]:
        """Return the publications of one language, oldest first, or of every language."""
        prefix = "PUBLICATION#" if language is None else f"PUBLICATION#{language}#"
        return tuple(self._query(Publication, f"POLICY#{policy}", prefix))

    def rulings(self, policy: str) -> tuple[Ruling, ...]:
        """Return what publishers ruled on a policy's editions, one ruling per language at most."""
        return tuple(self._query(Ruling, f"POLICY#{policy}", "RULING#"))

    def editions(self, policy: str) -> tuple[Edition, ...]:
        """Return a policy's editions in every language."""
        return tuple(self._query(Edition, f"POLICY#{policy}", "EDITION#"))

    def editions_in(self, language: str) -> tuple[Edition, ...]:
        """Return every policy's edition in one language, in order."""
        return tuple(self._query(Edition, "EDITIONS", f"{language}#"))

    def newest_publications(self, language: str, *, limit: int) -> tuple[Publication, ...]:
        """Return up to ``limit`` publications of all policies in one language, newest first."""
        page = aws.dynamodb().query(
            TableName=self.name,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=attributes({":pk": f"FEED#{language}"}),
            ScanIndexForward=False,
            Limit=limit,
            ConsistentRead=True,
        )
        return tuple(from_item(Publication, item) for item in page["Items"])

    def history(self, policy: str, *, limit: int, after: int = 0) -> tuple[Entry, ...]:
        """Return up to ``limit`` entries behind number ``after``, oldest first."""
        page = aws.dynamodb().query(
            TableName=self.name,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :from AND :to",
            ExpressionAttributeValues=attributes(
                {
                    ":pk": f"POLICY#{policy}",
                    ":from": _history_key(policy, after + 1)["sk"],
                    ":to": _history_key(policy, after + limit)["sk"],
                }
            ),
            ConsistentRead=True,
        )
        return tuple(from_item(Entry, item) for item in page["Items"])

    def put_plain(self, pk: str, sk: str, values: Mapping[str, Any]) -> None:
        """Write an item that belongs to no policy's chain of changes."""
        aws.dynamodb().put_item(
            TableName=self.name, Item=attributes({**values, "pk": pk, "sk": sk})
        )

    def put_once(self, pk: str, sk: str, values: Mapping[str, Any]) -> bool:
        """Write such an item unless there is one; say whether it was written."""
        try:
            aws.dynamodb().put_item(
                TableName=self.name,
                Item=attributes({**values, "pk": pk, "sk": sk}),
                ConditionExpression="attribute_not_exists(pk)",
            )
        except aws.dynamodb().exceptions.ConditionalCheckFailedException:
            return False
        return True

    def get_plain(self, pk: str, sk: str) -> dict[str, Any] | None:
        """Return an item that ``put_plain`` wrote, or None."""
        item = self._item({"pk": pk, "sk": sk})
        return plain(item) if item else None

    def plain_under(self, pk: str) -> tuple[dict[str, Any], ...]:
        """Return every item that ``put_plain`` wrote under ``pk``, in order; 1 MB at most."""
        page = aws.dynamodb().query(
            TableName=self.name,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=attributes({":pk": pk}),
            ConsistentRead=True,
        )
        return tuple(map(plain, page["Items"]))

    def delete_plain(self, pk: str, sk: str) -> None:
        """Delete such an item; one that is not there is no error."""
        aws.dynamodb().delete_item(TableName=self.name, Key=attributes({"pk": pk, "sk": sk}))

    def put_many(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Write plain items with their ``pk`` and ``sk``; the last of equal keys wins.

        Raises ConflictError when the table keeps refusing some after several tries.
        """
        unique = {(item["pk"], item["sk"]): item for item in items}
        for batch in batched(unique.values(), BATCH_WRITE, strict=False):
            waiting: Any = {self.name: [{"PutRequest": {"Item": attributes(i)}} for i in batch]}
            for pause in pauses():
                waiting = aws.dynamodb().batch_write_item(RequestItems=waiting)["UnprocessedItems"]
                if not waiting:
                    break
                pause()
            else:
                raise ConflictError("the table is throttled")

    def get_many(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        """Return the plain items that exist among ``keys`` (pairs of pk and sk), by key.

        Raises ConflictError when the table keeps refusing some after several tries.
        """
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for batch in batched(dict.fromkeys(keys), BATCH_GET, strict=False):
            waiting: Any = {
                self.name: {
                    "Keys": [attributes({"pk": pk, "sk": sk}) for pk, sk in batch],
                    "ConsistentRead": True,
                }
            }
            for pause in pauses():
                answer = aws.dynamodb().batch_get_item(RequestItems=waiting)
                for item in map(plain, answer["Responses"].get(self.name, [])):
                    found[item["pk"], item["sk"]] = item
                waiting = answer["UnprocessedKeys"]
                if not waiting:
                    break
                pause()
            else:
                raise ConflictError("the table is throttled")
        return found

    def _put(self, key: Mapping[str, str], record: Policy | Record | Entry) -> dict[str, Any]:
        kind = type(record).__name__.lower()
        item = to_item(record, **key, kind=kind, **correlation.fields())
        return {"TableName": self.name, "Item": item}

    def _get[T](self, kind: type[T], key: Mapping[str, str]) -> T | None:
        item = self._item(key)
        return from_item(kind, item) if item else None

    def _item(self, key: Mapping[str, str]) -> Mapping[str, Any] | None:
        return (
            aws.dynamodb()
            .get_item(TableName=self.name, Key=attributes(key), ConsistentRead=True)
            .get("Item")
        )

    def _query[T](self, kind: type[T], pk: str, prefix: str) -> Iterator[T]:
        pages = (
            aws.dynamodb()
            .get_paginator("query")
            .paginate(
                TableName=self.name,
                KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
                ExpressionAttributeValues=attributes({":pk": pk, ":sk": prefix}),
                ConsistentRead=True,
            )
        )
        for page in pages:
            for item in page["Items"]:
                yield from_item(kind, item)


def _key_of(policy: Policy) -> dict[str, str]:
    return {"pk": "POLICY", "sk": policy.policy}


def _version_key(policy: str, version: int) -> dict[str, str]:
    return {"pk": f"POLICY#{policy}", "sk": f"VERSION#{version:06d}"}


def _draft_key(policy: str, version: int, language: str) -> dict[str, str]:
    return {"pk": f"POLICY#{policy}", "sk": f"DRAFT#{version:06d}#{language}"}


def _history_key(policy: str, sequence: int) -> dict[str, str]:
    return {"pk": f"POLICY#{policy}", "sk": f"HISTORY#{sequence:08d}"}


def _keys_of(record: Record) -> tuple[dict[str, str], ...]:
    """Return where a record stands.

    An edition stands with its policy and among all editions, a publication with its policy and in
    the feed of its language.
    """
    pk = f"POLICY#{record.policy}"
    match record:
        case Version():
            return (_version_key(record.policy, record.version),)
        case Draft():
            return (_draft_key(record.policy, record.version, record.language),)
        case Publication():
            number = f"{record.version:06d}.{record.correction:03d}"
            return (
                {"pk": pk, "sk": f"PUBLICATION#{record.language}#{number}"},
                {
                    "pk": f"FEED#{record.language}",
                    "sk": f"{record.published_at}#{record.policy}#{number}",
                },
            )
        case Ruling():
            return ({"pk": pk, "sk": f"RULING#{record.language}"},)
        case Edition():
            return (
                {"pk": pk, "sk": f"EDITION#{record.language}"},
                {"pk": "EDITIONS", "sk": f"{record.language}#{record.policy}"},
            )
