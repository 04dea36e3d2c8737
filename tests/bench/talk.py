# SPDX-License-Identifier: GPL-3.0-or-later
"""Synthetic speech by espeak-ng with known edges, and interfering sounds."""

import io
import subprocess
import wave
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
"""espeak-ng's sample rate in Hz."""

_PHRASES = {
    "cmn": "今天我们来聊一聊模型 大家好欢迎收听 我觉得这个问题很有意思 然后呢 对 其实不是这样的 "
    "我们先看一下数据 他说的也没有错 为什么会这样 嗯 所以说训练的时候要小心 是的 你可以试试看",
    "en": "hello-and-welcome yes attention-is-all-you-need we-train-the-model-again no-problem "
    "fine-tuning-works-well she-sells-sea-shells stop this-is-a-short-sentence",
}
_PAUSES = (0.15, 0.25, 0.4, 0.7, 1.2)
_EDGE = 0.01
"""Level at a phrase's start and end, relative to the loudest 5 ms: -40 dB."""

Sound = NDArray[np.float64]


@dataclass(frozen=True)
class Talk:
    """Samples, and start and end in ms of each phrase, float64 of shape (phrases, 2)."""

    samples: Sound
    phrases: NDArray[np.float64]


def talk(repeats: int = 3) -> Talk:
    """Phrases of varying loudness with pauses of 150 to 1,440 ms; the same in every run."""
    chance = np.random.default_rng(906)
    said = [_said(text, voice) for voice, texts in _PHRASES.items() for text in texts.split()]
    parts, phrases, place = [np.zeros(RATE)], [], RATE
    for number in chance.permutation(np.tile(np.arange(len(said)), repeats)):
        phrase = said[number] * 10 ** (-chance.integers(0, 10) / 20)
        pause = round(chance.choice(_PAUSES) * chance.uniform(1, 1.2) * RATE)
        phrases.append((place, place + len(phrase)))
        parts += [phrase, np.zeros(pause)]
        place += len(phrase) + pause
    return Talk(np.concatenate(parts), np.array(phrases) * 1000 / RATE)


def scenes(spoken: Talk) -> dict[str, NDArray[np.int16]]:
    """The speech as it is, and with interfering sounds; dB are the ratio of speech to these."""
    samples = spoken.samples
    count = len(samples)
    room = np.random.default_rng(1).normal(0, 3, count)
    speech = samples[samples != 0]

    def over(other: Sound, decibels: float) -> Sound:
        ratio = np.sqrt(np.mean(speech**2) / np.mean(other**2)) * 10 ** (-decibels / 20)
        return np.asarray(other * ratio)

    made = {
        "clean": samples,
        "pink noise 20 dB": samples + over(_pink(count), 20),
        "pink noise 10 dB": samples + over(_pink(count), 10),
        "hum 10 dB": samples + over(_hum(count), 10),
        "clicks": samples + _clicks(count),
        "music 20 dB": samples + over(_music(count), 20),
    }
    return {
        name: np.clip(sound + room, -32_768, 32_767).astype(np.int16)
        for name, sound in made.items()
    }


def _said(text: str, voice: str) -> Sound:
    command = ["espeak-ng", "-v", voice, "--stdout", text.replace("-", " ")]
    said = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(said)) as file:
        samples = np.frombuffer(said[44:], np.int16).astype(float)
        if file.getframerate() != RATE:
            message = f"espeak-ng speaks at {file.getframerate()} Hz"
            raise ValueError(message)
    step = RATE // 200
    loudness = np.sqrt(np.convolve(samples**2, np.full(step, 1 / step), "same"))
    heard = np.flatnonzero(loudness > loudness.max() * _EDGE)
    samples = samples[heard[0] : heard[-1] + 1]
    return np.asarray(samples / np.abs(samples).max() * 10_000)


def _pink(count: int) -> Sound:
    waves = np.fft.rfft(np.random.default_rng(2).standard_normal(count))
    waves /= np.sqrt(np.maximum(np.arange(len(waves)), 1))
    return np.asarray(np.fft.irfft(waves, count))


def _hum(count: int) -> Sound:
    time = np.arange(count) / RATE
    parts = [np.sin(100 * np.pi * part * time) / part for part in range(1, 9)]
    return np.asarray(np.sum(parts, axis=0))


def _clicks(count: int) -> Sound:
    """Two clicks per second, 1 to 7 ms long."""
    chance = np.random.default_rng(3)
    sound = np.zeros(count)
    for place in chance.integers(0, count - 200, 2 * count // RATE):
        length = chance.integers(25, 160)
        dying = np.exp(-3 * np.arange(length) / length)
        sound[place : place + length] += 5_000 * chance.standard_normal(length) * dying
    return sound


def _music(count: int) -> Sound:
    """Two plucked chords per second, with a beat."""
    chance = np.random.default_rng(4)
    chords = ((220, 277, 330), (196, 247, 294), (175, 220, 262), (165, 208, 247))
    sound = np.zeros(count + 2 * RATE)
    time = np.arange(RATE) / RATE
    for number, place in enumerate(range(0, count, RATE // 2)):
        plucked = np.minimum(time / 0.02, 1) * np.exp(-2 * time)
        tones = [
            np.sin(2 * np.pi * hz * part * time) / part**2
            for hz in chords[number // 4 % 4]
            for part in range(1, 6)
        ]
        beat = np.exp(-40 * time) * chance.standard_normal(RATE)
        sound[place : place + RATE] += plucked * np.sum(tones, axis=0) + beat
    return sound[:count]
