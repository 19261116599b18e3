import { isRole, type Role } from './policy.ts';

/** What a value of the identity provider's claim means here. */
export type RoleMapping = ReadonlyMap<string, readonly Role[]>;

/**
 * Reads `support=agent, support-leads=agent+lead`.
 *
 * @returns the mapping, or what is wrong with the text
 */
export function readRoleMapping(text: string): RoleMapping | string {
  const mapping = new Map<string, readonly Role[]>();
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const at = part.lastIndexOf('=');
    const value = part.slice(0, at).trim();
    const roles = part
      .slice(at + 1)
      .split('+')
      .map((role) => role.trim());
    const unknown = roles.find((role) => !isRole(role));
    if (at < 1 || value === '') return `"${part}" must look like support-team=agent`;
    if (unknown !== undefined) return `"${unknown}" in "${part}" is no role`;
    mapping.set(value, roles.filter(isRole));
  }
  return mapping;
}

/** The roles that a claim stands for: a text, a list of texts, or nothing that is understood. */
export function rolesFromClaim(claim: unknown, mapping: RoleMapping): readonly Role[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const roles = values.flatMap((value) =>
    typeof value === 'string' ? (mapping.get(value) ?? []) : [],
  );
  return [...new Set(roles)];
}
