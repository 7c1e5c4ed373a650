"""Numbers of a report as records: from tables and from prose."""

from ingest.figures.context import Dismissed, Extraction, FigureContext
from ingest.figures.extract import extract_figures, figure_context
from ingest.figures.tables import table_figures

__all__ = ["Dismissed", "Extraction", "FigureContext", "extract_figures", "figure_context", "table_figures"]
