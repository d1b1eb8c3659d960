"""The public MovieLens sets: downloaded from GroupLens once, compared with their checksums, and read as they are.

Nothing is unpacked: the files are read where they lie in the archive, so none can be half written or lie elsewhere.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import stat
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from rectutor.data.dataset import Dataset
from rectutor.data.formats import ML_1M, ML_10M, ML_100K, ML_CSV, Form, read

GROUPLENS = "https://files.grouplens.org/datasets/movielens"
TERMS = (
    "MovieLens is for research and teaching, not for sale; the README in the archive says whether you may pass it on. "
    "Whoever publishes results cites Harper & Konstan (2015), doi:10.1145/2827872."
)
FOLDER = "RECTUTOR_DATA"  # the environment variable
MOST_BYTES, MOST_FILES = 2_000_000_000, 100  # unpacked, the largest set (ml-25m) has 1.2 GB; ml-100k has 23 files


@dataclass(frozen=True)
class Source:
    """What is known of an archive before it is there.

    Attributes
    ----------
    bytes : int
        Its size.
    form : Form
        How its files are written.
    checksum : str
        The algorithm and the digest, as in "md5:c4d9…".
    address : str
        Where it is published, but for its name.
    """

    bytes: int
    form: Form
    checksum: str
    address: str = GROUPLENS


# Sizes and SHA-256 are TensorFlow Datasets' (tensorflow_datasets/url_checksums/movielens.txt in its repository). The
# two MD5 are those that GroupLens publishes beside the archives, as ml-10m.zip.md5 and ml-32m.zip.md5; the sizes of
# these two are as projects that downloaded them noted, with the same digests.
SOURCES = {
    "ml-100k": Source(4_924_029, ML_100K, "sha256:50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229"),
    "ml-1m": Source(5_917_549, ML_1M, "sha256:a6898adb50b9ca05aa231689da44c217cb524e7ebd39d264c56e2832f2c54e20"),
    "ml-10m": Source(65_566_137, ML_10M, "md5:ce571fd55effeba0271552578f2648bd"),
    "ml-20m": Source(198_702_078, ML_CSV, "sha256:96f243c338a8665f6bcc89c53edf6ee39162a846940de6b7c8c48aeada765ff3"),
    "ml-25m": Source(261_978_986, ML_CSV, "sha256:8b21cfb7eb1706b4ec0aac894368d90acf26ebdfb6aced3ebd4ad5bd1eb9c6aa"),
    "ml-32m": Source(238_950_008, ML_CSV, "md5:d472be332d4daa821edc399621853b57"),
    "ml-latest-small": Source(  # the edition of September 2018; GroupLens may replace it
        978_202, ML_CSV, "sha256:696d65a3dfceac7c45750ad32df2c259311949efec81f0f144fdfb91ebc9e436"
    ),
}


def fetch(name: str, folder: str | Path | None = None) -> Dataset:
    """Return one of the public MovieLens sets, downloading it where it is not there yet.

    Parameters
    ----------
    name : {"ml-100k", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "ml-latest-small"}
        The number is that of the ratings. "ml-latest-small" is its edition of September 2018, 100,836 ratings by 610
        people; when GroupLens publishes another one, its checksum will differ and it will be refused.
    folder : path, optional
        Where the archive is kept. By default it is the folder in the environment variable RECTUTOR_DATA or, without
        one, the system's folder for caches; `load` looks only there.

    Raises
    ------
    ValueError
        With a sentence: the name is unknown; the archive is not the one that was published, or is damaged.
    ConnectionError
        There is no network, or the download broke off. What had come is dropped, and the next call starts anew; the
        sentence says how to put the file into its place by hand.
    OSError
        The folder cannot be written to, or there is none.

    Notes
    -----
    The sets are for research; most may not be passed on without permission, and none may be sold. Source: F. Maxwell
    Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM TiiS 5, 4, Article 19.
    doi:10.1145/2827872

    Examples
    --------
    After `data = fetch("ml-1m")`, `data.ratings` are 1,000,209 ratings by 6,040 users of 3,706 items, from 1 to 5.

    >>> fetch("movielens-1m")
    Traceback (most recent call last):
    ValueError: there is no data set 'movielens-1m' to fetch; did you mean 'ml-1m'?
    """
    archive, source = _archive(name, folder), SOURCES[name]
    if _difference(archive, source):
        _download(name, source, archive)
    return _dataset(name, source, archive)


def fetched(name: str) -> Dataset:
    """Return a MovieLens set that `fetch` brought before; `load` asks here, and nothing is downloaded.

    Raises
    ------
    ValueError, FileNotFoundError
        As in `fetch`; or the archive is not there yet, and the sentence names the call that brings it.

    Examples
    --------
    >>> fetched("movielens-1m")
    Traceback (most recent call last):
    ValueError: there is no data set 'movielens-1m' to fetch; did you mean 'ml-1m'?
    """
    archive, source = _archive(name, None), SOURCES[name]
    call = f"rectutor.fetch({name!r}) downloads it"
    if not archive.exists():
        raise FileNotFoundError(
            f"{name} was not fetched into {archive.parent} yet; {call} once ({_megabytes(source.bytes)})"
        )
    difference = _difference(archive, source)
    if difference:
        raise ValueError(f"{archive} is not the file that was published: {difference}; {call} anew")
    return _dataset(name, source, archive)


def _archive(name: str, folder: str | Path | None) -> Path:
    """Return where the archive has its place, whether or not it is there."""
    if name not in SOURCES:
        near = difflib.get_close_matches(str(name), SOURCES, n=1, cutoff=0.5)
        known = f"there are {', '.join(SOURCES)}, and rectutor.load reads what comes with rectutor"
        raise ValueError(f"there is no data set {name!r} to fetch; {f'did you mean {near[0]!r}?' if near else known}")
    folder = folder or os.environ.get(FOLDER)
    try:
        if not folder:
            import pooch

            folder = pooch.os_cache("rectutor")
        return Path(folder).expanduser().absolute() / f"{name}.zip"
    except RuntimeError:  # of pooch's platformdirs, or of pathlib
        raise FileNotFoundError(f"there is no home folder to keep the data in; {_elsewhere()}") from None


def _elsewhere() -> str:
    return f"name another folder, as fetch(…, folder=…) or in the environment variable {FOLDER}"


def _difference(archive: Path, source: Source) -> str:
    """Say in what way a file is not the published one; nothing, where it is."""
    if not archive.is_file():
        return "there is no such file"
    size = archive.stat().st_size
    if size != source.bytes:
        return f"it has {size:,} bytes instead of {source.bytes:,}"
    algorithm, _, published = source.checksum.partition(":")
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, algorithm).hexdigest()
    return "" if digest == published else f"its {algorithm.upper()} is {digest[:12]}… instead of {published[:12]}…"


def _download(name: str, source: Source, archive: Path) -> None:
    """Bring the archive into its place: pooch writes to a temporary name, compares, and only then renames."""
    import pooch
    from requests.exceptions import RequestException
    from tqdm.auto import tqdm

    print(TERMS, file=sys.stderr)
    address = f"{source.address}/{archive.name}"
    by_hand = f"try again later, or open {address} in a browser, save the file as {archive}, and call fetch again"
    if archive.exists():
        by_hand += f" (the file that is there now is not it: {_difference(archive, source)})"
    try:
        with tqdm(total=source.bytes, unit="B", unit_scale=True, desc=name) as bar:
            bring = pooch.HTTPDownloader(progressbar=bar, chunk_size=2**16)
            pooch.retrieve(address, source.checksum, archive.name, archive.parent, downloader=bring)
    except RequestException as error:
        raise ConnectionError(f"{name} was not downloaded, since {_reason(error)}; {by_hand}") from None
    except ValueError:  # pooch's, for a wrong checksum
        raise ValueError(
            f"what came as {name} has another checksum than was published, and was dropped; {by_hand}"
        ) from None
    except OSError as error:
        reason = error.strerror or "it may not be written to"  # pooch's own error says only that
        where = f"{archive.parent} cannot take {_megabytes(source.bytes)} ({reason})"
        raise OSError(f"{where}; make room, or {_elsewhere()}") from None


def _reason(error: Exception) -> str:
    from requests import exceptions

    if isinstance(error, exceptions.HTTPError):
        return f"the server answered {error.response.status_code} {error.response.reason}"
    reasons = {
        exceptions.SSLError: "the server's certificate is not valid or not trusted here",  # a ConnectionError too
        exceptions.Timeout: "the server did not answer in time",
        exceptions.ChunkedEncodingError: "the connection broke off",
    }
    found = (reason for kind, reason in reasons.items() if isinstance(error, kind))
    return next(found, "the server cannot be reached (is there a network?)")


def _dataset(name: str, source: Source, archive: Path) -> Dataset:
    try:
        with zipfile.ZipFile(archive) as opened:
            _refuse_hostile(opened)
            files = (PurePosixPath(file) for file in opened.namelist())
            folder = next((file.parent for file in files if file.name == source.form.ratings), "")
            ratings = read(zipfile.Path(opened, f"{folder}/"), source.form)
    except (ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"the archive {archive} cannot be read: {error}") from None
    return Dataset(name, ratings, ratings.catalog)


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    """Refuse what would do harm when unpacked: here nothing is, but a learner may do so by hand."""
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise ValueError(f"it has {len(members):,} files, and at most {MOST_FILES} are read")
    unpacked = sum(member.file_size for member in members)  # zipfile never reads more of a member than it declares
    if unpacked > MOST_BYTES:
        raise ValueError(
            f"unpacked it would have {_megabytes(unpacked)}, and at most {_megabytes(MOST_BYTES)} are read"
        )
    for member in members:
        path, there = PurePosixPath(member.filename.replace("\\", "/")), PureWindowsPath(member.filename)
        if path.is_absolute() or there.drive or ".." in path.parts:
            raise ValueError(f"the file {member.filename!r} in it would be written outside of the folder")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise ValueError(f"{member.filename!r} in it is a link, not a file")


def _megabytes(size: int) -> str:
    return f"{max(size / 1e6, 1):,.0f} MB"
