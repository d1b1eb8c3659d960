import hashlib
import io
import os
import re
import stat
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rectutor import Dataset, load
from rectutor.data.fetching import SOURCES, Source, fetch
from rectutor.data.formats import ML_CSV

RATINGS = "userId,movieId,rating,timestamp\n1,2,3.5,978300760\n1,3,5.0,978300761\n2,3,0.5,978300762\n"
MOVIES = "movieId,title,genres\n2,Heat (1995),Action|Crime\n3,Ponyo (2008),Animation\n4,Unseen (2001),Drama\n"
FILES = {"ml-tiny/README.txt": "for research", "ml-tiny/ratings.csv": RATINGS, "ml-tiny/movies.csv": MOVIES}


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


class Server(ThreadingHTTPServer):
    """Serves /way/name.zip on a port of its own; the way says how."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.content, self.asked = b"", []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server, way = self.server, self.path.split("/")[1]
        server.asked.append(self.path)
        self.send_response({"missing": 404, "overloaded": 503}.get(way, 200))
        self.send_header("Content-Length", str(len(server.content)))
        self.end_headers()
        if way == "whole":
            self.wfile.write(server.content)
        elif way == "broken":
            self.wfile.write(server.content[: len(server.content) // 2])
        elif way == "lie":
            self.wfile.write(b"<html>Welcome to our hotel".ljust(len(server.content)))

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def publish(server, monkeypatch):
    """Return a function that makes an archive known as "ml-tiny" and lets the server send it, in some way."""

    def publish(files=FILES, way="whole", algorithm="sha256"):
        server.content = files if isinstance(files, bytes) else zipped(files)
        checksum = f"{algorithm}:{hashlib.new(algorithm, server.content).hexdigest()}"
        source = Source(len(server.content), ML_CSV, checksum, f"{server.address}/{way}")
        monkeypatch.setitem(SOURCES, "ml-tiny", source)

    return publish


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The folder where downloads go."""
    monkeypatch.setenv("RECTUTOR_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("algorithm", ["sha256", "md5"])
def test_a_set_is_downloaded_once(algorithm, publish, server, home):
    publish(algorithm=algorithm)
    data = fetch("ml-tiny")
    assert isinstance(data, Dataset)
    assert repr(data) == "ml-tiny: 3 ratings by 2 users of 2 items, from 0.5 to 5"
    assert data.items.title.tolist() == ["Heat", "Ponyo", "Unseen"]
    assert data.ratings.catalog is data.items
    assert names(home) == ["ml-tiny.zip"]
    assert repr(fetch("ml-tiny")) == repr(load("ml-tiny")) == repr(data)
    assert server.asked == ["/whole/ml-tiny.zip"]


def test_a_download_shows_its_progress_and_says_what_is_allowed(publish, capsys):
    publish()
    fetch("ml-tiny")
    shown = capsys.readouterr()
    assert "ml-tiny: 100%" in shown.err
    assert "for research and teaching, not for sale" in shown.err
    assert "doi:10.1145/2827872" in shown.err
    assert shown.out == ""
    fetch("ml-tiny")
    assert capsys.readouterr() == ("", "")


def test_another_folder_may_be_named(publish, home, tmp_path, monkeypatch):
    publish()
    fetch("ml-tiny", folder=tmp_path / "given")
    assert names(tmp_path / "given") == ["ml-tiny.zip"]
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    fetch("ml-tiny", folder="~/mine")
    assert names(tmp_path / "mine") == ["ml-tiny.zip"]
    assert names(home) == []


def test_the_usual_folder_is_the_systems_cache(publish, tmp_path, monkeypatch):
    import pooch

    publish()
    monkeypatch.delenv("RECTUTOR_DATA")
    monkeypatch.setattr(pooch, "os_cache", lambda project: tmp_path / "caches" / project)
    fetch("ml-tiny")
    assert names(tmp_path / "caches/rectutor") == ["ml-tiny.zip"]


def test_load_never_downloads(publish, server, home):
    publish()
    said = f"ml-tiny was not fetched into {home} yet; rectutor.fetch('ml-tiny') downloads it once (1 MB)"
    with pytest.raises(FileNotFoundError, match=re.escape(said)):
        load("ml-tiny")
    home.mkdir()
    (home / "ml-tiny.zip").write_bytes(server.content[:-1])
    with pytest.raises(ValueError, match=r"ml-tiny\.zip is not the file that was published: it has \d+ bytes instead"):
        load("ml-tiny")
    (home / "ml-tiny.zip").write_bytes(server.content[:-1] + b"x")
    with pytest.raises(ValueError, match=r"its SHA256 is \w{12}… instead of \w{12}…; rectutor\.fetch\('ml-tiny'\)"):
        load("ml-tiny")
    assert server.asked == []


FAILURES = {
    "broken": (ConnectionError, "ml-tiny was not downloaded, since the connection broke off; try again later, or open"),
    "missing": (ConnectionError, "ml-tiny was not downloaded, since the server answered 404 Not Found; try again"),
    "overloaded": (ConnectionError, "since the server answered 503 Service Unavailable; try again later, or open"),
    "lie": (ValueError, "what came as ml-tiny has another checksum than was published, and was dropped; try again"),
}


@pytest.mark.parametrize(("way", "failure"), FAILURES.items(), ids=FAILURES)
def test_what_is_not_whole_is_never_kept(way, failure, publish, server, home):
    error, said = failure
    publish(way=way)
    with pytest.raises(error, match=said) as caught:
        fetch("ml-tiny")
    assert names(home) == []
    by_hand = f"open {server.address}/{way}/ml-tiny.zip in a browser, save the file as {home / 'ml-tiny.zip'}, and call"
    assert by_hand in str(caught.value)
    assert caught.value.__suppress_context__
    publish()
    assert len(fetch("ml-tiny").ratings) == 3


def test_without_network_a_file_put_there_by_hand_will_do(publish, server, home, monkeypatch):
    publish()
    silent = replace(SOURCES["ml-tiny"], address="http://127.0.0.1:1")
    monkeypatch.setitem(SOURCES, "ml-tiny", silent)
    with pytest.raises(ConnectionError, match=r"since the server cannot be reached \(is there a network\?\); try"):
        fetch("ml-tiny")
    (home / "ml-tiny.zip").write_bytes(server.content[:9])
    with pytest.raises(ConnectionError, match=r"\(the file that is there now is not it: it has 9 bytes instead"):
        fetch("ml-tiny")
    (home / "ml-tiny.zip").write_bytes(server.content)
    assert len(fetch("ml-tiny").ratings) == 3


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("SSLError", "the server's certificate is not valid or not trusted here"),
        ("ReadTimeout", "the server did not answer in time"),
        ("ConnectTimeout", "the server did not answer in time"),
    ],
)
def test_other_failures_of_the_network_are_named(raised, said, publish, monkeypatch):
    import requests

    def get(*_, **__):
        raise getattr(requests.exceptions, raised)("deep inside")

    monkeypatch.setattr(requests, "get", get)
    publish()
    with pytest.raises(ConnectionError, match=f"ml-tiny was not downloaded, since {said}; try again later"):
        fetch("ml-tiny")


