import type { AttachmentLimits, Brought } from '#app/media/bring-media.ts';
import { ATTACHMENT_KINDS } from '#core/media/attachment.ts';

import { Choice, Count, Flag, Text, Texts, Uuid } from '../frame/fields.ts';

/** Words below a picture. @see https://www.braze.com/docs/user_guide/message_building_by_channel/whatsapp/ */
const LONGEST_CAPTION = 1_024;

export class BringQuery {
  @Text({ min: 1, max: 300, about: 'What the file is called.' })
  readonly name!: string;
}

export class SendMediaBody {
  @Uuid({ about: 'Made for each press, so that a repeated request sends once.' })
  readonly key!: string;

  @Text({ max: LONGEST_CAPTION, optional: true, about: 'Words that go with it.' })
  readonly text?: string;
}

export class BroughtAnswer {
  @Uuid({ about: 'POST /api/conversations/ID/media/MEDIA/send sends it.' })
  readonly id!: string;

  @Choice(ATTACHMENT_KINDS)
  readonly kind!: string;

  @Text()
  readonly name!: string;

  @Text()
  readonly type!: string;

  @Count({ about: 'Bytes.' })
  readonly size!: number;
}

export class AttachmentsAnswer {
  @Flag({ about: 'false: PARLEY_PUBLIC_URL is missing, so that Braze would not find files.' })
  readonly is_public!: boolean;

  @Texts({ about: 'image, document: what the bot has layouts for.' })
  readonly kinds!: readonly string[];

  @Count({ about: 'Bytes.' })
  readonly largest_image!: number;

  @Count({ about: 'Bytes.' })
  readonly largest_document!: number;
}

export function broughtAnswer({ media, kind, name, type, size }: Brought): BroughtAnswer {
  return { id: media, kind, name, type, size };
}

export function attachmentsAnswer(limits: AttachmentLimits): AttachmentsAnswer {
  const { isPublic, kinds, mostBytes } = limits;
  return {
    ...{ is_public: isPublic, kinds },
    ...{ largest_image: mostBytes.image, largest_document: mostBytes.document },
  };
}
