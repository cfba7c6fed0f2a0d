"""Tokens that are not those of somebody signed in here: the API answers none of them."""

import base64
import json
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from local import reviewers, stack
from local.web import fetch
from tests.e2e.conftest import Way

PATHS = ("/api/me", "/api/policies")


def decoded(part: str) -> dict[str, object]:
    """Return what a part of a token says."""
    return dict(json.loads(base64.urlsafe_b64decode(part + "==")))


def encoded(value: dict[str, object]) -> str:
    """Return a part of a token that says ``value``."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.fixture(scope="module")
def token(way: Way) -> str:
    """Return a token that the API takes."""
    return way.person(reviewers.PUBLISHER).token


@pytest.fixture(scope="module")
def tokens(way: Way, token: str) -> Iterator[dict[str, str]]:
    """Return tokens that are nearly such ones, by what is wrong with them."""
    cognito = stack.client(way.instance, "cognito-idp")
    signed = {"AuthFlow": "USER_PASSWORD_AUTH"}
    person = {"USERNAME": reviewers.address(reviewers.PUBLISHER), "PASSWORD": reviewers.PASSWORD}
    own = cognito.initiate_auth(
        ClientId=way.outputs.user_pool_client_id, AuthParameters=person, **signed
    )["AuthenticationResult"]
    pool = cognito.create_user_pool(PoolName="elsewhere")["UserPool"]["Id"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="elsewhere", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    cognito.admin_create_user(UserPoolId=pool, Username=person["USERNAME"])
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=person["USERNAME"], Password=person["PASSWORD"], Permanent=True
    )
    cognito.create_group(UserPoolId=pool, GroupName="publisher")
    cognito.admin_add_user_to_group(
        UserPoolId=pool, Username=person["USERNAME"], GroupName="publisher"
    )
    foreign = cognito.initiate_auth(ClientId=client, AuthParameters=person, **signed)
    header, claims, signature = token.split(".")
    more = encoded({**decoded(claims), "cognito:groups": ["reviewer-ja", "publisher"]})
    late = encoded({**decoded(claims), "exp": 1})
    yield {
        "none": "",
        "no token": "x",
        "an access token": own["AccessToken"],
        "a foreign pool's": foreign["AuthenticationResult"]["IdToken"],
        "more groups": f"{header}.{more}.{signature}",
        "another day": f"{header}.{late}.{signature}",
        "no signature": f"{header}.{claims}.",
        "no algorithm": f"{encoded({'alg': 'none'})}.{claims}.",
        "a shared secret": f"{encoded({**decoded(header), 'alg': 'HS256'})}.{claims}.{signature}",
    }
    cognito.delete_user_pool(UserPoolId=pool)


@pytest.mark.parametrize("path", PATHS)
def test_only_the_id_token_of_somebody_of_this_pool_is_taken(
    way: Way, token: str, tokens: dict[str, str], path: str
) -> None:
    def status(sent: str) -> int:
        headers = {"Authorization": f"Bearer {sent}"} if sent else {}
        return fetch(way.outputs.review_api_url + path, headers=headers).status

    assert status(token) == HTTPStatus.OK
    answers = {wrong: status(sent) for wrong, sent in tokens.items()}
    assert answers == dict.fromkeys(tokens, HTTPStatus.UNAUTHORIZED)
