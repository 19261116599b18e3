import { Button, Select } from '@mantine/core';

import type { Board } from './board-types.ts';
import type { KeptWhere } from './use-where.ts';
import { PATIENCE_MINUTES, STATES, type WhereName } from './where.ts';
import { useBoardWords } from './words.ts';

const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it'] as const;

/** Which conversations are shown; it stands in the address. */
export function FilterBar(props: {
  readonly board: Board | undefined;
  readonly kept: KeptWhere;
  /** Of what is shown. */
  readonly languages: readonly string[];
}) {
  const say = useBoardWords();
  const { board, kept } = props;
  const { where, change, clear, isNarrowed } = kept;
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' });
  const languages = [...new Set([...LANGUAGES, ...props.languages])];
  const pick = (
    name: WhereName,
    none: string,
    value: string | undefined,
    data: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Select
      key={name}
      size="sm"
      className="filter"
      aria-label={none}
      placeholder={none}
      clearable
      clearButtonProps={{ 'aria-label': none }}
      value={value ?? null}
      onChange={(chosen) => {
        change({ [name]: chosen ?? undefined });
      }}
      data={known(value, data)}
    />
  );
  const { longerThan, queue, state, agent, sla, language } = where;
  return (
    <div className="filters" role="group" aria-label={say('filters')}>
      {pick(
        ...(['queue', say('anyQueue'), queue] as const),
        (board?.queues ?? []).map(({ name, title }) => ({ value: name, label: title })),
      )}
      {pick(
        ...(['state', say('anyState'), state] as const),
        STATES.map((value) => ({ value, label: say(`state_${value}`) })),
      )}
      {pick(
        ...(['agent', say('anyAgent'), agent] as const),
        (board?.agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      {pick(
        ...(['longer', say('anyWait'), longerThan?.toString()] as const),
        PATIENCE_MINUTES.map((n) => ({
          value: String(n),
          label: say('longer', { n: String(n) }),
        })),
      )}
      {pick('sla', say('anyPromise'), sla, [
        { value: 'broken', label: say('slaBroken') },
        { value: 'at-risk', label: say('slaRisk') },
      ])}
      {pick(
        ...(['language', say('anyLanguage'), language] as const),
        languages.map((value) => ({ value, label: nameOf(value, names) })),
      )}
      {isNarrowed && (
        <Button size="compact-sm" variant="subtle" onClick={clear}>
          {say('clear')}
        </Button>
      )}
    </div>
  );
}

/** What stands in the address is shown, also where nobody offers it any more. */
function known(
  value: string | undefined,
  data: readonly { readonly value: string; readonly label: string }[],
) {
  if (value === undefined || data.some((one) => one.value === value)) return data;
  return [...data, { value, label: value }];
}

function nameOf(language: string, names: Intl.DisplayNames): string {
  try {
    return names.of(language) ?? language;
  } catch {
    return language; // a bot may call a language as it likes
  }
}
