import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { formatProblem, type Problem } from '#core/flow/problem.ts';

/** A bot that has what every bot needs, and no more. */
export const A_BOT = `
bot: test
locales: [en, es]
queues: [care, returns]
menu: menu
layouts:
  text: { campaign: c-text, properties: { external_system_msg_body: text } }
  buttons: { campaign: c-buttons, properties: { external_system_msg_body: text, buttons: buttons } }
  list: { campaign: c-list, properties: { external_system_msg_body: text, rows: rows } }
  image: { campaign: c-image, properties: { external_system_msg_body: text, image_url: image } }
`;

const A_MENU = `
flow: menu
steps:
  pick:
    choose: true
    say: Menu?
    options: [{ id: a, title: Alpha, goto: end }, { id: b, title: Beta, goto: end }]
`;

/** Files of a release: the flows given, and what they need around them. */
export function filesOf(flows: readonly string[], bot: string = A_BOT): readonly ReleaseFile[] {
  const named = flows.map((text, index) => ({ path: `flow-${String(index + 1)}.yaml`, text }));
  return [{ path: 'bot.yaml', text: bot }, { path: 'menu.yaml', text: A_MENU }, ...named];
}

/** The release of these flows; fails with the problems written out. */
export function aRelease(flows: readonly string[], bot: string = A_BOT): CompiledRelease {
  const compiled = compileRelease(filesOf(flows, bot));
  if ('release' in compiled) return compiled.release;
  throw new Error(compiled.problems.map((problem) => formatProblem(problem)).join('\n'));
}

/** The problems of these flows, none where they compile. */
export function problemsOf(flows: readonly string[], bot: string = A_BOT): readonly Problem[] {
  const compiled = compileRelease(filesOf(flows, bot));
  return 'problems' in compiled ? compiled.problems : [];
}
