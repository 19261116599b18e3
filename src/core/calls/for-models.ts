import type { ConnectorEntry } from '#core/flow/model/connectors-file.ts';

type Said = Pick<ConnectorEntry, 'policy' | 'ai' | 'request'>;

/**
 * Why no model may ask a connector, in the operator's words; `undefined` where it may: what changes
 * nothing may be asked where its operator says what a question looks like, what can be repeated only
 * where the operator allows it by name, and what must not be done twice never.
 */
export function whyNotForModels({ policy, ai, request }: Said): string | undefined {
  if (ai === false) return 'it says `ai: false`';
  if (policy === undefined) return 'it says no `policy`';
  if (policy === 'once') return 'it is `once`, and a model asks what and when it likes';
  if (policy === 'idempotent' && ai !== true) return 'it changes something: that needs `ai: true`';
  return request === undefined ? 'it says no `request`' : undefined;
}
