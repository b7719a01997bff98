"""newsboat's `urls` and `config`, and newsraft's `feeds`: what is taken of each line, and why not others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Subscription
from reader.takeover.newsboat_commands import SYNC
from reader.takeover.newsboat_config import COMMANDS, read_config
from reader.takeover.newsboat_keys import OPERATIONS
from reader.takeover.newsboat_urls import read_newsraft, read_urls
from reader.takeover.quoting import words_of
from reader.takeover.values import NamedQuery, Wish
from reader.tui.actions import BY_ID

URLS = r"""# My feeds

https://a.example/rss news "~A \"good\" paper" "cool stuff"
https://b.example/rss   !hidden	news # the rest is a comment
"query:All unread:unread = \"yes\" and tags # \"news\"" extra
query:Broken:nonsense=3
"query:All unread:age < 3"
"exec:~/bin/script with arguments"
filter:~/bin/strip:https://c.example/rss
file:///etc/passwd
https://user:secret@d.example/rss
https://a.example/rss more
not an address
"""


def test_feeds_have_their_titles_and_tags_and_hidden_ones_are_muted() -> None:
    assert read_urls(URLS).subscriptions == (
        Subscription("https://a.example/rss", 'A "good" paper', tags=("news", "cool stuff", "more")),
        Subscription("https://b.example/rss", tags=("news",), mute=True),
        Subscription("https://user:secret@d.example/rss"),
    )


def test_query_feeds_are_views() -> None:
    assert read_urls(URLS).views == (
        NamedQuery("All unread", "unread feedtag:news"),
        NamedQuery("All unread 2", "age:<3d"),
    )


def test_what_is_not_taken_is_told_by_its_line() -> None:
    left = {remark.line: remark.why for remark in read_urls(URLS).remarks if remark.outcome == "not taken"}
    assert list(left) == [6, 8, 9, 10, 13]
    assert "nonsense" in left[6]
    assert "what a program prints" in left[8]
    assert "only http" in left[10]


def test_a_newsraft_file_is_read_with_its_sections() -> None:
    lists = read_newsraft(
        '# mine\nhttps://a.example/rss "A"\n@ World {reload-period 30}\nhttps://b.example/rss "B"\n'
    )
    assert lists.subscriptions == (
        Subscription("https://a.example/rss", "A"),
        Subscription("https://b.example/rss", "B", folder="World"),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('a "b c" d', ["a", "b c", "d"]),
        (r'"a \"b\" \\ \n" x', ['a "b" \\ \n', "x"]),
        ("a # b", ["a"]),
        ('a "#b"', ["a", "#b"]),
        ('"open', ["open"]),
        ('""', [""]),
        ("", []),
    ],
)
def test_lines_are_read_as_newsboat_reads_them(line: str, words: list[str]) -> None:
    assert words_of(line) == words


SETTINGS = r"""
auto-reload yes
reload-time 120
refresh-on-startup no
text-width 80
keep-articles-days 30
max-items 100
download-timeout 45
browser "firefox --new-tab '%u'"
bookmark-cmd ~/bin/bookmark
notify-beep yes
player "mpv --no-video"
download-path "~/Podcasts/"
bind-key j down
bind-key J next-unread
bind-key ^R reload-all
bind-key x random-unread
macro y open-in-browser ; next-unread
define-filter "Long ones" "age < 3"
ignore-article "*" "title =~ \"Sponsored\""
miniflux-flag-star "s"
"""


def wishes(text: str) -> dict[str, Wish]:
    return {wish.key: wish for wish in read_config(text).wishes}


def test_settings_with_a_meaning_here_are_taken() -> None:
    lists = read_config(SETTINGS)
    assert {wish.key: wish.value for wish in lists.wishes} == {
        "refresh_minutes": 120,
        "refresh_on_start": False,
        "text_width": 80,
        "keep": "30d",
        "timeout": 45,
        "open_command": ["firefox", "--new-tab", "{url}"],
        "bookmark": ["~/bin/bookmark"],
        "notify": "terminal",
        "audio/*": ["mpv", "--no-video", "{file}"],
        "download_folder": "~/Podcasts",
        "down": "j,down",
        "next_unread": "J",
        "refresh_all": "ctrl+r",
        ",y": ["browser", "next-unread"],
    }
    assert lists.views == (NamedQuery("Long ones", "age:<3d"),)
    assert lists.ignored == (NamedQuery("ignored 1", "title:/Sponsored/i"),)
    assert lists.stars == "s"
    assert [wish.key for wish in lists.wishes if wish.program] == ["open_command", "bookmark", "audio/*"]


def test_each_line_is_told_of_once() -> None:
    remarks = read_config(SETTINGS).remarks
    assert [remark.line for remark in remarks] == list(range(2, 22))
    assert {remark.line for remark in remarks if remark.outcome == "not taken"} == {7, 17}


def test_every_command_of_newsboats_is_known() -> None:
    names = NEWSBOAT_COMMANDS.split()
    assert len(names) == 174
    assert [name for name in names if name not in COMMANDS and not SYNC.fullmatch(name)] == []


def test_every_operation_leads_to_an_action_that_there_is() -> None:
    assert [action for action in OPERATIONS.values() if action not in BY_ID] == []


@pytest.mark.parametrize(
    "line",
    [
        'browser "firefox %u; rm -rf ~"',
        'browser "$(id) %u"',
        "browser \"sh -c 'echo %u > x'\"",
        'bookmark-cmd "`id`"',
        'player "mpv | tee x"',
        'notify-program "unclosed \'"',
    ],
)
def test_what_needs_a_shell_is_not_taken(line: str) -> None:
    lists = read_config(line)
    assert lists.wishes == ()
    assert lists.remarks[0].outcome == "not taken"


def test_secrets_are_not_repeated() -> None:
    lists = read_config('miniflux-password "geheim"\nproxy-auth anna:geheim\nfreshrss-login geheim\n')
    assert "geheim" not in repr(lists)


def test_files_that_are_included_are_read_as_often_as_is_good() -> None:
    seen: list[str] = []

    def include(name: str, where: str) -> str:
        seen.append(f"{where} {name}")
        return "include again\ntext-width 90\n"

    lists = read_config("include first\n", include=include)
    assert wishes("text-width 90")["text_width"] in lists.wishes
    assert seen[:2] == ["config first", "first again"]
    assert len(seen) == 19


def test_auto_reload_alone_decides_whether_feeds_are_asked_by_themselves() -> None:
    assert wishes("reload-time 120") == {}
    assert wishes("auto-reload no\nreload-time 120")["refresh_minutes"].value == 0
    assert wishes("auto-reload yes\nreload-time 5")["refresh_minutes"].value == 60


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_urls(text)
    read_newsraft(text)
    for command in ("", "browser ", "bind-key ", "macro a ", "ignore-article * ", "text-width "):
        read_config(command + text)


NEWSBOAT_COMMANDS = """
always-display-description always-download article-sort-order articlelist-format articlelist-title-format
auto-reload bind bind-key bookmark-autopilot bookmark-cmd bookmark-interactive browser cache-file
cleanup-on-quit color confirm-delete-all-articles confirm-exit confirm-mark-all-feeds-read
confirm-mark-feed-read cookie-cache datetime-format define-filter delete-read-articles-on-quit
dialogs-title-format dirbrowser-title-format display-article-progress download-full-page download-retries
download-timeout error-log external-url-viewer feed-sort-order feedbin-flag-star feedbin-login
feedbin-password feedbin-passwordeval feedbin-passwordfile feedbin-url feedhq-flag-share feedhq-flag-star
feedhq-login feedhq-min-items feedhq-password feedhq-passwordeval feedhq-passwordfile
feedhq-show-special-feeds feedhq-url feedlist-format feedlist-title-format filebrowser-title-format
freshrss-flag-star freshrss-login freshrss-min-items freshrss-password freshrss-passwordeval
freshrss-passwordfile freshrss-show-special-feeds freshrss-url goto-first-unread goto-next-feed
help-title-format highlight highlight-article highlight-feed history-limit html-renderer http-auth-method
ignore-article ignore-mode include inoreader-app-id inoreader-app-key inoreader-flag-share
inoreader-flag-star inoreader-login inoreader-min-items inoreader-password inoreader-passwordeval
inoreader-passwordfile inoreader-show-special-feeds itemview-title-format keep-articles-days
keep-forever-if-flagged-with macro mark-as-read-on-hover max-browser-tabs max-download-speed max-items
miniflux-flag-save miniflux-flag-star miniflux-login miniflux-min-items miniflux-password
miniflux-passwordeval miniflux-passwordfile miniflux-show-special-feeds miniflux-token miniflux-tokeneval
miniflux-tokenfile miniflux-url newsblur-login newsblur-min-items newsblur-password newsblur-passwordeval
newsblur-passwordfile newsblur-url notify-always notify-beep notify-format notify-program notify-screen
notify-xterm ocnews-flag-star ocnews-login ocnews-password ocnews-passwordeval ocnews-passwordfile
ocnews-url oldreader-flag-share oldreader-flag-star oldreader-login oldreader-min-items oldreader-password
oldreader-passwordeval oldreader-passwordfile oldreader-show-special-feeds
openbrowser-and-mark-jumps-to-next-unread opml-url pager podcast-auto-enqueue prepopulate-query-feeds proxy
proxy-auth proxy-auth-method proxy-type refresh-on-startup reload-only-visible-feeds reload-threads
reload-time reset-unread-on-update restrict-filename run-on-startup save-path scrolloff
search-highlight-colors searchresult-title-format selectfilter-title-format selecttag-format
selecttag-title-format show-keymap-hint show-read-articles show-read-feeds show-title-bar ssl-verifyhost
ssl-verifypeer suppress-first-reload swap-title-and-hints text-width toggleitemread-jumps-to-next
toggleitemread-jumps-to-next-unread ttrss-flag-publish ttrss-flag-star ttrss-login ttrss-mode ttrss-password
ttrss-passwordeval ttrss-passwordfile ttrss-url unbind-key urls-source urlview-title-format use-proxy
user-agent wrap-scroll
"""
