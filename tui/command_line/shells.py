"""The scripts that teach shells to complete: click's, mended where names have blanks or commas in them."""

import os

import click
from click.shell_completion import (
    BashComplete,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

VARIABLE = "_SIGSCOPE_COMPLETE"
"""What the scripts set when they ask what to offer."""

SHELLS = {
    "bash": '~/.local/share/bash-completion/completions/sigscope, or  eval "$(sigscope completion bash)"  in ~/.bashrc',
    "zsh": 'a file _sigscope in a folder of $fpath, or  eval "$(sigscope completion zsh)"  in ~/.zshrc after compinit',
    "fish": "~/.config/fish/completions/sigscope.fish",
}
"""Where the script of each belongs."""


@add_completion_class
class Bash(BashComplete):
    """A name stays one word, and nothing in it is a command: behind a quote only plain names are offered."""

    source_template = """\
%(complete_func)s() {
    local answers answer type value plain='^[[:alnum:] ._/()-]+$'
    mapfile -t answers < <(COMP_WORDS=$(IFS=$'\\n'; printf %%s "${COMP_WORDS[*]}") COMP_CWORD=$COMP_CWORD \
%(complete_var)s=bash_complete "$1")
    for answer in "${answers[@]}"; do
        IFS=, read -r type value <<< "$answer"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                if [[ ${COMP_WORDS[COMP_CWORD]} != [\\"\\']* ]]; then
                    COMPREPLY+=("$(printf %%q "$value")")
                elif [[ $value =~ $plain ]]; then
                    COMPREPLY+=("$value")
                fi ;;
        esac
    done
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


@add_completion_class
class Fish(FishComplete):
    """A name may have commas in it, and may be begun with a quote."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is begun, and that; click before 8.2 leaves its quote on."""
        words = split_arg_string(os.environ["COMP_WORDS"])[1:]
        begun = "".join(split_arg_string(os.environ["COMP_CWORD"])[:1])
        return words[:-1] if begun and words[-1:] == [begun] else words, begun

    source_template = """\
function %(complete_func)s
    for answer in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -t) \
%(prog_name)s)
        set -l parts (string split -m 1 "," -- $answer)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                echo $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


_CLASSES: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": Fish}


def script(shell: str, command: click.Command) -> str:
    """What teaches a shell to complete, with a line on where to put it."""
    lines = _CLASSES[shell](command, {}, "sigscope", VARIABLE).source().splitlines(keepends=True)
    lines.insert(1 if lines[0].startswith("#compdef") else 0, f"# Belongs into {SHELLS[shell]}.\n")
    return "".join(lines)
