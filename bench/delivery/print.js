/** Settings first, then figures, faults and the ratios. */
export function print({ settings, light, heavy, idle, ballast, faults, ratios }) {
  const lines = [
    '',
    'Settings that could flatter it',
    ...Object.entries(settings).map(([name, value]) => `  ${name}: ${value}`),
    '',
    'Figures',
    ...backlogLines('backlog', light),
    ...backlogLines(`backlog beside ${ballast.timers} timers, ${ballast.replies} settled`, heavy),
    `  one at a time: from the 202 to Braze      ${spread(idle.addedMs)}`,
    `  one at a time: from the request to Braze  ${spread(idle.toBrazeMs)}`,
    '',
    faults.length === 0 ? 'Checked: every reply reached its customer once.' : 'FAILED',
    ...faults.map((fault) => `  ${fault}`),
    '',
    ...Object.entries(ratios).map(([name, value]) => `ratio ${name}: ${value.toFixed(2)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function backlogLines(name, rounds) {
  const rates = rounds.map(({ perSecond }) => Math.round(perSecond)).join(', ');
  const full = rounds.map(({ recipientsPerCall }) => recipientsPerCall.toFixed(1)).join(', ');
  const cpu = rounds.map(
    ({ cpuMicroseconds: { service, postgres } }) =>
      `${service.toFixed(0)} + ${postgres.toFixed(0)}`,
  );
  const wal = rounds.map(({ walBytes }) => Math.round(walBytes)).join(', ');
  return [
    `  ${name}: replies a second  ${rates}`,
    `  ${name}: recipients a call  ${full}`,
    `  ${name}: µs of CPU a reply, service + Postgres  ${cpu.join(', ')}`,
    `  ${name}: bytes of WAL a reply  ${wal}`,
  ];
}

function spread({ p50, p99, max }) {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`;
}
