#!/usr/bin/env python3
"""Prints a completion script for a command that has a default subcommand.

    completions.py COMMAND bash|zsh|fish

The script that COMMAND --generate-completion-script prints completes only subcommand names after
COMMAND. This one also completes the arguments of the default subcommand: a line that names no
subcommand is completed as if it named the default one, and the first word can be either.
"""
import json
import subprocess
import sys

# Each wrapper inserts the default subcommand unless the line names one. For the first word, it adds
# the completions with the insertion to those without.
BASH = """\
{function}_or_default() {{
    if [[ "${{COMP_CWORD}}" -gt 1 ]]; then
        case "${{COMP_WORDS[1]}}" in
        {alternatives})
            {function} "${{@}}"
            return
            ;;
        esac
    else
        {function} "${{@}}"
    fi
    COMP_WORDS=("${{COMP_WORDS[0]}}" {default} "${{COMP_WORDS[@]:1}}")
    COMP_CWORD=$((COMP_CWORD + 1))
    {function} "${{@}}"
}}

"""

ZSH = """\
{function}() {{
    local -i ret=1
    if (( CURRENT == 2 )) || [[ "${{words[2]}}" = ({alternatives}) ]]; then
        _{function}_command "${{@}}" && ret=0
        (( CURRENT == 2 )) || return "${{ret}}"
    fi
    words=("${{words[1]}}" {default} "${{(@)words[2,-1]}}")
    (( CURRENT++ ))
    _{function}_command "${{@}}" && ret=0
    return "${{ret}}"
}}

"""

FISH = """\
    if not contains -- "$unparsed_tokens[2]" {names}
        set unparsed_tokens $unparsed_tokens[1] {default} $unparsed_tokens[2..]
    end
"""


def replaced(script, old, new, count=None):
    """The script with a text replaced that it must contain, exactly `count` times if given."""
    found = script.count(old)
    if found == 0 or count is not None and found != count:
        sys.exit(f"completions.py expected {count or 'some'} of {old!r}, found {found}")
    return script.replace(old, new)


def with_default(shell, script, command):
    """The completion script of a shell, extended by the default subcommand."""
    name, default = command["commandName"], command["defaultSubcommand"]
    names = [c["commandName"] for c in command["subcommands"] if c["shouldDisplay"]]
    words = {
        "function": f"_{name}", "default": default, "alternatives": "|".join(names),
        "names": " ".join(names),
    }
    if shell == "bash":
        last = f"complete -o filenames -F _{name} {name}"
        new = BASH.format(**words) + f"complete -o filenames -F _{name}_or_default {name}"
        return replaced(script, last, new, 1)
    if shell == "zsh":
        script = replaced(script, f"\n_{name}() {{\n", f"\n__{name}_command() {{\n", 1)
        last = 'if [[ "${funcstack[1]}"'
        return replaced(script, last, ZSH.format(**words) + last, 1)
    tokens = f"set -l unparsed_tokens (__{name}_tokens -pc)\n"
    script = replaced(script, tokens, tokens + FISH.format(**words), 1)
    on_first_word = f'__{name}_should_offer_completions_for_positional "{name}" -eq 1'
    return replaced(script, on_first_word, f"test (count (__{name}_tokens -pc)) -eq 1")


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in ("bash", "zsh", "fish"):
        sys.exit("usage: completions.py COMMAND bash|zsh|fish")
    tool, shell = sys.argv[1:]
    script = output(tool, "--generate-completion-script", shell)
    command = json.loads(output(tool, "--experimental-dump-help"))["command"]
    sys.stdout.write(with_default(shell, script, command))


if __name__ == "__main__":
    main()
