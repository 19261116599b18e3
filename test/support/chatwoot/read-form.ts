/** One part of a form. */
export interface FormPart {
  readonly name: string;
  readonly filename: string | undefined;
  readonly type: string | undefined;
  readonly bytes: Buffer;
}

/**
 * The parts of a form, read strictly: what is not of the agreed form throws.
 *
 * @param type `Content-Type` of the request
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function readForm(type: string, body: Buffer): readonly FormPart[] {
  const [, boundary] = /^multipart\/form-data; boundary=([\w-]{1,70})$/.exec(type) ?? [];
  if (boundary === undefined) throw new Error(`No boundary in ${type}`);
  // Each byte is a letter here, so that nothing is lost.
  const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  if (pieces.shift() !== '' || pieces.pop() !== '--\r\n') throw new Error('No whole form');
  return pieces.map(partOf);
}

function partOf(piece: string): FormPart {
  const end = piece.indexOf('\r\n\r\n');
  const lines = piece.slice(0, end).split('\r\n').slice(1);
  const [disposition = '', typed, ...more] = lines.map((line) =>
    Buffer.from(line, 'latin1').toString('utf8'),
  );
  const named = /^Content-Disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?$/;
  const [, name, filename] = named.exec(disposition) ?? [];
  const type = typed?.replace('Content-Type: ', '');
  if (name === undefined || more.length > 0) throw new Error(`No part of a form: ${piece}`);
  return { name, filename, type, bytes: Buffer.from(piece.slice(end + 4), 'latin1') };
}
