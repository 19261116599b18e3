/** Settings first, then figures, faults and the ratios. */
export function print({ settings, turns, rounds, waiting, faults, ratios }) {
  const each = (name, of) => `  ${name.padEnd(44)} ${rounds.map(of).join(' | ')}`;
  const lines = [
    '',
    'Settings that could flatter it',
    ...Object.entries(settings).map(([name, value]) => `  ${name}: ${value}`),
    '',
    'Figures, a column a round',
    `  ${"Parley's share of an AI turn, alone".padEnd(44)} ${spread(turns.shareMs)}`,
    each('the same with 1,000 under way', (round) => spread(round.with.shareMs)),
    each('keyword to Braze, without the AI', (round) => spread(round.without.toBrazeMs)),
    each('keyword to Braze, with it', (round) => spread(round.with.toBrazeMs)),
    `  ${'keyword to Braze, while all wait'.padEnd(44)} ${spread(waiting.toBrazeMs)}; ${waiting.toBrazeMs.count} in windows of ${waiting.windowMs.toFixed(0)} ms`,
    `  ${'the same, and while they ask and are answered'.padEnd(44)} ${spread(waiting.allToBrazeMs)}`,
    each('keyword to its 202, without', (round) => spread(round.without.toAckMs)),
    each('keyword to its 202, with', (round) => spread(round.with.toAckMs)),
    each('questions under way at the model, median', (round) => String(round.with.underWay)),
    each('AI turns', (round) => String(round.with.turns)),
    each('memory (held by V8) without, MiB', (round) => memory(round.without)),
    each('memory (held by V8) with, MiB', (round) => memory(round.with)),
    each("the service's CPU, of one core, without", (round) => share(round.without)),
    each("the service's CPU, of one core, with", (round) => share(round.with)),
    each('load generator late, p99', (round) => ms(round.with.generatorLateMs.p99)),
    '',
    faults.length === 0
      ? 'Checked: every message and every question was answered once, in order.'
      : 'FAILED',
    ...faults.map((fault) => `  ${fault}`),
    '',
    ...Object.entries(ratios).map(([name, value]) => `ratio ${name}: ${value.toFixed(2)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function memory({ memoryMb, heldMb }) {
  return `${memoryMb.toFixed(0)} (${heldMb.toFixed(0)})`;
}

function spread({ p50, p99, max }) {
  return `p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)}`;
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}

function share({ serviceCpuShare }) {
  return `${(serviceCpuShare * 100).toFixed(0)} %`;
}
