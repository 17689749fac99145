"""The page of one part: its versions, the vote or survey in it, and what the reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import may_download_reports
from communes.enums import Level
from criteria.enums import SourceStatus
from criteria.models import Evidence
from dossiers.enums import PartState, Takes
from dossiers.models import DossierDocument, SatisfactionSurvey, Vote
from dossiers.permissions import files_visible_to, may_keep_part, usable_documents
from dossiers.tables.reading import STATE_TAGS, DossierReading, Part

# So many documents of the place are offered to be used again, the newest first.
MOST_OFFERED = 60
FORM_WORDS = {"bieu-01": "Biểu 01", "bieu-02": "Biểu 02", "bieu-12": "Biểu 12"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the trail tells it; `handed_in`: it is the one that lies in the dossier as it was handed in."""

    line: DossierDocument
    opens: bool
    handed_in: bool = False

    @property
    def tag(self) -> tuple[str, str, str]:
        state = PartState(self.line.state)
        return (*STATE_TAGS[state], state.label)


@dataclass(frozen=True, slots=True)
class PartPage:
    """Everything on the page of one part."""

    read: DossierReading
    part: Part
    versions: tuple[Version, ...]
    votes: tuple[Vote, ...]
    surveys: tuple[SatisfactionSurvey, ...]
    keeps: bool
    reads_district: bool

    @property
    def may_keep(self) -> bool:
        """Whether the reader writes this part down now: he keeps it, and the dossier is not handed in."""
        return self.keeps and self.read.lock is None

    @property
    def form_href(self) -> str:
        """The form that goes with the paper, where the portal makes it and the reader opens it."""
        code = self.part.item.form
        if not code or (self.read.unit.level == Level.DISTRICT and not self.reads_district):
            return ""
        unit = self.read.unit
        return f"/bao-cao/{code}/" if unit.level == Level.DISTRICT else f"/xa/{unit.slug}/{code}/"

    @property
    def form_words(self) -> str:
        """ "Biểu 01"."""
        return FORM_WORDS.get(self.part.item.form, self.part.item.form)

    @property
    def source_words(self) -> str:
        """Where the portal knows from that this part is asked for, and whether anybody compared it."""
        item = self.part.item
        return f"{item.source} ({SourceStatus(item.source_status).label})"

    @property
    def takes_vote(self) -> bool:
        return self.part.item.takes == Takes.VOTE

    @property
    def takes_survey(self) -> bool:
        return self.part.item.takes == Takes.SURVEY

    @property
    def results_href(self) -> str:
        """Where the vote or the survey is written down, for whoever keeps the part."""
        if not self.may_keep or not (self.takes_vote or self.takes_survey):
            return ""
        return f"{self.href}{'bieu-quyet' if self.takes_vote else 'y-kien'}/"

    @property
    def href(self) -> str:
        return self.read.dossier.part_href(self.part.item.code)

    @property
    def threshold_words(self) -> str:
        """What share is asked, by which source."""
        procedure = self.read.procedure
        if self.takes_vote:
            return f"{procedure.vote_source} ({SourceStatus(procedure.vote_status).label})"
        return f"{procedure.survey_source} ({SourceStatus(procedure.survey_status).label})"


def part_page(read: DossierReading, part: Part, reader: User) -> PartPage:
    """One part of a dossier that is open. Five queries."""
    of_part = {"dossier": read.dossier, "item": part.item}
    opens = set(files_visible_to(reader).filter(**of_part).values_list("pk", flat=True))
    lines = DossierDocument.objects.filter(**of_part).select_related("recorded_by__unit", "recorded_by__department")
    return PartPage(
        read=read,
        part=part,
        versions=tuple(
            Version(line, line.pk in opens, read.lock is not None and line == part.line)
            for line in lines.select_related("evidence").order_by("-version")
        ),
        votes=tuple(Vote.objects.filter(**of_part).select_related("recorded_by").order_by("-pk")),
        surveys=tuple(SatisfactionSurvey.objects.filter(**of_part).select_related("recorded_by").order_by("-pk")),
        keeps=may_keep_part(reader, read.dossier, part.item),
        reads_district=may_download_reports(reader),
    )


def offered_documents(reader: User, read: DossierReading) -> Sequence[Evidence]:
    """Documents of the place that the reader may use again."""
    return usable_documents(reader, read.unit).newest_first()[:MOST_OFFERED]
