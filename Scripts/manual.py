#!/usr/bin/env python3
"""Writes manual pages: one for a command, and one for each of its subcommands.

    manual.py COMMAND DIRECTORY

The pages say what --help says: they are generated from the output of
COMMAND --experimental-dump-help.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

GLYPHS = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}


def literal(text):
    """Text to be typed verbatim: quotes and hyphens stay the ASCII characters that they are."""
    return "".join(GLYPHS.get(character, character) for character in text)


def prose(text):
    """Running text, in which options and text between backticks are set as literal and bold."""
    words = re.split(r"`([^`]*)`|(?<![\w-])(--?[a-z][\w-]*)", text)
    for index in range(0, len(words), 3):
        words[index] = words[index].replace("\\", r"\e")
    words[1::3] = [bold(word) if word else "" for word in words[1::3]]
    words[2::3] = [bold(word) if word else "" for word in words[2::3]]
    return guarded("".join(words))


def guarded(line):
    """A line that cannot be mistaken for a request, even if it begins like one."""
    return r"\&" + line if line[:1] in (".", "'") else line


def bold(text):
    return rf"\fB{literal(text)}\fR"


def italic(text):
    return rf"\fI{literal(text)}\fR"


def quoted(text):
    return '"' + text.replace('"', r"\(dq") + '"'


class Page:
    """The page of one command; `path` is its full name, such as ["wordmine", "lm", "train"]."""

    def __init__(self, command, path, version):
        self.command = command
        self.path = path
        self.title = "-".join(path)
        self.lines = [
            r"'\" -*- coding: UTF-8 -*-",
            f'.TH {literal(self.title.upper())} 1 "" {quoted(f"{path[0]} {version}")}',
            ".nh",  # groff hyphenates again after a heading, unless HY is 0
            ".nr HY 0",
            ".ad l",
            ".SH NAME",
            rf"{literal(self.title)} \- {prose(command['abstract'].rstrip('.'))}",
        ]
        self.arguments = [a for a in command.get("arguments", []) if a["shouldDisplay"]]
        self.subcommands = shown_subcommands(command)
        self.add_synopsis()
        self.add_description()
        self.add_list("ARGUMENTS", [a for a in self.arguments if a["kind"] == "positional"])
        self.add_options([a for a in self.arguments if a["kind"] != "positional"])
        self.add_commands()
        self.add_references()

    def add_synopsis(self):
        self.lines.append(".SH SYNOPSIS")
        name = bold(" ".join(self.path))
        taker = self.command
        if self.subcommands:
            self.lines.append(rf"{name} {italic('command')} [{italic('argument')} .\|.\|.]")
            default = self.command.get("defaultSubcommand")
            taker = next((c for c in self.subcommands if c["commandName"] == default), None)
        if taker and self.subcommands:
            self.lines.append(".br")
        if taker:
            self.lines.append(" ".join([name, *operands(taker)]))

    def add_description(self):
        self.lines += [".SH DESCRIPTION", prose(self.command["abstract"])]
        for paragraph in self.command.get("discussion", "").split("\n\n"):
            lines = paragraph.split("\n")
            if paragraph.startswith("  "):
                code = [guarded(literal(line[2:])) for line in lines]
                self.lines += [".PP", ".RS 4", ".EX", *code, ".EE", ".RE"]
            elif paragraph:
                self.lines += [".PP", *map(prose, lines)]

    def add_options(self, options):
        titles = dict.fromkeys(option.get("sectionTitle") for option in options)
        self.add_list("OPTIONS", [o for o in options if not o.get("sectionTitle")])
        for title in filter(None, titles):
            self.add_list(title, [o for o in options if o.get("sectionTitle") == title], ".SS")

    def add_list(self, title, arguments, level=".SH"):
        if arguments:
            self.lines.append(f"{level} {quoted(literal(title))}")
        for index, argument in enumerate(arguments):
            # A flag and its opposite, such as --phrases and --no-phrases, share one description.
            if index + 1 < len(arguments) and are_one(argument, arguments[index + 1]):
                self.lines += [".TP", signature(argument), ".TQ"]
            elif index > 0 and are_one(arguments[index - 1], argument):
                self.lines += [signature(argument), prose(description(argument))]
            else:
                self.lines += [".TP", signature(argument), prose(description(argument))]

    def add_commands(self):
        if self.subcommands:
            self.lines.append(".SH COMMANDS")
        for command in self.subcommands:
            name = command["commandName"]
            is_default = name == self.command.get("defaultSubcommand")
            self.lines += [
                ".TP", bold(name) + (" (default)" if is_default else ""),
                prose(command["abstract"])]

    def add_references(self):
        others = [self.path + [command["commandName"]] for command in self.subcommands]
        if len(self.path) > 1:
            others.insert(0, self.path[:-1])
        pages = [rf"{bold('-'.join(other))}(1)" for other in others]
        self.lines += [".SH SEE ALSO", ",\n".join(pages)]

    def write(self, directory):
        text = "\n".join(self.lines) + "\n"
        (directory / f"{self.title}.1").write_text(text, encoding="utf-8")


def shown_subcommands(command):
    """The subcommands that have pages of their own: all but `help` and hidden ones."""
    return [
        subcommand for subcommand in command.get("subcommands", [])
        if subcommand["shouldDisplay"] and subcommand["commandName"] != "help"]


def are_one(argument, other):
    return argument["kind"] == other["kind"] == "flag" and argument.get("abstract") == other.get(
        "abstract")


def operands(command):
    """The operands in a synopsis: required options, a placeholder for others, arguments."""
    arguments = [a for a in command["arguments"] if a["shouldDisplay"]]
    options = [a for a in arguments if a["kind"] != "positional"]
    needed = [signature(option) for option in options if not option["isOptional"]]
    others = rf"[{italic('option')} .\|.\|.]"
    return [*needed, others, *(operand(a) for a in arguments if a["kind"] == "positional")]


def operand(argument):
    word = italic(argument["valueName"]) + (r" .\|.\|." if argument["isRepeating"] else "")
    return f"[{word}]" if argument["isOptional"] else word


def signature(argument):
    """An argument as it is typed: all its names, and a placeholder for its value."""
    if argument["kind"] == "positional":
        return italic(argument["valueName"])
    names = [bold(dashes(name) + name["name"]) for name in argument["names"]]
    value = " " + italic(argument["valueName"]) if argument["kind"] == "option" else ""
    return ", ".join(names) + value


def dashes(name):
    return "--" if name["kind"] == "long" else "-"


def description(argument):
    """The help text of an argument, followed by its possible values and its default."""
    texts = [argument.get("abstract"), argument.get("discussion")]
    default = argument.get("defaultValue")
    if default is not None and default.strip() == "":
        default = f'"{default}"'
    notes = []
    if argument.get("allValues"):
        notes.append("values: " + ", ".join(argument["allValues"]))
    if default is not None:
        notes.append(f"default: {default}")
    if notes:
        texts.append(f"({'; '.join(notes)})")
    return " ".join(text.replace("\n", " ") for text in texts if text)


def write_pages(command, path, version, directory):
    Page(command, path, version).write(directory)
    for subcommand in shown_subcommands(command):
        write_pages(subcommand, [*path, subcommand["commandName"]], version, directory)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: manual.py COMMAND DIRECTORY")
    tool, directory = sys.argv[1], Path(sys.argv[2])
    help = json.loads(output(tool, "--experimental-dump-help"))
    if help["serializationVersion"] != 0:
        sys.exit(f"manual.py supports help version 0, found {help['serializationVersion']}")
    directory.mkdir(parents=True, exist_ok=True)
    root = help["command"]
    write_pages(root, [root["commandName"]], output(tool, "--version").strip(), directory)


if __name__ == "__main__":
    main()
