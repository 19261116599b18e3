import { Button, Menu } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { Standing } from './standing.ts';
import { span, useNow } from './times.ts';
import { useKeys } from './use-keys.ts';
import { useSay } from './words.tsx';

/** Does something with the conversation; answers whether it was done. What was refused is told. */
export type Act = (verb: string, body?: object) => Promise<boolean>;
export type Dialog = 'transfer' | 'return' | 'close';

/** What one may do now, each also by a key. */
export function ActionBar(props: {
  readonly standing: Standing;
  readonly act: Act;
  readonly onDialog: (dialog: Dialog) => void;
}) {
  const say = useSay();
  const { standing, act, onDialog } = props;
  const { isMine, isOfferedToMe, mayClaim, mayTakeOver } = standing;
  const isNew = useIsNew(mayTakeOver);
  const take = (): void => {
    if (isOfferedToMe) void act('accept');
    else if (mayClaim) void act('claim');
    else if (mayTakeOver && !isNew) void act('take');
  };
  const when = (isSo: boolean, dialog: Dialog) => (): void => {
    if (isSo) onDialog(dialog);
  };
  useKeys({
    a: () => {
      if (isOfferedToMe || mayClaim) take();
    },
    d: () => {
      if (isOfferedToMe) void act('decline');
    },
    t: when(isMine || mayClaim, 'transfer'),
    b: when(isMine, 'return'),
    c: when(isMine, 'close'),
  });

  if (isOfferedToMe) {
    return (
      <>
        {standing.offerEndsAt !== null && <Countdown at={standing.offerEndsAt} />}
        <Button size="compact-sm" onClick={take}>
          {say('accept')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void act('decline')}>
          {say('decline')}
        </Button>
      </>
    );
  }
  if (!isMine) {
    if (!mayClaim && !mayTakeOver) return null;
    return (
      <>
        <Button
          size="compact-sm"
          variant={mayClaim ? 'filled' : 'default'}
          disabled={!mayClaim && isNew}
          onClick={take}
        >
          {say(mayClaim ? 'claim' : 'takeOver')}
        </Button>
        {mayClaim && (
          <Button size="compact-sm" variant="default" onClick={when(true, 'transfer')}>
            {say('transfer')}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <span className="wide actions">
        <Button size="compact-sm" variant="default" onClick={when(true, 'transfer')}>
          {say('transfer')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={when(true, 'return')}>
          {say('handBack')}
        </Button>
        <Button size="compact-sm" onClick={when(true, 'close')}>
          {say('close')}
        </Button>
      </span>
      <span className="narrow">
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-sm" variant="default">
              {say('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={when(true, 'transfer')}>{say('transfer')}</Menu.Item>
            <Menu.Item onClick={when(true, 'return')}>{say('handBack')}</Menu.Item>
            <Menu.Item onClick={when(true, 'close')}>{say('close')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </>
  );
}

/** Who meant to take a customer who waited, and was slower by a moment, takes nobody from a colleague. */
const NEW_MS = 1_000;

/** Whether this has been so for a moment only. */
function useIsNew(isSo: boolean): boolean {
  const [isOld, setOld] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = window.setTimeout(() => {
      setOld(true);
    }, NEW_MS);
    return () => {
      window.clearTimeout(timer);
      setOld(false);
    };
  }, [isSo]);
  return isSo && !isOld;
}

function Countdown({ at }: { readonly at: string }) {
  const now = useNow(1_000);
  return <span className="countdown">{span(Date.parse(at) - now)}</span>;
}
