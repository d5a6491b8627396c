"""The command ``claimline ui``. Streamlit is imported only when the server starts."""

from __future__ import annotations

import os
import threading
import webbrowser

import click

from graph.settings import STORE_VARIABLE, store_url

DEFAULT_PORT = 8501


_STORE_HELP = (
    f"The store to show, such as sqlite:///claims.db. Default: {STORE_VARIABLE}, else the file in your data folder."
)


@click.command("ui")
@click.option(
    "--port",
    default=DEFAULT_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port; when taken, the next free one. 0: any.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Other than 127.0.0.1, whoever reaches it can read the store.",
)
@click.option(
    "--allow-name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A host name under which the pages may be asked for, besides localhost and --host.",
)
@click.option("--store", "store", metavar="URL", help=_STORE_HELP)
@click.option("--open/--no-open", "opens", default=False, help="Open the pages in the browser.")
def ui(port: int, host: str, names: tuple[str, ...], store: str | None, opens: bool) -> None:
    """Serve the web pages: claims board, trace, article reader.

    \b
    Example:
      claimline ui --store sqlite:///claims.db --open
    """
    os.environ[STORE_VARIABLE] = store_url(store)
    from ui import asgi

    listening = asgi.bind(host, port)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - compared, not bound
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{listening.getsockname()[1]}/"
    click.echo(f"Claimline is at {address}  (Ctrl+C ends it)")
    if opens:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    asgi.serve(listening, tuple(dict.fromkeys((*asgi.OWN_NAMES, shown, *names))))
