"""The `hedgerow` command: a group whose commands are loaded only when they are called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from pipeline import __version__
from pipeline.errors import PipelineError

# Name of the command, its module in this package, its attribute there, and its line in `hedgerow --help`.
COMMANDS = {
    "run": ("run", "run", "Read agreements, tag them, and leave tables that compare them."),
    "tag": ("tag", "tag", "Tag one text and write its statements to standard output."),
    "compare": ("compare", "compare", "Compare the agreements of runs, two drafts, or an agreement with earlier ones."),
    "review": ("review", "review", "Review the statements of a finished run in your browser."),
    "rules": ("rules", "rules", "List, check and refine the rules."),
    "evaluate": ("evaluate", "evaluate", "Measure a run against annotated agreements."),
    "corpus": ("corpus", "corpus", "List the real instruments and fetch their official texts."),
    "annotations": ("annotations", "annotations", "Check, show, import and export annotations."),
}

INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, and not for the list of commands.

    A PipelineError of a command becomes one line on standard error and exit status 2; any other exception keeps its
    traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(import_module(f"pipeline.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, _, summary) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; say mendable errors in one line."""
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            from pipeline.cli.terminal import complain

            complain(str(error))
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("hedgerow: interrupted", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hedgerow")
def cli() -> None:
    """Commitments, conditions and hedges in agreement texts.

    \b
    Examples:
      hedgerow run corpus -o outputs/specimens
      hedgerow run treaty.pdf memorandum.docx
      hedgerow rules check
      hedgerow run --help
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows "?" for it; no run may end over that.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
