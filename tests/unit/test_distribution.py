"""The distribution: what its caches tell apart, how long errors live, what every answer forbids."""

from tests.cloudformation import resources

SITE = resources("AWS::CloudFront::Distribution")["Site"]["DistributionConfig"]
HEADERS = resources("AWS::CloudFront::ResponseHeadersPolicy")["SiteHeaders"][
    "ResponseHeadersPolicyConfig"
]
CACHED_BY = resources("AWS::CloudFront::CachePolicy")["SiteCachePolicy"]["CachePolicyConfig"][
    "ParametersInCacheKeyAndForwardedToOrigin"
]


def test_a_page_is_cached_once_whatever_its_reader_sends() -> None:
    assert CACHED_BY["CookiesConfig"] == {"CookieBehavior": "none"}
    assert CACHED_BY["HeadersConfig"] == {"HeaderBehavior": "none"}
    assert CACHED_BY["QueryStringsConfig"] == {"QueryStringBehavior": "none"}


def test_pages_are_compressed_as_the_browser_can_read_them() -> None:
    assert SITE["DefaultCacheBehavior"]["Compress"] is True
    assert CACHED_BY["EnableAcceptEncodingBrotli"] is True
    assert CACHED_BY["EnableAcceptEncodingGzip"] is True


def test_what_is_not_there_is_looked_for_again_within_a_minute() -> None:
    errors = {one["ErrorCode"]: one for one in SITE["CustomErrorResponses"]}
    assert set(errors) == {403, 404}
    for one in errors.values():
        assert (one["ResponseCode"], one["ResponsePagePath"]) == (404, "/404.html")
        assert one["ErrorCachingMinTTL"] <= 60


def test_readers_can_send_the_site_nothing() -> None:
    assert SITE["DefaultCacheBehavior"]["AllowedMethods"] == ["GET", "HEAD"]


def test_every_answer_tells_browsers_what_they_must_not_do() -> None:
    security = HEADERS["SecurityHeadersConfig"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 3600
    assert security["FrameOptions"]["FrameOption"] == "DENY"
    assert set(security) >= {"ContentTypeOptions", "ReferrerPolicy", "ContentSecurityPolicy"}
    added = {one["Header"] for one in HEADERS["CustomHeadersConfig"]["Items"]}
    assert added == {
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
    }


def test_no_object_can_take_a_security_header_away() -> None:
    headers = [
        *HEADERS["SecurityHeadersConfig"].values(),
        *HEADERS["CustomHeadersConfig"]["Items"],
    ]
    assert all(one["Override"] is True for one in headers)
