/**
 * Where the flows lie, `PARLEY_FLOWS` or `flows`: for commands that need nothing else of the
 * environment, and work where the rest of it is not set.
 */
export function flowsFolder(source: NodeJS.ProcessEnv = process.env): string {
  const given = source['PARLEY_FLOWS']?.trim() ?? '';
  return given === '' ? 'flows' : given;
}
