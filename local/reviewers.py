"""The demo reviewers: one per target language and a publisher, with a password that is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from local.instance import Instance
from local.stack import Outputs, client

if TYPE_CHECKING:
    from types_boto3_cognito_idp import CognitoIdentityProviderClient

PASSWORD = "Halden-Books-2026"  # noqa: S105 - printed by `make run`, and good for nothing else
PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Someone who may sign in to the emulator's user pool, and the groups they are in."""

    email: str
    groups: tuple[str, ...]
    password: str = PASSWORD


def reviewers(languages: Sequence[str]) -> tuple[Reviewer, ...]:
    """Return the publisher and a reviewer for each language."""
    return (
        Reviewer(email=address(PUBLISHER), groups=(PUBLISHER,)),
        *(
            Reviewer(email=address(f"reviewer-{language}"), groups=(f"reviewer-{language}",))
            for language in languages
        ),
    )


def address(group: str) -> str:
    """Return the address of the one demo reviewer in ``group``."""
    return f"{group.lower()}@halden.example"


def create(instance: Instance, outputs: Outputs, wanted: Sequence[Reviewer]) -> None:
    """Make sure that each reviewer exists, with password and groups."""
    cognito: CognitoIdentityProviderClient = client(instance, "cognito-idp")
    pool = outputs.user_pool_id
    for reviewer in wanted:
        try:
            cognito.admin_create_user(
                UserPoolId=pool,
                Username=reviewer.email,
                UserAttributes=[
                    {"Name": "email", "Value": reviewer.email},
                    {"Name": "email_verified", "Value": "true"},
                ],
                TemporaryPassword=reviewer.password,
                MessageAction="SUPPRESS",
            )
        except cognito.exceptions.UsernameExistsException:
            continue
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=reviewer.email, Password=reviewer.password, Permanent=True
        )
        for group in reviewer.groups:
            cognito.admin_add_user_to_group(
                UserPoolId=pool, Username=reviewer.email, GroupName=group
            )


def sign_in(instance: Instance, outputs: Outputs, email: str, password: str = PASSWORD) -> str:
    """Return an ID token for ``Authorization: Bearer``."""
    cognito: CognitoIdentityProviderClient = client(instance, "cognito-idp")
    answer = cognito.initiate_auth(
        ClientId=outputs.user_pool_client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return answer["AuthenticationResult"]["IdToken"]
