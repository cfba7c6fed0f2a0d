"""What is uploaded: policies, the glossary, the brand, and what should come of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from local.instance import Instance, LocalError
from local.stack import Outputs, client
from promulgate.core import digest, front_matter
from promulgate.core.errors import AuthorError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

GLOSSARY = "glossary.yaml"
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file and its key. ``policy`` is the one it is a version of: none for the glossary, for a
    human translation, and for a draft that is only previewed.
    """

    key: str
    data: bytes
    policy: str = ""

    @property
    def digest(self) -> str:
        """Return the digest by which the stack knows the file."""
        return digest.of_bytes(self.data)


def collect(place: Path) -> tuple[Upload, ...]:
    """Return the uploads of a folder, glossary first, or of one file.

    Raises LocalError if there is nothing, or an author's mistake in a policy.
    """
    if place.is_file():
        return (_upload(place, place.name),)
    found = sorted(
        (path for path in place.rglob("*") if path.suffix in {".md", ".png", ".svg", ".yaml"}),
        key=lambda path: (path.name != GLOSSARY, path),
    )
    if not found:
        raise LocalError(f"there is no policy in {place}")
    return tuple(_upload(path, path.relative_to(place).as_posix()) for path in found)


def upload(instance: Instance, outputs: Outputs, files: tuple[Upload, ...]) -> None:
    """Put the files into the content bucket, in their order."""
    s3: S3Client = client(instance, "s3")
    for file in files:
        s3.put_object(Bucket=outputs.content_bucket, Key=file.key, Body=file.data)


def _upload(path: Path, key: str) -> Upload:
    data = path.read_bytes()
    if not key.endswith(".md"):
        return Upload(key=key, data=data)
    try:
        matter = front_matter.parse(data, key=key).front_matter
    except AuthorError as error:
        raise LocalError(f"{path}: {error}") from error
    language = matter.language or front_matter.file_language(key)
    if matter.draft or language not in {None, SOURCE_LANGUAGE}:
        return Upload(key=key, data=data)
    return Upload(key=key, data=data, policy=matter.translation_key)
