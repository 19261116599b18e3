import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/**
 * Who somebody is, is not for flows to write.
 *
 * @see https://www.braze.com/docs/api/objects_filters/user_attributes_object
 */
const RESERVED: ReadonlySet<string> = new Set([
  ...['external_id', 'user_alias', 'braze_id', 'app_id', '_update_existing_only', 'push_tokens'],
  ...['push_token_import', 'subscription_groups', 'email_subscribe', 'push_subscribe'],
]);

/** Flows write attributes of their own, not Braze's names for people and their subscriptions. */
export const writesAreAllowed: FlowCheck = ({ flow, source }) =>
  stepsOf(flow)
    .flatMap(([step, path]) => {
      const write = 'write' in step ? step.write : undefined;
      const names = Object.keys(write?.attributes ?? {});
      const noted = step.kind === 'ai' ? Object.keys(step.tools?.writes ?? {}) : [];
      return [
        ...names.map((name) => ({ name, path: [...path, 'write', 'attributes', name] })),
        ...noted.map((name) => ({ name, path: [...path, 'tools', 'writes', name] })),
      ];
    })
    .filter(({ name }) => RESERVED.has(name))
    .map(({ name, path }) =>
      source.problem({
        ...{ code: 'flow.reserved-attribute', path, atKey: true },
        message: `"${name}" is Braze's own and says who somebody is`,
        cure: 'Choose another name for the attribute.',
      }),
    );
