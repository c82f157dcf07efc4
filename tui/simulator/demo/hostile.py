"""Texts that people and scripts have put into descriptions and tags, and that no terminal may obey."""

from typing import Final

HOSTILE_GALLERY: Final = "gal_dev"

HOSTILE: Final = {
    "markup": "[/] [/nothing] [b]bold[/b] [@click=app.quit]x[/] [link=https://contoso.com]y[/link]",
    "colours": "\x1b[31mred\x1b[0m \x1b[2J\x1b[H all gone",
    "title": "\x1b]0;owned\x07\x1b]2;owned\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4K\x07",
    "c1": "\x9b31mred \x9d0;owned\x9c \x85",
    "control": "bell\x07 back\x08\x08\x08\x08 delete\x7f return\rline\nfeed\ttab\x00null",
    "override": "invoice-\u202egpj.exe\u202c \u2066isolated\u2069",
    "hebrew and arabic": "תמונת מערכת صورة النظام",
    "wide": "金融系统镜像 日本語の説明 한국어 설명",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇭 ✈️ 1️⃣",
    "combining": "e\u0301\u0323 Z͑ͫ̓a̴l̵g̶o̷",
    "zero width": "pay\u200bpal\u200d\u2060\ufeff\u00ad.com",
    "endless": "x" * 256,
}
"""What is wrong with each, and the text. Tag names obey Azure's rule: none of < > % & \\ ? /."""
