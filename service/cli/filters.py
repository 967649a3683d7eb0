"""The option that narrows a search, of the commands that search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from service.cli.terminal import clean_argument

filter_option = click.option(
    "--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="筛选，如 issuer=青禾市财政局；可重复。"
)


def filter_pairs(filters: Sequence[str], context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the parameters that filters as typed are. Raises `UsageError`."""
    for each in map(clean_argument, filters):
        name, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"--filter 应写成 字段=值，现为 {each}", context)
        yield name, value
