import type { Deliver } from '#adapters/sandbox/inbound/deliver.ts';

const HEADERS = { authorization: 'Bearer any-key', 'content-type': 'application/json' };

/** What the stand-in says, by what it was told; anything else is said back. */
const ANSWERS: Readonly<Record<string, readonly [campaign: string, properties: object]>> = {
  menu: [
    'parley-buttons',
    { external_system_msg_body: 'What can I do?', buttons: ['Track order', 'Opening hours'] },
  ],
  list: [
    'parley-list',
    {
      external_system_msg_body: 'Which order?',
      list_button: 'See orders',
      rows: [{ title: 'AB123456', description: 'Two shirts' }, { title: 'AB123457' }],
    },
  ],
  photo: ['parley-image', { image_url: 'http://127.0.0.1:9/photo.png', caption: 'Your parcel' }],
  long: ['parley-text', { external_system_msg_body: 'x'.repeat(4_097) }],
};

/** A Parley that answers what customers write by the sandbox's REST API, and learns a name. */
export function echoParley(restUrl: string): Deliver {
  return async ({ body }) => {
    const { user_id, message } = JSON.parse(body) as { user_id: string; message: string };
    const [campaign_id, trigger_properties] = ANSWERS[message] ?? [
      'parley-text',
      { external_system_msg_body: `You said: ${message}` },
    ];
    const recipients = [{ external_user_id: user_id, trigger_properties }];
    await post(`${restUrl}/campaigns/trigger/send`, { campaign_id, recipients });
    await post(`${restUrl}/users/track`, {
      attributes: [{ external_id: user_id, last_message: message }],
      events: [{ external_id: user_id, name: 'Message answered', time: new Date().toISOString() }],
    });
    return { status: 202 };
  };
}

/** Failures are the sandbox's own faults; a real Parley would try again. */
async function post(url: string, body: object): Promise<void> {
  await fetch(url, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) }).catch(
    () => undefined,
  );
}
