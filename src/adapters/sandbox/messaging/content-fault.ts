import { lengthOf } from '../json.ts';
import type { ListRow, MessageContent } from './chat-message.ts';

/** Why WhatsApp refuses a message that Braze had accepted. */
export interface DeliveryFault {
  /** Meta's error code. */
  readonly code: number;
  readonly reason: string;
}

/** "Parameter value is not valid" and "required parameter is missing". */
const INVALID = 131009;
const MISSING = 131008;

/**
 * The first limit of WhatsApp that a message breaks, if any. Lengths are in characters.
 *
 * @see https://www.braze.com/docs/user_guide/message_building_by_channel/whatsapp/
 */
export function contentFault(content: MessageContent): DeliveryFault | undefined {
  switch (content.kind) {
    case 'text':
      return textFault('text', content.text, 4_096);
    case 'template':
      return textFault('template variable', content.text, 1_024) ?? templateFault(content.text);
    case 'buttons':
      return textFault('body', content.text, 1_024) ?? buttonsFault(content.buttons);
    case 'list':
      return (
        textFault('body', content.text, 4_096) ??
        textFault('list button', content.button, 20) ??
        rowsFault(content.rows)
      );
    case 'image':
      return addressFault('image', content.url) ?? tooLong('caption', content.caption, 1_024);
    case 'document':
      return addressFault('document', content.url) ?? tooLong('caption', content.caption, 1_024);
    case 'link':
      return (
        textFault('body', content.text, 1_024) ??
        textFault('button', content.button, 20) ??
        addressFault('link', content.url)
      );
    case 'media':
      return undefined;
  }
}

function textFault(field: string, text: string, most: number): DeliveryFault | undefined {
  return blank(field, text) ?? tooLong(field, text, most);
}

function blank(field: string, text: string): DeliveryFault | undefined {
  return text.trim() === ''
    ? {
        code: MISSING,
        reason: `The ${field} is blank: does the property's name match the campaign's?`,
      }
    : undefined;
}

function tooLong(field: string, text: string, most: number): DeliveryFault | undefined {
  const length = lengthOf(text);
  return length > most
    ? invalid(`The ${field} has ${String(length)} characters; WhatsApp takes ${String(most)}`)
    : undefined;
}

function templateFault(text: string): DeliveryFault | undefined {
  return /[\n\t]| {5}/.test(text)
    ? invalid('A template variable must not hold new lines, tabs or more than 4 spaces in a row')
    : undefined;
}

function buttonsFault(buttons: readonly string[]): DeliveryFault | undefined {
  if (buttons.length < 1 || buttons.length > 3) {
    return invalid(`${String(buttons.length)} quick replies; WhatsApp takes 1 to 3`);
  }
  if (new Set(buttons).size < buttons.length) return invalid('Two quick replies are the same');
  return firstFault(buttons, (button) => textFault('button', button, 20));
}

function rowsFault(rows: readonly ListRow[]): DeliveryFault | undefined {
  if (rows.length < 1 || rows.length > 10) {
    return invalid(`${String(rows.length)} list rows; WhatsApp takes 1 to 10`);
  }
  return firstFault(
    rows,
    ({ title, description }) =>
      textFault('row title', title, 24) ?? tooLong('row description', description, 72),
  );
}

function addressFault(what: string, url: string): DeliveryFault | undefined {
  return /^https?:\/\/\S+$/.test(url)
    ? undefined
    : invalid(`The ${what} has no http(s) address: does the property hold one?`);
}

function firstFault<T>(
  values: readonly T[],
  faultOf: (value: T) => DeliveryFault | undefined,
): DeliveryFault | undefined {
  for (const value of values) {
    const fault = faultOf(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function invalid(reason: string): DeliveryFault {
  return { code: INVALID, reason };
}
