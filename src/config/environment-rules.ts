import type { Fault } from './faults.ts';
import { splitList } from './variables.ts';

/** The variables that are set, as they were written. */
export type Given = Readonly<Record<string, string>>;

/** What must hold between variables; what is wrong with one alone is said by `Variables`. */
const RULES: readonly ((given: Given) => Fault | undefined)[] = [
  brazeComesWhole,
  doorHasSecrets,
  productionHasADatabase,
  productionHasBraze,
  portsDiffer,
  productionDoesNotFail,
  modelComesWhole,
  moneyHasAPrice,
  signInComesWhole,
  notifyComesWhole,
  chatwootComesWhole,
];

/**
 * Everything that keeps these variables from going together. Looks at what is set, not at whether
 * it is well formed, so that both kinds of faults can be told at once.
 */
export function faultsBetween(given: Given): Fault[] {
  return RULES.flatMap((rule) => rule(given) ?? []);
}

function brazeComesWhole(given: Given): Fault | undefined {
  const hasUrl = has(given, 'BRAZE_REST_URL');
  if (hasUrl === has(given, 'BRAZE_API_KEY')) return undefined;

  const names = ['BRAZE_REST_URL', 'BRAZE_API_KEY'] as const;
  const [present, missing] = hasUrl ? names : ([names[1], names[0]] as const);
  const message = `${missing} is missing beside ${present}: set both for Braze, neither for the sandbox`;
  return { at: missing, message };
}

function doorHasSecrets(given: Given): Fault | undefined {
  const isSandbox = !has(given, 'BRAZE_REST_URL') && !has(given, 'BRAZE_API_KEY');
  if (isSandbox && !isProduction(given)) return undefined;

  const name = 'PARLEY_WEBHOOK_SECRETS';
  if (has(given, `${name}_FILE`) || splitList(given[name] ?? '').length > 0) return undefined;

  const message =
    `${name} is missing: make one with \`openssl rand -hex 32\` and let the Braze webhook ` +
    'campaign send it as `Authorization: Bearer …`';
  return { at: name, message };
}

function productionHasADatabase(given: Given): Fault | undefined {
  if (!isProduction(given) || has(given, 'DATABASE_URL')) return undefined;

  const message = 'DATABASE_URL is missing: PARLEY_ENV=production never starts the embedded one';
  return { at: 'DATABASE_URL', message };
}

function productionHasBraze(given: Given): Fault | undefined {
  const hasSome = has(given, 'BRAZE_REST_URL') || has(given, 'BRAZE_API_KEY');
  if (!isProduction(given) || hasSome) return undefined;

  const message =
    'BRAZE_REST_URL and BRAZE_API_KEY are missing: PARLEY_ENV=production never starts the sandbox';
  return { at: 'BRAZE_REST_URL', message };
}

function portsDiffer(given: Given): Fault | undefined {
  const privatePort = given['PARLEY_PRIVATE_PORT'];
  if (
    privatePort === undefined ||
    privatePort === '0' ||
    privatePort !== (given['PORT'] ?? '3000')
  ) {
    return undefined;
  }
  return { at: 'PARLEY_PRIVATE_PORT', message: 'PARLEY_PRIVATE_PORT must differ from PORT' };
}

function productionDoesNotFail(given: Given): Fault | undefined {
  if (!isProduction(given) || !has(given, 'PARLEY_FAILPOINT')) return undefined;

  const message = 'PARLEY_FAILPOINT ends the process on purpose: unset it in production';
  return { at: 'PARLEY_FAILPOINT', message };
}

const SIGN_IN = [
  ...['PARLEY_OIDC_ISSUER', 'PARLEY_OIDC_CLIENT_ID', 'PARLEY_OIDC_CLIENT_SECRET'],
  'PARLEY_PUBLIC_URL',
];

function signInComesWhole(given: Given): Fault | undefined {
  const isWanted = SIGN_IN.some((name) => name.startsWith('PARLEY_OIDC_') && has(given, name));
  const missing = SIGN_IN.find((name) => !has(given, name));
  if (!isWanted || missing === undefined) return undefined;

  const message = `${missing} is missing: sign-in by an identity provider takes ${SIGN_IN.join(', ')}`;
  return { at: missing, message };
}

function modelComesWhole(given: Given): Fault | undefined {
  const hasUrl = has(given, 'PARLEY_AI_BASE_URL');
  if (hasUrl === has(given, 'PARLEY_AI_MODEL')) return undefined;
  const isStandIn = /^stand-in(:|$)/.test(given['PARLEY_AI_MODEL'] ?? '');
  // It has no address: Parley starts it, where there are no real customers.
  if (isStandIn && !isProduction(given)) return undefined;

  const missing = hasUrl ? 'PARLEY_AI_MODEL' : 'PARLEY_AI_BASE_URL';
  const message = `${missing} is missing: set PARLEY_AI_BASE_URL and PARLEY_AI_MODEL, or neither`;
  return { at: missing, message };
}

function moneyHasAPrice(given: Given): Fault | undefined {
  const names = ['PARLEY_AI_BUDGET_TURN', 'PARLEY_AI_BUDGET_CHAT', 'PARLEY_AI_BUDGET_DAY'];
  if (!names.some((name) => given[name]?.includes('money=') === true)) return undefined;

  const at = 'PARLEY_AI_PRICES';
  const prices = given[at];
  if (prices === undefined) {
    return { at, message: `${at} is missing: a budget of money needs what tokens cost` };
  }
  const model = given['PARLEY_AI_MODEL'];
  const isPriced = model === undefined || `,${prices}`.includes(`,${model}=`);
  return isPriced ? undefined : { at, message: `${at} has no price of "${model}"` };
}

function has(given: Given, name: string): boolean {
  return given[name] !== undefined || given[`${name}_FILE`] !== undefined;
}

function isProduction(given: Given): boolean {
  return given['PARLEY_ENV'] === 'production';
}

const NOTIFY = ['PARLEY_NOTIFY_URL', 'PARLEY_NOTIFY_SECRET'];
const CHATWOOT = [
  ...['PARLEY_CHATWOOT_URL', 'PARLEY_CHATWOOT_TOKEN', 'PARLEY_CHATWOOT_ACCOUNT'],
  ...['PARLEY_CHATWOOT_INBOX', 'PARLEY_CHATWOOT_WEBHOOK_SECRET'],
];

function notifyComesWhole(given: Given): Fault | undefined {
  return comesWhole(given, NOTIFY, 'being told what people do');
}

function chatwootComesWhole(given: Given): Fault | undefined {
  return comesWhole(given, CHATWOOT, 'a desk in Chatwoot');
}

function comesWhole(given: Given, names: readonly string[], what: string): Fault | undefined {
  const missing = names.filter((name) => !has(given, name));
  const [first] = missing;
  if (first === undefined || missing.length === names.length) return undefined;
  return { at: first, message: `${first} is missing: ${what} takes ${names.join(', ')}` };
}
