"""A trainer's film as a phone takes it, made by ffmpeg: files in, files out; knows no database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from courses.enums import VersionKind
from courses.programs import ProgramFailed, run

QUIET = ("-v", "error", "-nostdin", "-y")
# The least H.264 that plays on phones of ten years ago; the beginning of the file tells all, so it plays at once.
_PICTURE = ("-c:v", "libx264", "-profile:v", "baseline", "-pix_fmt", "yuv420p", "-preset", "veryfast")
_SOUND = ("-c:a", "aac", "-ac", "1", "-b:a")
_WEB = ("-movflags", "+faststart", "-map_metadata", "-1", "-f", "mp4")


@dataclass(frozen=True)
class Film:
    """What a file holds: length in seconds, width and height in pixels, whether there is sound."""

    seconds: float
    width: int
    height: int
    has_sound: bool


def look_into(path: Path) -> Film:
    """Return what a film holds. Raises ProgramMissing, and ProgramFailed for a file that is no film."""
    asked = ["-v", "error", "-show_entries", "format=duration:stream=codec_type,width,height", "-of", "json", str(path)]
    told = json.loads(run("ffprobe", asked, seconds=30))
    streams = told.get("streams", [])
    picture = next((each for each in streams if each.get("codec_type") == "video"), None)
    if picture is None:
        raise ProgramFailed("ffprobe: no picture in the file")
    has_sound = any(each.get("codec_type") == "audio" for each in streams)
    return Film(float(told["format"].get("duration", 0)), picture["width"], picture["height"], has_sound)


def make_version(kind: str, source: Path, target: Path) -> None:
    """Write one version of a film. Raises ProgramMissing and ProgramFailed; a target half written is nobody's."""
    film = look_into(source)
    if kind == VersionKind.SOUND and not film.has_sound:
        raise ProgramFailed("ffmpeg: no sound in the file")
    run("ffmpeg", [*QUIET, *_seek(kind, film), "-i", str(source), *_arguments(kind), str(target)])


def _seek(kind: str, film: Film) -> Sequence[str]:
    """The picture to show before is taken a little inside, because many films begin black."""
    return ["-ss", f"{min(film.seconds / 10, 3):.2f}"] if kind == VersionKind.POSTER else []


def _arguments(kind: str) -> Sequence[str]:
    """A film is never made larger than it was; both its sides stay even, as H.264 wants them."""
    if kind == VersionKind.POSTER:
        return ["-frames:v", "1", "-vf", _scaled(360), "-f", "image2", "-c:v", "mjpeg", "-q:v", "6"]
    if kind == VersionKind.SOUND:
        return ["-vn", *_SOUND, "32k", *_WEB[:-1], "ipod"]
    height, rate, sound = (240, "180k", "32k") if kind == VersionKind.SMALL else (360, "350k", "48k")
    limits = ["-maxrate", rate, "-bufsize", f"{int(rate[:-1]) * 2}k", "-crf", "28", "-r", "25"]
    return ["-vf", _scaled(height), *_PICTURE, *limits, *_SOUND, sound, *_WEB]


def _scaled(height: int) -> str:
    return f"scale=-2:'min({height},trunc(ih/2)*2)'"
