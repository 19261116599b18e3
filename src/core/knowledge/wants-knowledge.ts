/** Whether an `ai` step's question may rest on files of knowledge, by the input of its call. */
export function wantsKnowledge({ knowledge }: Readonly<Record<string, unknown>>): boolean {
  return knowledge === true || Array.isArray(knowledge);
}
