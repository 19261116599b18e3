import { useQuery } from '@tanstack/react-query';

import { api } from '../api/desk-api.ts';
import { type FilledTemplate, TemplateForm } from './template-form.tsx';
import { useSay } from './words.tsx';

interface Props {
  readonly id: string;
  readonly customer: string;
  /** Answers whether it was sent. */
  readonly onSend: (filled: FilledTemplate) => Promise<boolean>;
}

/** Where a template is sent to the customer whom one has. */
export function TemplateComposer({ id, customer, onSend }: Props) {
  const say = useSay();
  const { data } = useQuery({
    queryKey: ['templates', id],
    queryFn: () => api.templates(id),
    staleTime: 30_000,
  });
  if (data === undefined) return null;
  return (
    <TemplateForm
      templates={data.items}
      customer={customer}
      onSend={onSend}
      button={say('templateSend')}
    />
  );
}
