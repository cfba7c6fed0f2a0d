"""A draft as readers would see it."""

from promulgate.core import files
from promulgate.core.brand import Brand
from promulgate.core.documents import Text
from promulgate.core.editions import Site
from promulgate.stations import brands
from promulgate.stations.desk import Place, Station
from promulgate.stations.review import read
from promulgate.stations.showing import version_at


def preview(here: Station, place: Place) -> bytes:
    """Return the page that approving the draft would publish. Raises NotFoundError, NoTextError."""
    seen = read(here, place)
    plain = Site(brand=Brand(company_name=here.settings.company_name), url=here.settings.site_url)
    site = brands.preview_site(here.table, here.drafts, plain)
    text = Text(document=seen.document, source_text=seen.source_text)
    return files.preview(site, version_at(here, place), place.language, text)
