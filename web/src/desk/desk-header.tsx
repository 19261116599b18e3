import {
  ActionIcon,
  Button,
  Menu,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';

import { api } from '../api/desk-api.ts';
import type { Presence } from '../api/desk-types.ts';
import { Icon } from './icon.tsx';
import { useMe } from './me.ts';
import { keys, usePresence } from './queries.ts';
import { tellFailure } from './tell-failure.ts';
import type { Sound } from './use-attention.ts';
import { useSay } from './words.tsx';

const PRESENCES = ['online', 'away', 'offline'] as const;
/** Three that do not come, and what one has is given to others. */
const BEAT_MS = 12_000;

/** Who one is and whether one is there; sound, light, help. */
export function DeskHeader({
  sound,
  onNew,
  onHelp,
}: {
  readonly sound: Sound;
  /** Where one may begin chats. */
  readonly onNew: (() => void) | undefined;
  readonly onHelp: () => void;
}) {
  const say = useSay();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const isSound = sound.isOn ? 'soundOff' : 'soundOn';
  return (
    <section className="desk-header" aria-label={say('desk')}>
      <h1>
        <span className="brand">Parley</span> <span className="wide">{say('desk')}</span>
      </h1>
      <PresenceSwitch />
      <Places />
      <span className="spring" />
      {onNew !== undefined && (
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={onNew}
          aria-label={say('newChat')}
          title={`${say('newChat')} (w)`}
        >
          <Icon of="plus" />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={sound.toggle}
        aria-label={say(isSound)}
        title={say(isSound)}
      >
        <Icon of={sound.isOn ? 'sound' : 'mute'} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={say('lightDark')}
        title={say('lightDark')}
        onClick={() => {
          setColorScheme(scheme === 'dark' ? 'light' : 'dark');
        }}
      >
        <Icon of="theme" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={onHelp}
        aria-label={say('help')}
        title={`${say('help')} (?)`}
      >
        <Icon of="help" />
      </ActionIcon>
      <Account />
    </section>
  );
}

/** The way to the other pages, for whom there are any. */
function Places() {
  const say = useSay();
  const me = useMe();
  const { pathname } = useLocation();
  if (!me.permissions.includes('board.read')) return null;
  const isBoard = pathname === '/board';
  return (
    <Button
      component={Link}
      to={isBoard ? '/' : '/board'}
      variant="default"
      size="compact-sm"
      className="wide"
    >
      {say(isBoard ? 'desk' : 'board')}
    </Button>
  );
}

function PresenceSwitch() {
  const say = useSay();
  const me = useMe();
  const client = useQueryClient();
  const mayAttend = me.permissions.includes('desk.attend');
  const { data } = usePresence(mayAttend);
  const presence = data?.presence ?? 'offline';

  useEffect(() => {
    if (presence === 'offline') return;
    const timer = window.setInterval(() => void api.beat().catch(() => undefined), BEAT_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [presence]);

  if (!mayAttend) return null;
  const change = (next: Presence): void => {
    api.setPresence(next).then(() => {
      client.setQueryData(keys.presence, { presence: next });
      void client.invalidateQueries({ queryKey: keys.agents });
    }, tellFailure(say));
  };
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${say('presence')}: ${say(presence)}`}
        >
          <span className="dot" data-presence={presence} /> {say(presence)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESENCES.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<span className="dot" data-presence={one} />}
            onClick={() => {
              change(one);
            }}
          >
            {say(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Account() {
  const say = useSay();
  const me = useMe();
  const leave = (): void => {
    api.signOut().then(() => {
      location.assign('/desk');
    }, tellFailure(say));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('account')} title={me.name}>
          <Icon of="person" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        {me.permissions.includes('board.read') && (
          <Menu.Item component={Link} to="/board">
            {say('board')}
          </Menu.Item>
        )}
        {me.permissions.includes('reports.read') && (
          <Menu.Item component={Link} to="/reports">
            {say('reports')}
          </Menu.Item>
        )}
        <Menu.Item onClick={leave}>{say('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
