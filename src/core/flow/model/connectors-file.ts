import { z } from 'zod';

import { ConnectorName, Input } from './steps/call.ts';
import { Duration, Name } from './words.ts';

/** `/data/0/status`: a place in an answer. @see https://www.rfc-editor.org/rfc/rfc6901 */
const Pointer = z
  .string()
  .regex(/^(\/[^/]*)*$/, 'must be a place in the answer, such as /data/status');

/** Text in which `${NAME}` stands for a secret. */
const WithSecrets = z.string().min(1).max(2_000);

const STATIC_AUTHS = [
  z.strictObject({ bearer: WithSecrets }),
  z.strictObject({ basic: z.strictObject({ user: WithSecrets, password: WithSecrets }) }),
  z.strictObject({ header: z.strictObject({ name: z.string().min(1), value: WithSecrets }) }),
] as const;

/** How Parley says who it is. */
const Auth = z.union([
  ...STATIC_AUTHS,
  z.strictObject({
    oauth2: z.strictObject({
      token_url: z.string().min(1),
      client_id: WithSecrets,
      client_secret: WithSecrets,
      scope: z.string().optional(),
    }),
  }),
]);
export type Auth = z.infer<typeof Auth>;

const Json: z.ZodType = z.unknown();

/** One operation of another system, named by an operator. */
const ConnectorEntry = z.strictObject({
  /** `https://orders.example.com/v1/orders/{{ number }}`: what a call brings is encoded. */
  url: z.string().min(1).max(2_000),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  auth: Auth.optional(),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), WithSecrets).optional(),
  query: z.record(z.string().min(1), Input).optional(),
  /** JSON; `"{{ number }}"` alone keeps the value's type. */
  body: Json.optional(),
  /** A JSON Schema that what a call brings has to keep. */
  request: z.record(z.string(), Json).optional(),
  /** Whether an `ai` step's model may ask it. */
  ai: z.boolean().optional(),
  /** Where in the answer the fields stand; one place alone is the whole value. */
  answer: z.union([Pointer, z.record(z.string().min(1), Pointer)]).optional(),
  /** A JSON Schema that the answer has to keep. */
  schema: z.record(z.string(), Json).optional(),
  /** Statuses by which it says no: steps then take `refused`. */
  refused: z.array(z.int().min(400).max(499)).min(1).max(20).optional(),
  policy: z.enum(['safe', 'idempotent', 'once']).optional(),
  timeout: Duration.optional(),
  attempts: z.int().min(1).max(5).optional(),
  concurrency: z.int().min(1).max(1_000).optional(),
  per_second: z.number().min(0.01).max(10_000).optional(),
  /** Longest answer, in bytes. */
  most_bytes: z.int().min(1).max(4_194_304).optional(),
  /** For so long an answer to the same question is good. */
  cache: Duration.optional(),
  /** Fields of questions and answers that nobody is shown. */
  redact: z.array(z.string().min(1)).optional(),
  /** Whether it may be in a private network, or on this machine. */
  allow_private: z.boolean().optional(),
  /** What `--mock` answers in its place. */
  mock: Json.optional(),
});
export type ConnectorEntry = z.infer<typeof ConnectorEntry>;

/** Variables that connectors may read; Parley's own are none of their business. */
const SecretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,63}$/, 'must be a variable, such as ORDERS_TOKEN')
  .refine(
    (name) => !/^(PARLEY_|BRAZE_|NODE_|PG|DATABASE_URL$)/.test(name),
    'is a variable of Parley’s own: connectors have theirs',
  );

const Address = z.string().min(1).max(2_000);
/** A host, without scheme and port. */
const Host = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host, such as shop.example.com');

/** What is said of every bot that answers `ai` steps in a model's place. */
const BOT = {
  /** Flows, or steps as `flow.step`; `all`: every `ai` step that no other bot has. */
  steps: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]),
  timeout: Duration.optional(),
  concurrency: z.int().min(1).max(1_000).optional(),
  most_bytes: z.int().min(1).max(4_194_304).optional(),
  /** Hosts to which its answers may link. */
  links: z.array(Host).optional(),
  /** Whether e-mail addresses, card and phone numbers are replaced before they leave. */
  redact_personal: z.boolean().optional(),
  allow_private: z.boolean().optional(),
};

/** Another bot: one that speaks Rasa's REST channel, or our own contract. */
const BotEntry = z.union([
  z.strictObject({
    /** Where Rasa is, without `/webhooks/rest/webhook`. */
    rasa: Address,
    auth: z.union(STATIC_AUTHS).optional(),
    ...BOT,
  }),
  z.strictObject({
    /** Where questions are posted to. */
    webhook: Address,
    /** `whsec_…`: what both sides sign by. */
    secret: WithSecrets,
    ...BOT,
  }),
]);
export type BotEntry = z.infer<typeof BotEntry>;

/** connectors.yaml: the systems that flows may ask, named by whoever runs Parley. */
export const ConnectorsFile = z.strictObject({
  secrets: z.array(SecretName).optional(),
  connectors: z.record(ConnectorName, ConnectorEntry),
  /** Bots that answer `ai` steps. */
  bots: z.record(Name, BotEntry).optional(),
});
export type ConnectorsFile = z.infer<typeof ConnectorsFile>;
