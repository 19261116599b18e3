import { createHmac } from 'node:crypto';

const CAMPAIGN_ID = '0d0c5a8e-4b1e-4f57-9d7c-2f6f3a1f5e11';

/**
 * One webhook as Braze sends it from the hardened template in docs/braze, with its signed headers:
 * whole and ready to be written to a socket.
 *
 * @param message who writes what: `{ customer, text, language, dispatchId, phone, name }`
 */
export function webhookRequest({ customer, text, language, dispatchId, phone, name }, door) {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signed = `${customer}.${dispatchId}.${timestamp}`;
  const signature = createHmac('sha256', door.secret).update(signed).digest('hex');
  const body = `{ "v": 1, "channel": "whatsapp",
  "dispatch_id": "${dispatchId}",
  "campaign_id": "${CAMPAIGN_ID}",
  "user_id": "${customer}",
  "braze_id": "",
  "phone_number": "${phone}",
  "language": "${language}",
  "rendered_at": "${timestamp}",
  "profile_name": ${JSON.stringify(name)},
  "media_urls": [],
  "flow_response": "",
  "message": ${JSON.stringify(text)} }`;

  return Buffer.from(
    `POST /webhooks/braze/whatsapp HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n` +
      'User-Agent: Braze Sender\r\nAccept: */*\r\nContent-Type: application/json\r\n' +
      `Authorization: Bearer ${door.secret}\r\n` +
      `X-Parley-User: ${customer}\r\nX-Parley-Dispatch: ${dispatchId}\r\n` +
      `X-Parley-Timestamp: ${timestamp}\r\nX-Parley-Signature: ${signature}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
