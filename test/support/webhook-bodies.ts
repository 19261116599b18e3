/** The Braze guide's template as Braze renders it: nothing is escaped. */
export function seedBody(text: string, user = 'ana-1', phone = '+34600111222'): string {
  return `{\n  "user_id": "${user}",\n  "phone_number": "${phone}",\n  "message": "${text}"\n}`;
}

/** Another layout of the same template, as unescaped. */
export function oneLineBody(text: string): string {
  return `{"user_id":"ana-1","phone_number":"+34600111222","message":"${text}"}`;
}

/** What the template of docs/braze renders, with every value escaped. */
export function hardenedBody(values: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    v: 1,
    channel: 'whatsapp',
    dispatch_id: 'd-1',
    campaign_id: 'c-1',
    user_id: 'ana-1',
    user_alias: undefined,
    braze_id: 'b-1',
    bsuid: undefined,
    phone_number: '+34600111222',
    language: 'es',
    rendered_at: '',
    profile_name: 'Ana',
    media_urls: '',
    flow_response: '',
    message: 'Hola',
    ...values,
  });
}
