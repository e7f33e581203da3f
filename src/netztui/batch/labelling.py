"""Scripts for R and pandas that read a table of results and label it by the codebook."""

import json
from collections.abc import Iterable, Sequence
from string import Template
from typing import Literal, TypeAlias

from netztui.batch.codebook import Variable

Language: TypeAlias = Literal["r", "pandas"]

R = Template("""\
# Reads what “netztui export --format csv” or “netztui score --items” writes. Afterwards “results”
# has the values, and “labelled” the same in words. Made by “netztui codebook”.

columns <- c(
  $columns
)
meanings <- c(
  $labels
)
numbers <- c(
  $numbers
)
times <- c($times)
answers <- list()
$options

read_results <- function(file) {
  header <- readLines(file, n = 1, warn = FALSE, encoding = "UTF-8")
  marks <- c(",", ";", "\\t")
  cells <- sapply(marks, function(mark) lengths(strsplit(header, mark, fixed = TRUE)))
  data <- read.csv(file, sep = marks[which.max(cells)], colClasses = "character",
                   check.names = FALSE, na.strings = "", encoding = "UTF-8")
  names(data) <- sub("^\\uFEFF", "", names(data))
  known <- names(data) %in% names(columns)
  names(data)[known] <- columns[names(data)[known]]
  for (name in intersect(numbers, names(data)))
    data[[name]] <- as.numeric(sub(",", ".", data[[name]], fixed = TRUE))
  for (name in intersect(times, names(data)))
    data[[name]] <- as.POSIXct(data[[name]], format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")
  for (name in intersect(names(meanings), names(data)))
    attr(data[[name]], "label") <- meanings[[name]]
  for (name in intersect(names(answers), names(data)))
    attr(data[[name]], "labels") <- answers[[name]]
  data
}

label_answers <- function(data) {
  for (name in intersect(names(answers), names(data))) {
    known <- answers[[name]]
    data[[name]] <- factor(data[[name]], levels = unname(known), labels = names(known))
    attr(data[[name]], "label") <- meanings[[name]]
  }
  data
}

file <- commandArgs(trailingOnly = TRUE)
results <- read_results(if (length(file)) file[1] else "results.csv")
labelled <- label_answers(results)
str(labelled, give.attr = FALSE)
""")

PANDAS = Template('''\
"""Reads what “netztui export --format csv” or “netztui score --items” writes.

Afterwards “results” has the values, and “labelled” the same in words. Made by “netztui codebook”.
"""

import sys

import pandas as pd

COLUMNS = {
    $columns
}
MEANINGS = {
    $labels
}
NUMBERS = [
    $numbers
]
TIMES = [$times]
ANSWERS = {}
$options


def read_results(file):
    with open(file, encoding="utf-8-sig") as lines:
        header = lines.readline()
    data = pd.read_csv(
        file,
        sep=max(",;\\t", key=header.count),
        dtype="string",
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8-sig",
    ).rename(columns=COLUMNS)
    for name in data.columns.intersection(NUMBERS):
        data[name] = pd.to_numeric(data[name].str.replace(",", "."))
    for name in data.columns.intersection(TIMES):
        data[name] = pd.to_datetime(data[name], utc=True)
    data.attrs["meanings"] = MEANINGS
    return data


def label_answers(data):
    labelled = data.copy()
    for name in data.columns.intersection(list(ANSWERS)):
        known = ANSWERS[name]
        labels = list(dict.fromkeys(known.values()))
        labelled[name] = pd.Categorical(data[name].map(known), categories=labels)
    return labelled


results = read_results(sys.argv[1] if len(sys.argv) > 1 else "results.csv")
labelled = label_answers(results)
labelled.info()
''')


def script(variables: Sequence[Variable], language: Language) -> str:
    """A program that reads a table with `variables`, renames its columns and labels its answers."""
    r = language == "r"
    separator = ",\n  " if r else ",\n    "

    def pairs(entries: Iterable[tuple[object, object]], between: str = separator) -> str:
        equals = " = " if r else ": "
        return between.join(f"{_quoted(name)}{equals}{_quoted(value)}" for name, value in entries)

    alike: dict[tuple[tuple[int | str, str], ...], list[str]] = {}
    for one in variables:
        if one.options:
            alike.setdefault(tuple(one.options.items()), []).append(one.name)
    assignments = []
    for options, names in alike.items():
        listed = separator.join(map(_quoted, names))
        if r:
            known = pairs(((label, value) for value, label in options), ", ")
            assignments.append(f"answers[c(\n  {listed}\n)] <- list(c({known}))")
        else:
            known = pairs(options, ", ")
            assignments.append(f"ANSWERS |= dict.fromkeys([\n    {listed}\n], {{{known}}})")
    times = [one.name for one in variables if one.column.endswith("_at")]
    return (R if r else PANDAS).substitute(
        columns=pairs((one.column, one.name) for one in variables),
        labels=pairs((one.name, one.label) for one in variables),
        numbers=separator.join(_quoted(one.name) for one in variables if one.numeric),
        times=", ".join(map(_quoted, times)),
        options="\n".join(assignments),
    )


def _quoted(value: object) -> str:
    """A number or a text as R and Python both write it."""
    return json.dumps(value, ensure_ascii=False)
