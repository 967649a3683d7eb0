"""How an operator has the site look: logo, colour, foot of the pages, templates and files of a folder.

All is read once, at the start. Texts are escaped like all others and the content security policy stays as it is: what is no file
of this site is neither run nor shown. Templates of the folder are code of the operator's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, TemplateSyntaxError
from werkzeug.exceptions import NotFound

from corpus.errors import reason_of
from service.colour import parse_colour, style_sheet
from service.errors import UnusableBrand
from service.operator_files import read_bytes
from service.site_settings import FooterLink, SiteSettings, parse_link
from service.web import urls
from service.web.headers import STATIC_MAX_AGE
from service.web.response import Response

SHIPPED = "shipped"
"""The folder in which templates of an operator find those of the program: `{% extends "shipped/base.html" %}`."""

MOST_BYTES = 1_000_000
"""Bytes of a file: each is held by every worker."""

STYLE, COLOURS = "style.css", "colours.css"

_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".css": "text/css",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
}
_PICTURES = tuple(suffix for suffix, kind in _TYPES.items() if kind.startswith("image/"))


@dataclass(frozen=True, slots=True)
class Brand:
    """What an operator has the site look like: `files` by their names, with the digest of each, "" for no `logo`, templates by a folder."""

    footer: str = ""
    links: tuple[FooterLink, ...] = ()
    logo: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    templates: Path | None = None
    fingerprint: str = ""

    @property
    def style_sheets(self) -> list[str]:
        """The names of the style sheets that come after the program's own."""
        return [name for name in (COLOURS, STYLE) if name in self.files]

    def address(self, name: str) -> str:
        """Return the address of a file, which changes with what it holds."""
        return f"{urls.BRAND}/{name}?v={self.digests[name]}"


NO_BRAND = Brand()


def load_brand(settings: SiteSettings) -> Brand:
    """Return what the settings have the site look like. Raises `UnusableBrand` for a file that can't be used."""
    folder = settings.overrides
    if folder and not folder.is_dir():
        raise UnusableBrand(folder, "不是文件夹")
    files = dict(_files(folder / "static")) if folder else {}
    logo = f"logo{settings.logo.suffix.lower()}" if settings.logo else ""
    if settings.logo:
        files[logo] = _read(settings.logo, _PICTURES)
    if colour := parse_colour(settings.colour):
        files[COLOURS] = style_sheet(colour).encode()
    templates = folder / "templates" if folder and (folder / "templates").is_dir() else None
    sources = list(_checked_templates(templates)) if templates else []
    said = [settings.footer, *settings.links, *sources]
    return Brand(
        footer=settings.footer,
        links=tuple(filter(None, map(parse_link, settings.links))),
        logo=logo,
        files=files,
        digests={name: _digest([content]) for name, content in files.items()},
        templates=templates,
        fingerprint=_digest([*(each.encode() for each in said), *files.values()]),
    )


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    yield from ((path.name, _read(path, tuple(_TYPES))) for path in paths if path.is_file())


def _read(path: Path, suffixes: tuple[str, ...]) -> bytes:
    if path.suffix.lower() not in suffixes:
        raise UnusableBrand(path, f"应为 {'、'.join(suffixes)} 之一")
    return read_bytes(path, MOST_BYTES, UnusableBrand)


def _checked_templates(folder: Path) -> Iterator[str]:
    """Yield the text of each template, once it is known to be one."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        try:
            text = path.read_text("utf-8")
            Environment(autoescape=True).parse(text)
        except UnicodeDecodeError as exc:
            raise UnusableBrand(path, "不是 UTF-8 编码") from exc
        except OSError as exc:
            raise UnusableBrand(path, reason_of(exc)) from exc
        except TemplateSyntaxError as exc:
            raise UnusableBrand(path, f"第 {exc.lineno} 行：{exc.message}") from exc
        yield f"{path.relative_to(folder)}\0{text}"


def _digest(contents: list[bytes]) -> str:
    return hashlib.blake2b(b"\0".join(contents), digest_size=8).hexdigest()


def install_brand(app: Flask, brand: Brand) -> None:
    """Have the pages of `app` look so."""

    def brand_file(name: str) -> Response:
        if name not in brand.files:
            raise NotFound
        response = Response(brand.files[name], content_type=_TYPES[Path(name).suffix.lower()])
        response.cache_control.public = True
        response.cache_control.max_age = STATIC_MAX_AGE
        return response

    app.add_url_rule(f"{urls.BRAND}/<name>", "brand_file", brand_file)
    if brand.templates:
        shipped = app.jinja_loader
        assert shipped
        own = FileSystemLoader(brand.templates)
        app.jinja_loader = ChoiceLoader([own, PrefixLoader({SHIPPED: shipped}), shipped])
    app.jinja_env.globals["brand"] = brand
