/** Prints the run: settings first, then figures, faults, and the ratios at the very end. */
export function print(result) {
  const lines = [
    '',
    'Settings that could flatter it',
    ...settingLines(result.settings),
    '',
    'Figures',
    ...table(figures(result)),
    '',
    'Where Postgres spends its time, µs a message (counted in a part of its own)',
    ...table(
      result.statements.costliest.map(({ statement, calls, microsecondsAMessage }) => [
        statement.slice(0, 60),
        `${microsecondsAMessage.toFixed(1)} (${calls} calls)`,
      ]),
    ),
    '',
    result.faults.length === 0
      ? 'Checked: every message answered 202, applied once, answered in order, delivered once.'
      : 'FAILED',
    ...result.faults.map((fault) => `  ${fault}`),
    '',
    ...Object.entries(result.ratios).map(([name, value]) => `ratio ${name}: ${value.toFixed(2)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function settingLines(settings) {
  return Object.entries(settings).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [`  ${name}:`, ...value.map((line) => `    ${line}`)]
      : [`  ${name}: ${typeof value === 'number' ? shown(value) : value}`],
  );
}

function figures({ limits, saturation, steady, burst, statements, memoryMb }) {
  const { perSecond, connections } = limits.minimalTransaction;
  const { cpuMicroseconds: cpu, commits, walBytes } = saturation.costs;
  return [
    ['limit: minimal transaction', `${shown(perSecond)}/s (${connections} connections)`],
    ['limit: bare HTTP 200', `${shown(limits.bareHttpPerSecond)}/s`],
    ['limit: bare pipe', `${shown(limits.barePipePerSecond)}/s`],
    ['saturation: acknowledged', `${shown(saturation.ackedPerSecond)}/s`],
    ['saturation: delivered, last reply included', `${shown(saturation.deliveredPerSecond)}/s`],
    ['saturation: delivered, steady part', `${shown(saturation.steadyDeliveredPerSecond)}/s`],
    ['saturation: rounds, delivered', saturation.rounds.map(shown).join(', ')],
    ['saturation: last reply after last 202', `${shown(saturation.lagAfterLoadMs)} ms`],
    ['saturation: to the 202', spread(saturation.toAckMs)],
    ['saturation: to Braze', spread(saturation.toBrazeMs)],
    ['replies a message', saturation.repliesPerMessage.toFixed(2)],
    ['statements a message, BEGIN and COMMIT among them', statements.statements.toFixed(3)],
    ['commits a message', commits.toFixed(3)],
    ['WAL a message', `${shown(walBytes)} bytes`],
    ['CPU a message: service', `${shown(cpu.service)} µs`],
    ['CPU a message: Postgres', `${shown(cpu.postgres)} µs`],
    ['CPU a message: sandbox Braze', `${shown(cpu.sandbox)} µs`],
    ['CPU a message: load generator', `${shown(cpu.generator)} µs`],
    [`${steady.perSecond}/s: to the 202`, spread(steady.toAckMs)],
    [`${steady.perSecond}/s: to Braze`, spread(steady.toBrazeMs)],
    [`${steady.perSecond}/s: load generator late by`, spread(steady.generatorLateMs)],
    [`${steady.perSecond}/s: CPU a message: service`, `${shown(steady.serviceCpuMicroseconds)} µs`],
    [`burst of ${burst.messages}: last 202 after`, `${shown(burst.ackedWithinMs)} ms`],
    [`burst of ${burst.messages}: last reply after`, `${shown(burst.answeredWithinMs)} ms`],
    ['others, to the 202, before', spread(burst.toAckMs.before)],
    ['others, to the 202, during the burst', spread(burst.toAckMs.during)],
    ['others, to Braze, before', spread(burst.toBrazeMs.before)],
    ['others, to Braze, during the burst', spread(burst.toBrazeMs.during)],
    ['memory of the service, at most', `${shown(memoryMb)} MiB`],
  ];
}

function spread({ p50, p99, max }) {
  return `p50 ${shown(p50)} ms, p99 ${shown(p99)} ms, max ${shown(max)} ms`;
}

function table(rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}

function shown(value) {
  if (value === undefined || Number.isNaN(value)) return 'unknown';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
}
