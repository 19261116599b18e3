/** A message as `/messages/send` takes it, whole: nothing of it stands in a campaign. */
export interface DirectMessage {
  readonly subscription_group_id: string;
  readonly message_variation_id: string;
  readonly message_type: `${'text' | 'text_image' | 'quick_reply' | 'list'}_response_message`;
  readonly message: TextMessage | ImageMessage | QuickReplyMessage | ListMessage;
}

interface TextMessage {
  readonly body: string;
  readonly preview_url: true;
}
interface ImageMessage {
  readonly image_uri: string;
  readonly caption: string;
}
interface QuickReplyMessage {
  readonly body: string;
  readonly header_image_uri?: string;
  readonly buttons: readonly { readonly text: string }[];
}
interface ListMessage {
  readonly body: string;
  readonly list: {
    readonly list_button_text: string;
    readonly list_sections: readonly {
      readonly section_title: string;
      readonly list_rows: readonly { row_title: string; row_description?: string }[];
    }[];
  };
}

/** Keys of a reply's properties that say by whom it goes, beside the parts of the message. */
export const DIRECT_KEYS = ['subscription_group_id', 'message_variation_id'] as const;

type Properties = Readonly<Record<string, unknown>>;

/**
 * The message that a reply's properties describe: `text`, `image`, `buttons`, `list_button` and
 * `rows`, of which those that are blank are not there.
 *
 * @see https://www.braze.com/docs/api/objects_filters/messaging/whatsapp_object/
 */
export function directMessageOf(properties: Properties): DirectMessage {
  const [subscription_group_id, message_variation_id] = DIRECT_KEYS.map((key) =>
    textAt(properties, key),
  );
  return {
    subscription_group_id: subscription_group_id ?? '',
    message_variation_id: message_variation_id ?? '',
    ...contentOf(properties),
  };
}

function contentOf(properties: Properties): Pick<DirectMessage, 'message_type' | 'message'> {
  const body = textAt(properties, 'text');
  const image = textAt(properties, 'image');
  const buttons = listAt(properties, 'buttons').map(String);
  const rows = listAt(properties, 'rows');
  if (rows.length > 0) {
    return {
      message_type: 'list_response_message',
      message: { body, list: listOf(textAt(properties, 'list_button'), rows) },
    };
  }
  if (buttons.length > 0) {
    const header = image === '' ? {} : { header_image_uri: image };
    return {
      message_type: 'quick_reply_response_message',
      message: { body, ...header, buttons: buttons.map((text) => ({ text })) },
    };
  }
  return image === ''
    ? { message_type: 'text_response_message', message: { body, preview_url: true } }
    : { message_type: 'text_image_response_message', message: { image_uri: image, caption: body } };
}

/** One section: its title is not shown where there is but one. */
function listOf(list_button_text: string, rows: readonly unknown[]): ListMessage['list'] {
  const list_rows = rows.map((row) => {
    const { title, description } = row as { title?: unknown; description?: unknown };
    const row_title = typeof title === 'string' ? title : '';
    return typeof description === 'string' && description !== ''
      ? { row_title, row_description: description }
      : { row_title };
  });
  return { list_button_text, list_sections: [{ section_title: list_button_text, list_rows }] };
}

function textAt(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === 'string' ? value : '';
}

function listAt(properties: Properties, key: string): readonly unknown[] {
  const value = properties[key];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
