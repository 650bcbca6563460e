"""`hedgerow review`: statements looked through and corrected in a browser."""

from __future__ import annotations

import getpass
from pathlib import Path

import click


@click.command()
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--reviewer", "reviewers", metavar="NAME", multiple=True,
    help="Who reviews; repeatable, each gets an address and a file.  [default: your login name]",
)  # fmt: skip
@click.option(
    "--annotations", type=click.Path(file_okay=False, path_type=Path), default=Path("annotations"), show_default=True,
    help="Folder for the decisions, which are kept in reviews/ there.",
)  # fmt: skip
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others than this machine's own let others in.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on.  [default: any that is free]"
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in your browser.")
def review(run: Path, reviewers: tuple[str, ...], annotations: Path, host: str, port: int, open_page: bool) -> None:
    """Review the statements of a finished run in your browser.

    Prints an address that only you should use; press Ctrl-C to end. Every decision is kept at once in a file of yours
    under annotations/reviews/. `hedgerow run` and `hedgerow compare` use what was decided.

    \b
    Examples:
      hedgerow review outputs/specimens --open
      hedgerow review outputs/mine --reviewer Ana --reviewer Ben
    """
    from pipeline.cli.terminal import complain, printable
    from pipeline.review.desk import Desk
    from pipeline.review.serving import is_loopback, listen, serve
    from pipeline.review.store import ReviewStore

    names = list(dict.fromkeys(name.strip() for name in reviewers or (getpass.getuser(),)))
    if not all(names):
        raise click.UsageError("A reviewer needs a name.")
    desk = Desk(run, ReviewStore(annotations / "reviews"))
    for warning in desk.store.warnings():
        complain(warning)
    served = listen(host, port, names)
    if not is_loopback(host):
        complain(f"{host} can be reached from other machines: whoever has an address can read the texts and decide")
    for name, address in served.addresses.items():
        click.echo(f"{printable(name)} reviews at {address}")
    click.echo("Press Ctrl-C to end; every decision is kept at once.")
    if open_page:
        click.launch(next(iter(served.addresses.values())))
    serve(desk, served)
