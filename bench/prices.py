"""AWS's public prices in us-east-1, and those of engines: dollars, before any free tier.

As they stood on the day of ``CHECKED``; each page below says what holds today.
"""

CHECKED = "2026-11-25"
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
EVENT = 1 / MILLION
MAIL = 2 / 100_000
API_REQUEST = 3.5 / MILLION
INVOCATION = 0.2 / MILLION
GIGABYTE_SECOND = 0.0000133334  # arm64
INVALIDATED_PATH, FREE_PATHS = 0.005, 1000
PAGE_REQUEST, TRANSFER = 1 / MILLION + 0.2 / MILLION, 0.085  # two functions; a gigabyte
LOGGED = 0.5  # a gigabyte
METRIC, ALARM, DASHBOARD, SECRET = 0.3, 0.1, 3.0, 0.4  # a month
STORED_OBJECTS, STORED_ITEMS = 0.023, 0.25 + 0.2  # a gigabyte and month; items with their backup
# A million characters of source text.
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
