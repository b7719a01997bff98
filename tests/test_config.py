"""Settings and subscriptions: what feeds.toml may say, and what is said about its mistakes."""

import errno
import fcntl
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader import config
from reader.model import Subscription


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(config.ConfigurationError) as caught:
        config.parse(text, Path("feeds.toml"))
    return [(m.line, m.problem, m.remedy) for m in caught.value.mistakes]


def test_the_starter_set_is_valid_and_has_folders() -> None:
    configuration = config.parse(config.starter(), Path("feeds.toml"))
    assert len(configuration.subscriptions) >= 15
    assert len({subscription.folder for subscription in configuration.subscriptions}) >= 5
    assert configuration.settings == config.Settings()


def test_every_setting_and_every_key_of_a_feed_is_explained_in_the_starter_set() -> None:
    text = config.starter()
    named = {*config.Settings.__dataclass_fields__, *Subscription.__dataclass_fields__} - {"lines", "pipes"}
    for spec in named:
        assert f"{spec} =" in text or f"[settings.{spec}]" in text or f"{spec}  " in text, spec


def test_a_whole_configuration_is_read() -> None:
    configuration = config.parse(
        """
        [settings]
        theme = "nord"
        open_command = ["firefox", "{url}"]
        [settings.keys]
        next_unread = "f8"
        [[feed]]
        url = "https://example.org/a.xml"
        title = "A"
        folder = "World"
        tags = ["x", "y"]
        full_text = true
        interval = 15
        mute = true
        author_pages = true
        [[feed]]
        url = "https://example.org/b.xml"
        """,
        Path("feeds.toml"),
    )
    assert configuration.settings.open_command == ("firefox", "{url}")
    assert configuration.settings.keys == {"next_unread": "f8"}
    assert configuration.subscriptions == (
        Subscription("https://example.org/a.xml", "A", "World", ("x", "y"), True, 15, True, True),
        Subscription("https://example.org/b.xml"),
    )


def test_broken_toml_is_reported_with_its_line_and_text() -> None:
    [(line, problem, remedy)] = mistakes("[settings]\n\n[[feed]]\nurl = https://example.org/feed.xml\n")
    assert line == 4
    assert "url = https://example.org/feed.xml" in problem
    assert "quotes" in remedy


def test_every_mistake_is_reported_at_once_with_its_own_line() -> None:
    found = mistakes(
        '[settings]\ntext_width = "wide"\nthem = "nord"\n\n'
        '[[feed]]\nurl = "https://example.org/a"\ninterval = 1\n\n'
        '[[feed]]\ntitle = "No address"\n\n'
        '[[feed]]\nurl = "file:///etc/passwd"\n\n'
        '[[feed]]\nurl = "https://example.org/a"\n'
    )
    assert [line for line, _, _ in found] == [2, 3, 7, 9, 13, 16]
    assert found[0][1:] == (
        "text_width cannot be 'wide'",
        "write a whole number from 40 to 200, such as 76",
    )
    assert found[1][2] == "did you mean theme?"
    assert "twice" in found[5][1]


@pytest.mark.parametrize("engine", ["", "light", "spacy:en_core_web_trf", "gliner:models/small"])
def test_another_engine_is_named_by_its_library_and_model(engine: str) -> None:
    text = f'[settings]\nengine = "{engine}"\n'
    assert config.parse(text, Path("feeds.toml")).settings.engine == engine


@pytest.mark.parametrize("engine", ["bert", "spacy:", "spacy: x", "gliner"])
def test_an_engine_that_nobody_knows_is_a_mistake(engine: str) -> None:
    [(line, problem, remedy)] = mistakes(f'[settings]\nengine = "{engine}"\n')
    assert (line, problem) == (2, f"engine cannot be '{engine}'")
    assert '"spacy:en_core_web_sm"' in remedy


def test_how_pictures_are_drawn_is_one_of_five_words() -> None:
    [(line, problem, remedy)] = mistakes('[settings]\npictures = "on"\n')
    assert (line, problem) == (2, "pictures cannot be 'on'")
    assert remedy == 'write "auto", "off", "half-block", "sixel" or "kitty"'


@pytest.mark.parametrize(
    "text",
    ["feed = 3", "settings = 1", "[feed]\nurl = 'https://example.org/'", "[" * 5000, "x = " + "[" * 5000],
)
def test_wrong_shapes_are_mistakes_and_never_tracebacks(text: str) -> None:
    assert mistakes(text)


