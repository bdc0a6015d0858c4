"""corrin as a service: CDS Hooks, FHIR operations and pages, in one process without a database.

`make(settings)` gives the ASGI application; `corrin serve` runs it. Nothing is fetched from
anywhere unless the configuration says so, nothing of a person is kept, and nothing of a person is
logged.
"""

from corrin.service.app import make
from corrin.service.settings import Settings, read_settings

__all__ = ["Settings", "make", "read_settings"]