def test_a_damaged_archive_is_replaced(publish, server, home):
    publish()
    fetch("ml-tiny")
    (home / "ml-tiny.zip").write_bytes(server.content[:-1] + b"x")
    assert len(fetch("ml-tiny").ratings) == 3
    assert (home / "ml-tiny.zip").read_bytes() == server.content
    assert len(server.asked) == 2


def test_a_killed_download_leaves_nothing_that_counts(publish, home, monkeypatch):
    import pooch

    def killed(*_):
        raise KeyboardInterrupt

    publish()
    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", killed)
    with pytest.raises(KeyboardInterrupt):
        fetch("ml-tiny")
    assert names(home) == []
    with pytest.raises(FileNotFoundError, match="ml-tiny was not fetched"):
        load("ml-tiny")


def test_a_folder_that_cannot_be_written_to_is_named(publish, home):
    publish()
    home.write_text("a file where the folder should be")
    said = (
        rf"{re.escape(str(home))} cannot take 1 MB \(Not a directory\); make room, or name another folder, as fetch\("
    )
    with pytest.raises(OSError, match=said):
        fetch("ml-tiny")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "it may not be written to"),
        (OSError(30, "Read-only file system"), "Read-only file system"),
    ],
)
def test_a_read_only_folder_is_named(error, said, publish, home, monkeypatch):
    import tempfile

    def refuse(*_, **__):
        raise error

    publish()
    home.mkdir()
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)  # chmod would not stop root
    with pytest.raises(OSError, match=rf"home cannot take 1 MB \({said}\); make room, or name another folder, as"):
        fetch("ml-tiny")
    assert names(home) == []


def test_a_full_disk_is_named(publish, home, monkeypatch):
    import pooch

    def full(*_):
        raise OSError(28, "No space left on device")

    publish()
    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", full)
    with pytest.raises(OSError, match=r"cannot take 1 MB \(No space left on device\); make room, or name another"):
        fetch("ml-tiny")
    assert names(home) == []


