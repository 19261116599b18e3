import './details.css';

import { useWords } from '../ui/words.tsx';
import { CallsPanel } from './calls-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import { LabPanel } from './lab-panel.tsx';
import type { PhoneState } from './phone-state.ts';
import { ProfilePanel } from './profile-panel.tsx';

interface Props {
  readonly id: string | undefined;
  readonly phone: PhoneState;
}

/** What the customer never sees: the Braze profile, the calls, and what may go wrong. */
export function DetailsView({ id, phone: { known, changed } }: Props) {
  const words = useWords();
  return (
    <section className="view details" data-view="details" aria-label={words.details}>
      {id !== undefined && known !== undefined ? (
        <>
          <ProfilePanel id={id} user={known.user} changed={changed} />
          <EventsPanel events={known.user.events} />
          <CallsPanel calls={known.calls} />
          <LabPanel surroundings={known} />
        </>
      ) : (
        <p className="empty">{words.detailsEmpty}</p>
      )}
    </section>
  );
}
