/** Colours for a terminal; each answers its text as it is where there are none. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

export function paintFor(hasColours: boolean): Paint {
  const with_ =
    (on: number, off: number) =>
    (text: string): string =>
      hasColours ? `\u001b[${String(on)}m${text}\u001b[${String(off)}m` : text;
  return {
    ...{ bold: with_(1, 22), dim: with_(2, 22), red: with_(31, 39) },
    ...{ green: with_(32, 39), yellow: with_(33, 39), cyan: with_(36, 39) },
  };
}