@pytest.mark.parametrize("call", [fetch, load])
def test_without_a_home_folder_another_one_is_asked_for(call, publish, tmp_path, monkeypatch):
    publish()
    monkeypatch.delenv("RECTUTOR_DATA")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # what Python does where the system knows no home
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"there is no home folder .*; name another folder, as fetch"):
        call("ml-tiny")
    assert list(tmp_path.iterdir()) == []  # in particular no folder named "~"
    monkeypatch.setenv("RECTUTOR_DATA", str(tmp_path / "given"))
    assert len(fetch("ml-tiny").ratings) == 3


def altered(at, value, files=FILES):
    """Return an archive with a few bytes changed in what its table of contents says of its last member."""
    content = bytearray(zipped(files))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + at : entry + at + len(value)] = value
    return bytes(content)


def size(declared):
    return 24, declared.to_bytes(4, "little")


def link():
    entry = zipfile.ZipInfo("ml-tiny/passwords")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped(FILES | {entry: "/etc/passwd"})


def broken():
    content = bytearray(zipped(FILES))
    content[content.index(b"ml-tiny/movies.csv") + len("ml-tiny/movies.csv")] = 0xFF  # no block begins so
    return bytes(content)


HOSTILE = {
    "up": (FILES | {"../evil.py": ""}, r"the file '\.\./evil\.py' in it would be written outside of the folder"),
    "up within": (FILES | {"ml-tiny/../../evil.py": ""}, "would be written outside of the folder"),
    "absolute": (FILES | {"/etc/evil": ""}, "the file '/etc/evil' in it would be written outside of the folder"),
    "up, on Windows": (FILES | {"..\\evil.py": ""}, "would be written outside of the folder"),
    "absolute, on Windows": (FILES | {"\\evil.py": ""}, "would be written outside of the folder"),
    "a drive": (FILES | {"C:evil.py": ""}, "the file 'C:evil.py' in it would be written outside of the folder"),
    "a share": (FILES | {"\\\\there\\x\\evil.py": ""}, "would be written outside of the folder"),
    "a link": (link(), "'ml-tiny/passwords' in it is a link, not a file"),
    "a bomb": (altered(*size(4_000_000_000)), "unpacked it would have 4,000 MB, and at most 2,000 MB are read"),
    "many files": (FILES | {f"ml-tiny/{i}": "" for i in range(98)}, "it has 101 files, and at most 100 are read"),
    "a bomb that says it is small": (altered(*size(20)), "Bad CRC-32 for file 'ml-tiny/movies.csv'"),
    "a secret": (altered(8, b"\x01"), "'ml-tiny/movies.csv' is encrypted, password required"),
    "an unknown compression": (altered(10, b"\x63"), "That compression method is not supported"),
    "a broken compression": (broken(), "Error -3 while decompressing data"),
    "no archive": (b"PK, or so it says", "File is not a zip file"),
    "no films": (
        {name: text for name, text in FILES.items() if "movies" not in name},
        "the file movies.csv is missing",
    ),
    "nothing": ({}, "the file movies.csv is missing"),
    "not as GroupLens writes it": (FILES | {"ml-tiny/ratings.csv": "a,b\n"}, r"ratings\.csv is not as GroupLens"),
}


@pytest.mark.parametrize(("files", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_broken_archive_is_refused(files, said, publish, home, tmp_path):
    publish(files)
    with pytest.raises(ValueError, match=rf"the archive .*ml-tiny\.zip cannot be read: .*{said}") as caught:
        fetch("ml-tiny")
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.rglob("*")] == ["home", "ml-tiny.zip"]


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="there is no data set 'ml_1m' to fetch; did you mean 'ml-1m'"):
        fetch("ml_1m")
    with pytest.raises(ValueError, match=r"no data set None to fetch; there are ml-100k, .* rectutor\.load reads"):
        fetch(None)
    with pytest.raises(ValueError, match="there is no data set 'ml_1m'; did you mean 'ml-1m'"):
        load("ml_1m")


def test_the_sources_are_the_seven_public_sets():
    assert list(SOURCES) == ["ml-100k", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "ml-latest-small"]
    digits = {"md5": 32, "sha256": 64}
    for source in SOURCES.values():
        algorithm, digest = source.checksum.split(":")
        assert re.fullmatch(rf"[0-9a-f]{{{digits[algorithm]}}}", digest)
        assert source.address == "https://files.grouplens.org/datasets/movielens"
        assert (source.form.scale[0] == 1) == (source.bytes in (4_924_029, 5_917_549))  # half stars came in 2003
    assert len({source.checksum for source in SOURCES.values()}) == 7


def test_importing_rectutor_brings_no_downloader():
    code = "import sys, rectutor; rectutor.load('toy'); print({'pooch', 'requests'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
