import type { PhraseTable } from '#core/routing/phrase-table.ts';

import type { HoursByName } from '../liquid/evaluator.ts';
import type { Canvas, Command, Connector, CopyKey, Layout } from '../model/bot.ts';
import type { Exit } from '../model/exit.ts';
import type { Ladder } from '../model/ladder.ts';
import type { Silence } from '../model/silence.ts';
import type { Slot } from '../model/slot.ts';
import type { Copy } from '../model/words.ts';
import type { DeskParts } from './desk/desk-parts.ts';
import type { OwnProfile } from './own-profile.ts';

/** A slot of the bot that an attribute of the Braze profile fills. */
export interface FilledSlot {
  readonly attribute: string;
  readonly name: string;
  readonly slot: Slot;
}

/** The bot's own parts with the built-in ones filled in: what the compilers of all steps share. */
export interface BotParts {
  /** The first is the default. */
  readonly locales: readonly [string, ...string[]];
  readonly layouts: ReadonlyMap<string, Layout>;
  /** Whether texts that follow each other in a chain are one message. */
  readonly mergesBubbles: boolean;
  /** Whether a text that is too long after substitution is several messages, or cut. */
  readonly dividesTexts: boolean;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly canvases: ReadonlyMap<string, Canvas>;
  readonly queues: readonly [string, ...string[]];
  /** How the bot and people share a conversation. */
  readonly desk: DeskParts;
  /** What is kept from one flow to the next: the bot's slots, and those of flows that say so. */
  readonly slots: ReadonlyMap<string, Slot>;
  /** Which attributes of the profile fill which of the slots. */
  readonly attributes: readonly FilledSlot[];
  /** What Parley writes of each conversation by itself. */
  readonly profile: OwnProfile;
  /** Opening hours by name. */
  readonly hours: HoursByName;
  readonly welcome: string | undefined;
  /** The flow for what nothing else takes. */
  readonly understand: string | undefined;
  /** Steps that ask for what is sensitive, `<flow>.<step>`. */
  readonly sensitiveQuestions: readonly string[];
  /** What people call each flow. */
  readonly titles: ReadonlyMap<string, string>;
  readonly menu: string | undefined;
  readonly copy: Readonly<Record<CopyKey, Copy>>;
  readonly noMatch: Ladder;
  readonly invalid: Ladder;
  readonly silence: Silence | undefined;
  readonly undelivered: Exit | undefined;
  readonly commands: PhraseTable<Command>;
  readonly optOut: PhraseTable<'stop'>;
  /** Names of the bot's languages, as its locales. */
  readonly languages: PhraseTable<string>;
  readonly corrections: PhraseTable<string>;
  readonly yesNo: PhraseTable<string>;
}
