"""Runs on a cluster what needs no program: `python -m wordmine.spark VERB INPUT -o OUTPUT`, or `spark-submit` with this file."""
from __future__ import annotations

import argparse
import sys
from typing import Any, Optional

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from wordmine import DataError
from wordmine import spark as wordmine

_READERS = ("text", "parquet", "json", "orc")
_STATUSES = ((DataError, 65), (ValueError, 64), (FileNotFoundError, 66), (OSError, 74))


def main(arguments: Optional[list[str]] = None) -> int:
    """What the command line asks for; the status of the process."""
    options = _parser().parse_args(arguments)
    session = _session(options)
    session.sparkContext.setLogLevel("ERROR")
    try:
        _run(options, _text(session, options))
    except (OSError, ValueError, RuntimeError, PySparkException) as failure:
        print(f"wordmine: {failure}", file=sys.stderr)
        return next((status for kind, status in _STATUSES if isinstance(failure, kind)), 1)
    finally:
        session.stop()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wordmine.spark", description="Words, n-grams and templates of texts on Apache Spark.")
    parser.add_argument("verb", choices=["discover", "count", "segment", "match"])
    parser.add_argument("input", nargs="+", help="paths that Spark reads")
    parser.add_argument("-o", "--output", required=True, help="the folder to write")
    parser.add_argument("--reader", choices=_READERS, default="text", help="what the input is")
    parser.add_argument("--column", help="the column that holds the text; `value` of text")
    parser.add_argument("--master", help="the master; by default that of spark-submit, else all processors here")
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE", help="a setting of Spark")
    parser.add_argument("--task-memory", default="512M", help="what wordmine may use in a task")
    parser.add_argument("--model", help="the model to segment or match with")
    parser.add_argument("--templates", help="the templates to match")
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME[=VALUE]",
        help="an option of the command: min-count=10, single-characters")
    return parser


def _session(options: argparse.Namespace) -> SparkSession:
    builder = SparkSession.builder.appName("wordmine")
    if options.master:
        builder = builder.master(options.master)
    for setting in options.conf:
        builder = builder.config(*_pair(setting))
    return builder.getOrCreate()


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise SystemExit(f"wordmine: {text}: not NAME=VALUE")
    return name, value


def _option(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    return name.replace("-", "_"), value if equals else True


def _number(options: dict[str, Any], name: str, default: int) -> int:
    text = options.pop(name, default)
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} is {text}; it must be a number") from None


def _text(session: SparkSession, options: argparse.Namespace) -> Any:
    reader = session.read
    if options.reader == "text":
        return reader.text(options.input, lineSep="\n")
    return reader.format(options.reader).load(options.input)


def _run(options: argparse.Namespace, frame: Any) -> None:
    others = dict(map(_option, options.option))
    common: dict[str, Any] = {"column": options.column or "value", "task_memory": options.task_memory}
    if options.verb in ("segment", "match") and not options.model:
        raise ValueError(f"{options.verb} needs --model")
    if options.verb == "discover":
        wordmine.discover(frame, **common, **others).save(options.output)
        return
    if options.verb == "count":
        order, minimum = _number(others, "order", 4), _number(others, "minimum", 1)
        made = wordmine.count(frame, order, minimum=minimum, **common, **others)
    elif options.verb == "segment":
        made = wordmine.segment(frame, options.model, **common, **others)
    else:
        if not options.templates:
            raise ValueError("match needs --templates")
        made = wordmine.match(frame, options.templates, options.model, **common, **others)
    made.write.parquet(options.output)


if __name__ == "__main__":
    sys.exit(main())
