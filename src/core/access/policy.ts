/** What people do here; a person may have several. */
export const ROLES = ['agent', 'lead', 'designer', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

interface Rule {
  readonly roles: readonly Role[];
  /** `person`: never by an API key, which nobody sits behind and which could make itself others. */
  readonly by: 'anybody' | 'person';
}

const ALL: readonly Role[] = ROLES;

/**
 * Who may do what: the one table behind guards, menus and the test of every route with every role.
 * What is not in it is allowed to nobody.
 */
export const POLICY = {
  'session.own': { roles: ALL, by: 'anybody' },
  'password.change': { roles: ALL, by: 'person' },
  'conversations.read': { roles: ['agent', 'lead', 'admin', 'auditor'], by: 'anybody' },
  /** Without it, only conversations of the queues that one may see, and only one's own are acted on. */
  'conversations.read-all': { roles: ['lead', 'admin', 'auditor'], by: 'anybody' },
  /** Every queue, whatever queues stand beside one's name: leads may be given some. */
  'queues.every': { roles: ['admin', 'auditor'], by: 'anybody' },
  'conversations.take': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  'conversations.return': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  'conversations.reply': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  /** Writing first to somebody, with a template. */
  'conversations.start': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  /** What one says often, for oneself. */
  'canned.own': { roles: ['agent', 'lead', 'admin'], by: 'person' },
  /** The same for the whole team. */
  'canned.share': { roles: ['lead', 'admin'], by: 'anybody' },
  'conversations.transfer': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  'conversations.close': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  'conversations.block': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  'blocks.read': { roles: ['lead', 'admin', 'auditor'], by: 'anybody' },
  'blocks.end': { roles: ['lead', 'admin'], by: 'anybody' },
  'conversations.note': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  /** Drafts and summaries, which cost tokens and show a model what was said. */
  'conversations.aid': { roles: ['agent', 'lead', 'admin'], by: 'anybody' },
  'desk.attend': { roles: ['agent', 'lead', 'admin'], by: 'person' },
  'board.read': { roles: ['lead', 'admin', 'auditor'], by: 'anybody' },
  /** Takes over, gives on, pulls back, returns and closes, one or many. */
  'board.act': { roles: ['lead', 'admin'], by: 'anybody' },
  'agents.change': { roles: ['lead', 'admin'], by: 'anybody' },
  'queues.change': { roles: ['lead', 'admin'], by: 'anybody' },
  'reports.read': { roles: ['lead', 'admin', 'auditor'], by: 'anybody' },
  'replies.read': { roles: ['lead', 'admin', 'auditor'], by: 'anybody' },
  'replies.change': { roles: ['lead', 'admin'], by: 'anybody' },
  'quarantine.read': { roles: ['admin', 'auditor'], by: 'anybody' },
  'quarantine.change': { roles: ['admin'], by: 'anybody' },
  'sending.read': { roles: ALL, by: 'anybody' },
  'sending.pause': { roles: ['lead', 'admin'], by: 'anybody' },
  'releases.read': { roles: ['designer', 'lead', 'admin', 'auditor'], by: 'anybody' },
  'people.read': { roles: ['lead', 'admin', 'auditor'], by: 'anybody' },
  'people.change': { roles: ['admin'], by: 'person' },
  'api-keys.read': { roles: ['admin', 'auditor'], by: 'anybody' },
  'api-keys.change': { roles: ['admin'], by: 'person' },
  'webhooks.read': { roles: ['admin', 'auditor'], by: 'anybody' },
  'webhooks.change': { roles: ['admin'], by: 'anybody' },
  'audit.read': { roles: ['admin', 'auditor'], by: 'anybody' },
} as const satisfies Readonly<Record<string, Rule>>;

export type Permission = keyof typeof POLICY;

export const PERMISSIONS = Object.keys(POLICY) as readonly Permission[];

/** What somebody of these roles may do, in the table's order. */
export function permissionsOf(
  roles: readonly Role[],
  by: 'person' | 'key',
): ReadonlySet<Permission> {
  const allowed = PERMISSIONS.filter((permission) => {
    const rule: Rule = POLICY[permission];
    if (by === 'key' && rule.by === 'person') return false;
    return rule.roles.some((role) => roles.includes(role));
  });
  return new Set(allowed);
}

/** Whether a text is the name of a role. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