@pytest.mark.parametrize(
    "value",
    ["9" * 5000, "1" + "_0" * 5000, "0x" + "f" * 5000, "[" + "9" * 5000 + "]", "{" + "a." * 5000 + "a = 1}"],
)
@pytest.mark.parametrize("key", ["text_width", "theme", "keys", "open_command"])
def test_numbers_and_tables_beyond_all_bounds_are_mistakes_with_their_line(key: str, value: str) -> None:
    [(line, problem, _)] = mistakes(f"[settings]\n{key} = {value}\n")
    assert line == 2
    assert len(problem) < 100


def test_what_is_no_utf8_is_never_written(tmp_path: Path) -> None:
    path = write(tmp_path, "# mine")
    with pytest.raises(config.ConfigurationError, match="this would not be UTF-8; write it in UTF-8"):
        config.edit(path, lambda text: f'{text}\n[settings]\ntheme = "\udcff"\n')
    assert path.read_text(encoding="utf-8") == "# mine"


def test_a_file_that_is_not_utf8_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(b"[settings]\n# caf\xe9\n")
    with pytest.raises(config.ConfigurationError, match=r"feeds\.toml:2: this is not UTF-8"):
        config.load(path)


def test_adding_a_feed_keeps_comments_and_order(tmp_path: Path) -> None:
    path = write(
        tmp_path, '# mine\n[settings]\ntext_width = 80 # wide\n\n[[feed]] # first\nurl = "https://a.org/"\n'
    )
    before = path.read_text(encoding="utf-8")
    config.add_subscription(path, Subscription("https://b.org/feed", folder="World", tags=("x",)))
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert [s.url for s in config.load(path).subscriptions] == ["https://a.org/", "https://b.org/feed"]
    assert config.load(path).subscriptions[1] == Subscription("https://b.org/feed", None, "World", ("x",))


def test_adding_a_feed_twice_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, '[[feed]]\nurl = "https://a.org/"\n')
    before = path.read_bytes()
    config.add_subscription(path, Subscription("https://a.org/", folder="Elsewhere"))
    assert path.read_bytes() == before


def test_adding_to_feeds_written_inline_works(tmp_path: Path) -> None:
    path = write(tmp_path, 'feed = [{url = "https://a.org/"}]\n')
    config.add_subscription(path, Subscription("https://b.org/"))
    assert [s.url for s in config.load(path).subscriptions] == ["https://a.org/", "https://b.org/"]


def test_removing_a_feed_keeps_the_others_and_their_comments(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[[feed]]\nurl = "https://a.org/"\n\n# the second\n[[feed]]\nurl = "https://b.org/" # b\n'
        '\n[[feed]]\nurl = "https://c.org/"\n',
    )
    config.remove_subscription(path, "https://a.org/")
    assert [s.url for s in config.load(path).subscriptions] == ["https://b.org/", "https://c.org/"]
    assert "# b" in path.read_text(encoding="utf-8")
    with pytest.raises(KeyError):
        config.remove_subscription(path, "https://a.org/")


def test_a_mistaken_file_is_never_written_to(tmp_path: Path) -> None:
    path = write(tmp_path, "[settings]\nthem = 1\n")
    with pytest.raises(config.ConfigurationError):
        config.add_subscription(path, Subscription("https://a.org/"))
    assert path.read_text(encoding="utf-8") == "[settings]\nthem = 1\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["feeds.toml"]


def test_a_linked_file_is_written_through_its_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    target = write(tmp_path / "dotfiles", '[[feed]]\nurl = "https://a.org/"\n')
    link = tmp_path / "feeds.toml"
    link.symlink_to(target)
    config.add_subscription(link, Subscription("https://b.org/"))
    assert link.is_symlink()
    assert "https://b.org/" in target.read_text(encoding="utf-8")


def test_changes_that_are_made_at_once_are_all_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, '[settings]\ntheme = "nord"\n')

    def add(number: int) -> None:
        def change(text: str) -> str:
            time.sleep(0.02)
            return f'{text}\n[[feed]]\nurl = "https://example.org/{number}"\n'

        config.edit(path, change)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(16)))
    assert len(config.load(path).subscriptions) == 16
    assert [file.name for file in tmp_path.iterdir()] == ["feeds.toml"]


