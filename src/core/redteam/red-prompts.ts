import { ENCODING } from './prompts/encoding.ts';
import { EXFILTRATION } from './prompts/exfiltration.ts';
import { INJECTION_ENGLISH } from './prompts/injection-english.ts';
import { INJECTION_SPANISH } from './prompts/injection-spanish.ts';
import { LINKS } from './prompts/links.ts';
import { ROLE_PLAY } from './prompts/role-play.ts';
import { TOOL_ABUSE } from './prompts/tool-abuse.ts';

/** What customers who mean harm might write, by what they are after. */
export const RED_PROMPTS: Readonly<Record<string, readonly string[]>> = {
  'injection (English)': INJECTION_ENGLISH,
  'injection (Spanish)': INJECTION_SPANISH,
  'role play': ROLE_PLAY,
  'tool abuse': TOOL_ABUSE,
  exfiltration: EXFILTRATION,
  encoding: ENCODING,
  links: LINKS,
};
