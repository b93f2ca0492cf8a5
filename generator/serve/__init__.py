"""Serves the site as the host will: same headers, same compression, same 404 page. For previews and tests.

It answers to its own names only, so that no page elsewhere can read it through a name that leads here (DNS
rebinding), and it waits for nobody: whoever asks slowly, sends bodies or keeps too many connections is let go. Still
it is not for the open internet.
"""

from generator.serve.answers import Answer, answer
from generator.serve.live import Live
from generator.serve.server import SiteServer, running, serve

__all__ = ["Answer", "Live", "SiteServer", "answer", "running", "serve"]
