"""The prompts of the language model: files of `prompts/`, whose variables are named in their second line.

# what it is for
# Biến: question, sources
[hệ thống]
…
[người dùng]
… {{question}} …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

_FILE = re.compile(
    r"# (?P<purpose>[^\n]+)\n# Biến: (?P<variables>[^\n]+)\n"
    r"\[hệ thống\]\n(?P<system>.+?)\n\[người dùng\]\n(?P<user>.+)",
    re.DOTALL,
)
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


class Task(StrEnum):
    """What the model is asked for; the name of the prompt's file."""

    ANSWER = "answer"
    COMPARE = "compare"
    SUMMARISE = "summarise"
    DRAFT = "draft"
    CONDENSE = "condense"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Prompt:
    name: str
    purpose: str
    variables: frozenset[str]
    system: str
    user: str

    def filled(self, **values: str) -> list[tuple[str, str]]:
        """Messages as (role, text). Raises ValueError that names a missing or an unknown variable.

        What is filled in is not looked through again: a "{{question}}" inside a report stays text.
        """
        if missing := sorted(self.variables - values.keys()):
            raise ValueError(f"prompts/{self.name}.txt: no value for {', '.join(missing)}")
        if unknown := sorted(values.keys() - self.variables):
            raise ValueError(f"prompts/{self.name}.txt: unknown variable {', '.join(unknown)}")
        return [
            (role, _VARIABLE.sub(lambda found: values[found[1]], text))
            for role, text in (("system", self.system), ("human", self.user))
        ]


@cache
def prompt(task: Task) -> Prompt:
    """The prompt of a task. Raises ValueError for a file whose head and text name different variables."""
    return read_prompt(
        task.value, resources.files("prompts").joinpath(f"{task.value}.txt").read_text("utf-8")
    )


def read_prompt(name: str, text: str) -> Prompt:
    """A prompt from the text of its file. Raises ValueError where it is not laid out as it should be."""
    match = _FILE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"prompts/{name}.txt: not “# purpose”, “# Biến: …”, [hệ thống], [người dùng]")
    named = frozenset(variable.strip() for variable in match["variables"].split(","))
    used = frozenset(_VARIABLE.findall(match["system"] + match["user"]))
    if named != used:
        raise ValueError(f"prompts/{name}.txt: names {sorted(named)} but uses {sorted(used)}")
    return Prompt(name, match["purpose"], named, match["system"].strip(), match["user"].strip())
