import { useEffect, useRef, useState } from 'react';

import type { DeskRow } from '../api/desk-types.ts';

/** A switch for the sound; off until it is clicked, which browsers ask for anyway. */
export interface Sound {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

/** Puts what wants an answer into the page's title, and tells of something new by a sound. */
export function useAttention(mine: readonly DeskRow[]): Sound {
  const [isOn, setOn] = useState(false);
  const audio = useRef<AudioContext>(undefined);
  const wanting = mine.filter(({ state, unread }) => state === 'offered' || unread > 0);
  const count = wanting.reduce(
    (sum, { state, unread }) => sum + (state === 'offered' ? 1 : unread),
    0,
  );
  const before = useRef(count);

  useEffect(() => {
    document.title = `${count > 0 ? `(${String(count)}) ` : ''}Desk · Parley`;
    if (count > before.current && isOn) beep(audio.current);
    before.current = count;
  }, [count, isOn]);

  const toggle = (): void => {
    audio.current ??= new AudioContext();
    if (!isOn) beep(audio.current);
    setOn(!isOn);
  };
  return { isOn, toggle };
}

/** Two soft notes; a file would have to be fetched. */
function beep(audio: AudioContext | undefined): void {
  if (audio === undefined) return;
  [660, 880].forEach((frequency, place) => {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const from = audio.currentTime + place * 0.12;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.08, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.18);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.2);
  });
}
