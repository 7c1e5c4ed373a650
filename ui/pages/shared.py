"""What every page of the app is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.people.office import Office
from ui.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.indicators.locate import Indicators
    from ui.intake.desk import Desk
    from ui.pages.drafts import Drafts
    from ui.pages.suggest import Names
    from vectorstore.archive import Archive


@dataclass(frozen=True, slots=True)
class Shared:
    """One archive and all that serves it; shared by all visitors."""

    archive: Archive
    assistant: Assistant
    office: Office
    settings: Settings
    desk: Desk  # takes files in, in the background
    indicators: Indicators
    names: Names  # of indicators, as one types them
    drafts: Drafts  # under check, not of the archive
