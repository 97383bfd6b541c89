"""Voices of the machine. The setting SPEECH_ADAPTER names a class with the methods of `SpeechAdapter`."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from courses.programs import is_there, run

PAUSE_MILLISECONDS = 350
SPEAKING_SECONDS = 30


@dataclass(frozen=True)
class Recording:
    """Sound for a browser, and the millisecond at which each sentence ends."""

    data: bytes
    suffix: str
    ends: tuple[int, ...]


class SpeechAdapter(Protocol):
    """What a voice offers. It is made anew for every use and keeps nothing."""

    def voice(self, language: str) -> str:
        """Return the name of the voice for a language, empty where it has none; another voice has another name."""

    def is_ready(self) -> bool:
        """Return whether this machine can speak with it now."""

    def speak(self, sentences: Sequence[str], language: str) -> Recording:
        """Return the sentences read aloud. Raises ProgramMissing and ProgramFailed."""


class Espeak:
    """espeak-ng speaks, ffmpeg makes a small file of it: both are packages of every Debian."""

    voices = {"vi": "vi", "en": "en"}
    words_a_minute = "145"

    def voice(self, language: str) -> str:
        """One voice a language."""
        return f"espeak-ng {self.voices[language]} {self.words_a_minute}" if language in self.voices else ""

    def is_ready(self) -> bool:
        """Both programs are needed."""
        return is_there("espeak-ng", "ffmpeg")

    def speak(self, sentences: Sequence[str], language: str) -> Recording:
        """Speak each sentence by itself, so that its end is known."""
        # The text goes in by standard input: what begins with a hyphen is no option.
        options = ["-v", self.voices[language], "-s", self.words_a_minute, "--stdin", "--stdout"]
        spoken = [
            run("espeak-ng", options, given=sentence.encode(), seconds=SPEAKING_SECONDS) for sentence in sentences
        ]
        sound, ends = joined(spoken)
        return Recording(compressed(sound), ".m4a", ends)


def speech_adapter() -> SpeechAdapter | None:
    """Return the voice of this site, None where it has none."""
    return import_string(settings.SPEECH_ADAPTER)() if settings.SPEECH_ADAPTER else None


def joined(spoken: Sequence[bytes]) -> tuple[bytes, tuple[int, ...]]:
    """Return WAV files as one, with a pause after each, and the millisecond at which each of them ends."""
    whole, ends, frames = io.BytesIO(), [], 0
    with wave.open(whole, "wb") as target:
        for number, each in enumerate(spoken):
            with wave.open(io.BytesIO(each)) as source:
                if not number:
                    target.setparams(source.getparams())
                # A program that streams does not know the length beforehand and writes a huge one.
                data = source.readframes(len(each))
                width = source.getsampwidth() * source.getnchannels()
                pause = b"\0" * (source.getframerate() * PAUSE_MILLISECONDS // 1000 * width)
                target.writeframes(data + pause)
                frames += (len(data) + len(pause)) // width
                ends.append(frames * 1000 // source.getframerate())
    return whole.getvalue(), tuple(ends)


def compressed(sound: bytes) -> bytes:
    """Return a WAV as mono AAC of 24 kbit/s, which every phone plays: some 180 kB a minute."""
    encode = ["-ac", "1", "-c:a", "aac", "-b:a", "24k", "-f", "ipod", "-movflags", "frag_keyframe+empty_moov", "pipe:1"]
    return run("ffmpeg", ["-v", "error", "-nostdin", "-i", "pipe:0", *encode], given=sound)
