"""The web application: pages, API, errors and headers put together over an archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from flask import Flask, url_for
from flask.typing import ResponseReturnValue

from corpus.plain_json import encode
from service.desk.desk import Desk
from service.web import compression, headers, heavy, observation, problems, urls
from service.web.api import operations
from service.web.api.responses import json_response
from service.web.brand import NO_BRAND, Brand, install_brand
from service.web.desk import install_desk
from service.web.environ import Network, tidied
from service.web.observation import Observer
from service.web.port import EXTENSION, SearchArchive, current_archive
from service.web.rate import RateLimit
from service.web.response import Response
from service.web.site import (
    browsing,
    drafts,
    elder,
    explanations,
    exports,
    feeds,
    finders,
    lists,
    numbers,
    originals,
    pages,
    publications,
    reports,
    template_functions,
)
from service.web.whole_numbers import PathNumber

# Imported by who makes one: prometheus_client looks for its folder when it is first imported.
if TYPE_CHECKING:
    from service.web.metrics import Metrics


class _Application(Flask):
    """A Flask application whose views and hooks are plain functions: Flask would look at each, at every request, whether it is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is."""
        return func


def create_app(
    archive: SearchArchive,
    *,
    site_name: str,
    url: str = "",
    may_be_listed: bool = True,
    configuration: str = "",
    limit: RateLimit | None = None,
    proxies: Sequence[Network] = (),
    observers: Sequence[Observer] = (),
    metrics: Metrics | None = None,
    brand: Brand = NO_BRAND,
    desk: Desk | None = None,
) -> Flask:
    """Return the web application of `archive`, as safe to call from several threads as the archive is.

    `url` is where the public reaches it, "" where nobody has said; `may_be_listed` is whether search engines may list it; `configuration` tells one configuration from another; `limit` is what each client may ask; `proxies` are believed when they say whom they forward;
    `observers` are told of every answered request; `metrics` counts them. `brand` is how the operator has pages look. `desk` is what the staff work with, None where there is no ledger.
    """
    app = _Application("service.web.site")
    app.response_class = Response
    app.extensions[EXTENSION] = archive
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = headers.STATIC_MAX_AGE
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    # Ids come from archives and may hold anything, two slashes in a row included.
    app.url_map.merge_slashes = False
    app.url_map.converters["int"] = PathNumber

    app.wsgi_app = tidied(app.wsgi_app)  # type: ignore[method-assign, assignment]  # as Flask's documentation has it

    install_brand(app, brand)
    fingerprint = headers.program_fingerprint()
    observation.install(app, [*observers, metrics.observe] if metrics else observers)
    if limit:
        problems.limit_clients(app, limit, proxies)
        heavy.install(app, limit, proxies)
    compression.install(app)
    headers.install(app, fingerprint=f"{fingerprint} {configuration} {site_name} {url} {brand.fingerprint}")
    problems.install(app)
    install_desk(app, desk, over_https=url.startswith("https:"))
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(reports.blueprint)
    app.register_blueprint(browsing.blueprint)
    app.register_blueprint(elder.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(exports.blueprint)
    app.register_blueprint(finders.blueprint)
    app.register_blueprint(lists.blueprint)
    app.register_blueprint(numbers.blueprint)
    app.register_blueprint(drafts.blueprint)
    app.register_blueprint(originals.blueprint)
    app.register_blueprint(explanations.blueprint)
    app.register_blueprint(operations.blueprint)
    publications.install(app)
    if metrics:
        metrics.install(app)
    app.add_url_rule(urls.HEALTH, "healthz", _health)
    app.add_url_rule(urls.FAVICON, "favicon", lambda: app.send_static_file("favicon.svg"))

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=fingerprint)

    app.jinja_env.globals.update(
        site_name=site_name,
        site_url=url,
        may_be_listed=may_be_listed,
        asset=asset,
        **template_functions.TEMPLATE_FUNCTIONS,
    )
    return app


def _health() -> ResponseReturnValue:
    """Return that the archive can be asked; an `IndexerError` makes it a 503."""
    return json_response(encode({"status": "ok", "generation": current_archive().generation()}))
