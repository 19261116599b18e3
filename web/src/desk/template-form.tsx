import { Button, Select, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';

import type { MessageTemplate } from '../api/desk-types.ts';
import { TemplatePreview } from './template-preview.tsx';
import { useLocale, useSay } from './words.tsx';

/** What somebody has filled out. */
export interface FilledTemplate {
  readonly template: string;
  readonly locale: string;
  readonly values: Readonly<Record<string, string>>;
}

interface Props {
  readonly templates: readonly MessageTemplate[];
  /** The customer's name, where variables want it and the server does not know it. */
  readonly customer: string;
  /** Answers whether it was sent. */
  readonly onSend: (filled: FilledTemplate) => Promise<boolean>;
  readonly button: string;
}

/** Chooses a template, fills it out, and shows what the customer will read. */
export function TemplateForm({ templates, customer, onSend, button }: Props) {
  const say = useSay();
  const locale = useLocale();
  const [key, setKey] = useState<string | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const chosen = templates.find((each) => keyOf(each) === key) ?? templates[0];
  if (chosen === undefined) return <p className="quiet">{say('templateNone')}</p>;

  const values = Object.fromEntries(
    chosen.variables.map(({ name, value }) => [
      name,
      typed[name] ?? (value === '' && name === 'name' ? customer : value),
    ]),
  );
  const isWhole = Object.values(values).every((value) => value.trim() !== '');
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isWhole || isBusy) return;
    setBusy(true);
    void onSend({ template: chosen.name, locale: chosen.locale, values })
      .then((isSent) => {
        if (isSent) setTyped({});
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <form className="template-form" onSubmit={send}>
      <Stack gap="xs">
        <Select
          label={say('template')}
          allowDeselect={false}
          searchable={templates.length > 8}
          data={templates.map((each) => ({
            value: keyOf(each),
            label: `${each.title} · ${languages.of(each.locale) ?? each.locale}`,
          }))}
          value={keyOf(chosen)}
          onChange={setKey}
        />
        <div className="template-fields">
          {chosen.variables.map(({ name, title, max_length: maxLength }) => (
            <TextInput
              key={name}
              label={title}
              required
              maxLength={maxLength}
              value={values[name] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTyped((before) => ({ ...before, [name]: value }));
              }}
            />
          ))}
        </div>
        <TemplatePreview body={chosen.body} values={values} />
        <Button type="submit" disabled={!isWhole} loading={isBusy}>
          {button}
        </Button>
      </Stack>
    </form>
  );
}

function keyOf({ name, locale }: MessageTemplate): string {
  return `${name} ${locale}`;
}
