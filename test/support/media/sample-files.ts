import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';

/** A real picture of one colour. */
export function aPng(side = 8, colour: readonly [number, number, number] = [200, 30, 60]): Buffer {
  const line = Buffer.concat([
    Buffer.from([0]),
    Buffer.concat(Array.from({ length: side }, () => Buffer.from(colour))),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const SCRIPT = '<!DOCTYPE html><html><script>alert(document.domain)</script></html>';

/** What somebody means harm with, and what it must be taken for. */
export const HOSTILE: readonly (readonly [string, Buffer, string | null])[] = [
  ['HTML', Buffer.from(SCRIPT), null],
  ['HTML that is called a picture by its sender', Buffer.from(`\n\t ${SCRIPT}`), null],
  [
    'SVG with a script',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    null,
  ],
  [
    'SVG behind an XML prologue',
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'application/xml',
  ],
  ['a picture that goes on as HTML', Buffer.concat([aPng(), Buffer.from(SCRIPT)]), 'image/png'],
  ['GIF that is a script, too', Buffer.from(`GIF89a/*${SCRIPT}*/=1;alert(1)`), 'image/gif'],
  ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>'), 'application/pdf'],
  ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'application/x-msdownload'],
  ['one byte', Buffer.from([0xff]), null],
  ['the first bytes of a picture', aPng().subarray(0, 8), null],
  ['text', Buffer.from('order,amount\n1,2\n'), null],
];
