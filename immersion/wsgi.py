"""Where a web server takes hold of the app."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "immersion.settings")

application = get_wsgi_application()
