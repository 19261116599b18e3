import type { ReactNode } from 'react';

import type { Conversation, DeskRow, HandoffCard, TranscriptEntry } from '../api/desk-types.ts';
import { SummaryCard } from './aid/summary-card.tsx';
import { useNameOf } from './me.ts';
import { useCard } from './queries.ts';
import { clock, day, span, useNow } from './times.ts';
import { useCustomer } from './use-canned.ts';
import { isWord, useLocale, useSay } from './words.tsx';

/** Why the conversation is before people, whose it is, and what colleagues wrote down. */
export function DetailsPane(props: {
  readonly id: string;
  readonly row: DeskRow | undefined;
  readonly conversation: Conversation | undefined;
  readonly entries: readonly TranscriptEntry[];
  /** Brings it in sight on small screens. */
  readonly onShow: () => void;
}) {
  const say = useSay();
  const { id, row, conversation, entries, onShow } = props;
  return (
    <aside className="details" aria-label={say('details')}>
      <SummaryCard id={id} entries={entries} onShow={onShow} />
      {conversation !== undefined && <Card row={row} conversation={conversation} />}
      <section>
        <h3>{say('profile')}</h3>
        <dl>
          <Line name={say('identity')}>{conversation?.recipient.value}</Line>
          <Line name={say('language')}>{row?.locale}</Line>
        </dl>
        {conversation !== undefined && <Profile conversation={conversation} />}
      </section>
      <Notes entries={entries} />
    </aside>
  );
}

function Card({
  row,
  conversation,
}: {
  readonly row: DeskRow | undefined;
  readonly conversation: Conversation;
}) {
  const say = useSay();
  const now = useNow(5_000);
  const { handoff } = conversation;
  const { data: card } = useCard(conversation.id, handoff?.requested_at);
  if (handoff === null) return null;
  const clockWord = `sla_${row?.sla_clock ?? ''}`;
  const due = row?.sla_due_at ?? undefined;
  const letsGoAt = row?.lets_go_at ?? undefined;
  const dueMs = due === undefined ? undefined : Date.parse(due) - now;
  return (
    <section>
      <h3>{say('card')}</h3>
      <dl>
        <Line name={say('reason')}>{card?.why ?? handoff.reason}</Line>
        <Line name={say('question')}>{card?.question?.asked}</Line>
        <Line name={say('attempts')}>{card?.attempts.join(' · ')}</Line>
        <Line name={say('path')}>{card?.path.join(' → ')}</Line>
        <Line name={say('promises')}>{card?.promises.join(' · ')}</Line>
        <Line name={say('topic')}>{row?.topic}</Line>
        <Line name={say('step')}>{row?.step}</Line>
        <Line name={say('since')}>{span(now - Date.parse(handoff.requested_at))}</Line>
        {dueMs !== undefined && isWord(clockWord) && (
          <Line name={say('promise')}>
            {say(clockWord)}:{' '}
            {dueMs < 0 ? say('late', { time: span(-dueMs) }) : say('left', { time: span(dueMs) })}
          </Line>
        )}
      </dl>
      {card !== undefined && card.slots.length > 0 && (
        <>
          <h3>{say('known')}</h3>
          <dl>
            {card.slots.map(({ name, value }) => (
              <Line key={name} name={name}>
                {value}
              </Line>
            ))}
          </dl>
        </>
      )}
      {letsGoAt !== undefined && (
        <p className="soon">
          {say(letsGoWord(row?.state === 'wrapping' ? 'closed' : card?.silence), {
            time: span(Date.parse(letsGoAt) - now),
          })}
        </p>
      )}
    </section>
  );
}

/** A wrap-up that nobody ends is a close; what silence does is the bot's to say. */
function letsGoWord(
  to: HandoffCard['silence'] | undefined,
): 'letsGo_bot' | 'letsGo_closed' | 'letsGo' {
  return to === 'bot' || to === 'closed' ? `letsGo_${to}` : 'letsGo';
}

/** What Braze said of the customer, and when; nothing sensitive comes with it. */
function Profile({ conversation }: { readonly conversation: Conversation }) {
  const say = useSay();
  const locale = useLocale();
  const { name, profile } = useCustomer(conversation.id, conversation.last_seq);
  return (
    <dl>
      <Line name={say('customerName')}>{name}</Line>
      {profile.map(({ attribute, value, told_at: toldAt }) => (
        <Line key={attribute} name={attribute}>
          {value}{' '}
          {toldAt !== null && (
            <span className="quiet">
              {say('toldAt', { time: `${day(toldAt, locale)} ${clock(toldAt, locale)}` })}
            </span>
          )}
        </Line>
      ))}
    </dl>
  );
}

function Notes({ entries }: { readonly entries: readonly TranscriptEntry[] }) {
  const say = useSay();
  const locale = useLocale();
  const nameOf = useNameOf();
  const notes = entries.filter(({ kind }) => kind === 'noted').reverse();
  return (
    <section>
      <h3>{say('notes')}</h3>
      {notes.length === 0 && <p className="quiet">{say('noNotes')}</p>}
      {notes.map(({ seq, at, payload }) => (
        <article key={seq} className="note">
          <header>
            {nameOf(typeof payload['by'] === 'string' ? payload['by'] : undefined)} ·{' '}
            {clock(at, locale)}
          </header>
          <p>{typeof payload['text'] === 'string' ? payload['text'] : ''}</p>
        </article>
      ))}
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === undefined || children === null || children === '') return null;
  return (
    <div className="line">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