def test_who_holds_the_file_for_long_is_waited_for_and_then_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.config.file._PATIENCE", 0.05)
    path = write(tmp_path, "")
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(config.ConfigurationError, match="another program is changing it; try again"):
            config.add_subscription(path, Subscription("https://example.org/"))
    assert path.read_text(encoding="utf-8") == ""
    config.add_subscription(path, Subscription("https://example.org/"))


def test_a_file_that_comes_while_the_starter_set_is_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feeds.toml"
    monkeypatch.setattr("reader.config.places.starter", lambda: write(tmp_path, "# mine").name)
    assert not config.ensure(path)
    assert path.read_text(encoding="utf-8") == "# mine"
    assert [file.name for file in tmp_path.iterdir()] == ["feeds.toml"]


def test_the_starter_set_is_written_once_and_never_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feeds.toml"
    assert config.ensure(path)
    path.write_text("# mine\n", encoding="utf-8")
    assert not config.ensure(path)
    assert path.read_text(encoding="utf-8") == "# mine\n"


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(config.ConfigurationError, match="give another file with --feeds"):
        config.ensure(tmp_path / "file" / "feeds.toml")


def test_a_disk_that_takes_no_more_is_said_and_the_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = write(tmp_path, "# mine")
    monkeypatch.setattr("reader.config.file.os.fsync", full)
    with pytest.raises(config.ConfigurationError, match=r"feeds.toml:1: No space left on device"):
        config.add_subscription(path, Subscription("https://example.org/"))
    assert path.read_text(encoding="utf-8") == "# mine"
    assert [file.name for file in tmp_path.iterdir()] == ["feeds.toml"]


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "feeds.toml")
    with pytest.raises(config.ConfigurationError, match="this is a pipe"):
        config.load(tmp_path / "feeds.toml")


def test_an_address_with_control_letters_or_torn_ones_is_none(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    for url in ("http://example.org/\x1b[31m", "http://example.org/\udcff"):
        with pytest.raises(config.ConfigurationError, match="url cannot be"):
            config.add_subscription(path, Subscription(url))
    assert path.read_text(encoding="utf-8") == ""
    added = config.add_subscription(path, Subscription("http://example.org/", "a\udcff\x1b", "b\udcff"))
    assert added.subscriptions == (Subscription("http://example.org/", "a", "b"),)


def test_a_mistake_does_not_give_a_password_away() -> None:
    twice = '[[feed]]\nurl = "http://anna:secret@example.org/"\n' * 2
    assert "secret" not in str(mistakes(twice))


PIPE = '[[pipe]]\nname = "summary"\nrun = ["llm"]\n'


def test_pipes_are_read_in_their_order(tmp_path: Path) -> None:
    text = PIPE + 'input = "json"\nkey = ",s"\nseconds = 9\n\n[[pipe]]\nname = "wc"\nrun = ["wc", "-w"]\n'
    summary, count = config.parse(text, tmp_path / "feeds.toml").settings.pipes
    assert (summary.name, summary.run, summary.input, summary.show) == ("summary", ("llm",), "json", "screen")
    assert (summary.key, summary.seconds, count.run) == (",s", 9, ("wc", "-w"))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\n[[pipe]]\nname = "a"\n', 2, "has no run"),
        (PIPE + "\n" + PIPE, 6, "stands here twice"),
        (PIPE + 'input = "pdf"\n', 4, "input cannot be 'pdf'"),
        (PIPE + 'inputs = "text"\n', 4, "did you mean input"),
        ('[[pipe]]\nname = "a"\nrun = "llm -s x"\n', 3, "run cannot be"),
        ('[[pipe]]\nname = "a"\nrun = ["{title}"]\n', 3, "run cannot be"),
        ('[[pipe]]\nname = "a b"\nrun = ["x"]\n', 2, "name cannot be"),
        ('pipe = "llm"\n', 1, "pipe is not a list of tables"),
        ('[settings]\nbookmark = ["{url}"]\n', 2, "bookmark cannot be"),
        ('[settings]\nnotify = "loud"\n', 2, "notify cannot be"),
        ("[settings]\ndownload_at_once = 9\n", 2, "download_at_once cannot be"),
        ('[settings.open_with]\n"audio" = ["mpv"]\n', 1, "open_with cannot be"),
    ],
)
def test_a_mistake_in_a_program_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(config.ConfigurationError) as told:
        config.parse(text, tmp_path / "feeds.toml")
    assert [mistake.line for mistake in told.value.mistakes] == [line]
    assert said in str(told.value)
