"""Objects in a bucket, by the protocol of S3: read, written under a condition, listed, deleted."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tidings.flows.storage.faults import WarehouseError

SCHEME = "s3://"
DELETED_TOGETHER = 1_000  # the most that one request may name
MISSING = frozenset({"NoSuchKey", "404"})
CONFLICTS = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})


class Conflict(Exception):
    """The object is no longer what the condition of a write says."""


class NoSuchObject(Exception):
    """There is no object of this name."""


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """The objects of a bucket whose names begin with the prefix; they are named here without it."""

    bucket: str
    prefix: str
    client: Any

    @classmethod
    def at(cls, url: str) -> "ObjectStore":
        """The objects below an address like `s3://bucket/prefix`. WarehouseError where it cannot be one."""
        bucket, _, prefix = url.removeprefix(SCHEME).partition("/")
        prefix = prefix.strip("/")
        if not url.startswith(SCHEME) or not bucket:
            raise WarehouseError(f"{url}: a warehouse is a folder or an address like s3://bucket/name")
        try:
            import botocore.session
        except ImportError:
            raise WarehouseError(f"{url}: needs the extra s3: pip install 'tidings[s3]'") from None
        with _told(url):
            return cls(bucket, f"{prefix}/" if prefix else "", botocore.session.get_session().create_client("s3"))

    @property
    def url(self) -> str:
        """The address."""
        return f"{SCHEME}{self.bucket}/{self.prefix}".rstrip("/")

    def read(self, name: str) -> tuple[bytes, str]:
        """The bytes of an object, and the mark of this state of it. Raises NoSuchObject."""
        with _told(f"{self.url}/{name}"):
            answer = self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)
            return answer["Body"].read(), answer["ETag"]

    def copy_to(self, name: str, out: BinaryIO) -> None:
        """Write the bytes of an object to a file. Raises NoSuchObject."""
        with _told(f"{self.url}/{name}"):
            answer = self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)
            shutil.copyfileobj(answer["Body"], out, 1 << 20)

    def write(self, name: str, data: bytes, *, instead_of: str | None) -> None:
        """Write an object in place of the state with this mark; of none where it is None. Raises Conflict."""
        condition = {"IfNoneMatch": "*"} if instead_of is None else {"IfMatch": instead_of}
        with _told(f"{self.url}/{name}"):
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=data, **condition)

    def upload(self, file: Path, name: str) -> None:
        """Write a file as an object of a name that none has had."""
        with _told(f"{self.url}/{name}"), file.open("rb") as data:
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=data)

    def names(self, beginning: str) -> Iterator[str]:
        """The names that begin so."""
        with _told(f"{self.url}/{beginning}"):
            pages = self.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix + beginning):
                for found in page.get("Contents", ()):
                    yield found["Key"].removeprefix(self.prefix)

    def delete(self, names: Sequence[str]) -> None:
        """Take objects away; those that are gone already are no fault."""
        with _told(self.url):
            for start in range(0, len(names), DELETED_TOGETHER):
                keys = [{"Key": self.prefix + name} for name in names[start : start + DELETED_TOGETHER]]
                answer = self.client.delete_objects(Bucket=self.bucket, Delete={"Objects": keys, "Quiet": True})
                for error in answer.get("Errors", ()):
                    raise WarehouseError(f"{self.url}: {error['Key']} cannot be deleted: {error['Message']}")


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What the store says of a request, in our words."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in MISSING:
            raise NoSuchObject(where) from None
        if code in CONFLICTS:
            raise Conflict(where) from None
        raise WarehouseError(f"{where}: {error}; check the address and your credentials") from None
    except BotoCoreError as error:
        raise WarehouseError(f"{where}: {error}; check the address, the network and your credentials") from None
