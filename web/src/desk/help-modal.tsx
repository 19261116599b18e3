import { Kbd, Modal, Table } from '@mantine/core';

import type { DeskWords } from './words.en.ts';
import { useSay } from './words.tsx';

const HELP: readonly (readonly [keys: readonly string[], word: keyof DeskWords])[] = [
  [['n'], 'key_next'],
  [['j', 'k'], 'key_move'],
  [['a'], 'key_accept'],
  [['d'], 'key_decline'],
  [['r'], 'key_reply'],
  [['m'], 'key_note'],
  [['p'], 'key_template'],
  [['w'], 'key_new'],
  [['t'], 'key_transfer'],
  [['b'], 'key_return'],
  [['c'], 'key_close'],
  [['s'], 'key_keep'],
  [['Alt', 'D'], 'key_draft'],
  [['Alt', 'S'], 'key_summary'],
  [['Alt', 'E'], 'key_emoji'],
  [[':'], 'key_emojiName'],
  [['/'], 'key_search'],
  [['1', '2', '3'], 'key_lists'],
  [['Enter'], 'key_send'],
  [['Esc'], 'key_leave'],
  [['?'], 'key_help'],
];

/** What each key does. */
export function HelpModal(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useSay();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={say('help')}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <Table>
        <Table.Tbody>
          {HELP.map(([keys, word]) => (
            <Table.Tr key={word}>
              <Table.Td w={120}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{say(word)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
