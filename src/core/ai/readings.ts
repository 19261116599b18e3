/**
 * A text as it stands, and as whoever wants its secret could read it: backwards, in ROT13, base64 or
 * hex.
 */
export function readingsOf(text: string): readonly string[] {
  const base64 = text.match(/[A-Za-z0-9+/=_-]{24,}/g) ?? [];
  const hex = text.match(/(?:[0-9a-f]{2}[\s:]?){16,}/gi) ?? [];
  return [
    ...[text, Array.from(text).reverse().join(''), rot13(text)],
    ...[...base64.map(fromBase64), ...hex.map(fromHex)].filter((each) => each !== ''),
  ];
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** What is no base64 comes to nothing. */
function fromBase64(text: string): string {
  try {
    const plain = text.replaceAll('-', '+').replaceAll('_', '/').replaceAll(/=+$/g, '');
    return atob(plain.slice(0, plain.length - (plain.length % 4)));
  } catch {
    return '';
  }
}

function fromHex(text: string): string {
  const pairs = text.replaceAll(/[^0-9a-f]/gi, '').match(/../g) ?? [];
  return pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
}
