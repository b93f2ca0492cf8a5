"""Who wrote a report, under which title: every candidate is gathered, and one place decides."""

from generator.reading.identity.authors import OrganName, read_author
from generator.reading.identity.head import HeadMatter, look_around
from generator.reading.identity.names import organ_kind
from generator.reading.identity.rows import MetadataRow
from generator.reading.identity.speaker import Speaker, speaker_of
from generator.reading.identity.subjects import subject_of
from generator.reading.identity.titles import NOT_TITLE, TITLE, TITLE_LONGEST, read_title
from generator.reading.identity.wording import IdentityWording, load_wording

__all__ = [
    "NOT_TITLE",
    "TITLE",
    "TITLE_LONGEST",
    "HeadMatter",
    "IdentityWording",
    "MetadataRow",
    "OrganName",
    "Speaker",
    "load_wording",
    "look_around",
    "organ_kind",
    "read_author",
    "read_title",
    "speaker_of",
    "subject_of",
]
