"""What becomes of each configuration command of newsboat: a table, and a sentence for each.

What can be taken is in `newsboat_config`; here is what Reader does without being told, and what it does not.
"""

from __future__ import annotations

import re

SYNC = re.compile(
    r"(?:feedbin|feedhq|freshrss|inoreader|miniflux|newsblur|ocnews|oldreader|ttrss)-[a-z-]+|opml-url|urls-source"
)
NOT_SYNCED = "Reader fetches feeds itself, without such a server; its list of feeds comes as OPML"
_LAYOUT = "lists have one layout, which follows the width of the terminal"
_COLOURS = "colours come with the theme: `theme` in feeds.toml, or :theme"
_LOOKS = "the screen has the place of everything"

BY_ITSELF: dict[str, str] = {
    "always-display-description": "whichever text of an article is the fullest is shown",
    "auto-reload": "feeds are asked while Reader is open, as often as refresh_minutes says",
    "cleanup-on-quit": "articles of feeds that went stay out of the lists, and are back with their feed",
    "confirm-delete-all-articles": "everything can be taken back with Ctrl+Z, so nothing is asked",
    "confirm-exit": "nothing is lost by leaving, so nothing is asked",
    "confirm-mark-all-feeds-read": "everything can be taken back with Ctrl+Z, so nothing is asked",
    "confirm-mark-feed-read": "everything can be taken back with Ctrl+Z, so nothing is asked",
    "display-article-progress": "how far an article is read is at the foot of the screen",
    "download-full-page": "where a feed gives a summary only, the article is taken from its page",
    "download-retries": "what failed is tried again later, after ever longer pauses",
    "error-log": "H says what is the matter with each feed",
    "goto-first-unread": "n goes to the next unread article",
    "html-renderer": "Reader sets pages as text itself, without their furniture",
    "http-auth-method": "the server says which way it wants; `auth` under a feed has name and password",
    "keep-forever-if-flagged-with": "what is saved or tagged is never let go of, and flags become tags",
    "openbrowser-and-mark-jumps-to-next-unread": "n goes to the next unread article",
    "podlist-format": _LAYOUT,
    "prepopulate-query-feeds": "views are always up to date",
    "reload-only-visible-feeds": "r fetches what is shown, R everything",
    "reload-threads": "feeds of different servers are asked at the same time; see connections in feeds.toml",
    "restrict-filename": "file names are made so that every system takes them",
    "ssl-verifyhost": "certificates are always checked",
    "ssl-verifypeer": "certificates are always checked",
    "swap-title-and-hints": _LOOKS,
    "show-keymap-hint": "the keys at the foot take one line; ? shows all",
    "show-title-bar": "there is no title bar",
}

NOT_TAKEN: dict[str, str] = {
    "always-download": "a feed that has not changed is never sent twice",
    "article-sort-order": "articles are newest first; S sorts a list",
    "articlelist-format": _LAYOUT,
    "articlelist-title-format": _LAYOUT,
    "bookmark-autopilot": "nothing is asked when a bookmark is made",
    "bookmark-interactive": "programs run in the background; a pipe with suspend = true gets the terminal",
    "color": _COLOURS,
    "cookie-cache": "cookies are never kept",
    "datetime-format": _LAYOUT,
    "delete-read-articles-on-quit": "nothing is let go of at the end; see keep in feeds.toml",
    "delete-played-files": "what was downloaded stays until you remove it",
    "dialogs-title-format": _LAYOUT,
    "dirbrowser-title-format": _LAYOUT,
    "download-filename-format": "downloads are named after their feed and title",
    "external-url-viewer": "u lists the links of an article; a [[pipe]] can give them to a program",
    "feed-sort-order": "feeds stand in the order of feeds.toml; J and K on the feeds screen (F) move them",
    "feedlist-format": _LAYOUT,
    "feedlist-title-format": _LAYOUT,
    "filebrowser-title-format": _LAYOUT,
    "goto-next-feed": "n stays in its list; Unread is the list of all feeds",
    "help-title-format": _LAYOUT,
    "highlight": "people, organisations, places and figures are coloured; / finds words in a text",
    "highlight-article": _COLOURS,
    "highlight-feed": _COLOURS,
    "history-limit": "the command line has completion and keeps no history",
    "ignore-mode": "what a rule hides is kept, and can be shown again",
    "itemview-title-format": _LAYOUT,
    "max-browser-tabs": "one article is opened in the browser at a time",
    "mark-as-read-on-hover": "an opened article is read, and with mark_read one that left the list",
    "max-download-speed": "feeds are small; downloads take what the line gives",
    "notify-always": "only new articles are told of",
    "notify-format": "a notification names the articles",
    "pager": "articles are read here; a [[pipe]] can give them to a pager",
    "podcast-auto-enqueue": "downloads are asked for one by one",
    "proxy": "proxies are taken from the environment: https_proxy, http_proxy, no_proxy",
    "proxy-auth": "proxies are taken from the environment: https_proxy=http://name:password@host",
    "proxy-auth-method": "proxies are taken from the environment",
    "proxy-type": "proxies are taken from the environment: https_proxy=socks5://host",
    "reset-unread-on-update": "what was read stays read when its text changes",
    "run-on-startup": "nothing runs by itself at the start",
    "save-path": "files are written where the command says",
    "scrolloff": _LOOKS,
    "search-highlight-colors": _COLOURS,
    "searchresult-title-format": _LAYOUT,
    "selectfilter-title-format": _LAYOUT,
    "selecttag-format": _LAYOUT,
    "selecttag-title-format": _LAYOUT,
    "show-read-articles": "L hides what is read, and shows it again",
    "show-read-feeds": "all feeds are listed; L hides what is read",
    "toggleitemread-jumps-to-next": "the cursor stays where it is",
    "toggleitemread-jumps-to-next-unread": "the cursor stays where it is; n goes on",
    "urlview-title-format": _LAYOUT,
    "use-proxy": "proxies are taken from the environment: https_proxy, http_proxy, no_proxy",
    "unbind-key": 'a key is free once its action has another; NAME = "" in [settings.keys] gives it none',
    "user-agent": "servers are told that it is Reader; contact in feeds.toml adds how you can be reached",
    "wrap-scroll": "a list ends at its end",
}
