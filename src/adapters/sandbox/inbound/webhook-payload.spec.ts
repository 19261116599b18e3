import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Liquid } from 'liquidjs';

import { newPerson, type Person } from '../people/person.ts';
import { type InboundMoment, renderPayload } from './webhook-payload.ts';

const TEMPLATE = new URL('../../../../docs/braze/inbound-webhook.body.liquid', import.meta.url);

function aMoment(person: Person, text: string, mediaUrls: readonly string[] = []): InboundMoment {
  const at = new Date('2026-09-02T10:00:00.500Z');
  return { person, text, mediaUrls, at, dispatchId: 'd1', campaignId: 'c1' };
}

function ana(): Person {
  const person = newPerson('b1', [
    { kind: 'external_id', value: 'ana "the first"' },
    { kind: 'phone', value: '+34600111222' },
  ]);
  Object.assign(person.profile, { first_name: 'Ana\\', language: 'es' });
  return person;
}

/** Renders our published template as Braze does, whose names may be written `${…}`. */
function renderPublished({ person, text, mediaUrls, at }: InboundMoment): string {
  const engine = new Liquid();
  engine.registerFilter('json_escape', (value: unknown) =>
    JSON.stringify(typeof value === 'string' ? value : '').slice(1, -1),
  );
  engine.registerFilter('date', () => String(Math.floor(at.getTime() / 1_000)));
  const template = readFileSync(TEMPLATE, 'utf8')
    .trim()
    .replaceAll(/\$\{(\w+)\}/g, '$1');
  const nameOf = (kind: string): string | undefined =>
    person.names.find((name) => name.kind === kind)?.value;
  const rendered: unknown = engine.parseAndRenderSync(template, {
    campaign: { dispatch_id: 'd1', api_id: 'c1' },
    user_id: nameOf('external_id'),
    braze_id: person.brazeId,
    phone_number: nameOf('phone'),
    language: person.profile['language'],
    whats_app: {
      inbound_profile_name: person.profile['first_name'],
      inbound_media_urls: mediaUrls,
      inbound_message_body: text,
    },
  });
  return String(rendered);
}

describe('renderPayload', () => {
  it.each([
    ['a text', aMoment(ana(), 'Hola')],
    ['quotes, backslashes, lines and emoji', aMoment(ana(), '"}\\\n\t","user_id":"victim 🙂')],
    ['pictures', aMoment(ana(), '', ['https://x.test/a.png', 'https://x.test/b.png'])],
    ['somebody without id, name or number', aMoment(newPerson('b2', []), 'hi')],
  ])('renders %s as our published template does', (_, moment) => {
    const rendered = renderPayload('hardened', moment);

    expect(rendered).toBe(renderPublished(moment));
    expect(JSON.parse(rendered)).toMatchObject({ message: moment.text });
  });

  it('renders the template of the guide without escaping anything', () => {
    const rendered = renderPayload('raw', aMoment(ana(), '"}'));

    expect(rendered).toContain('"message": ""}"');
    expect(() => JSON.parse(rendered) as unknown).toThrow();
  });
});
