/** Rounds of the same phase as one: rates and costs at their mean, percentiles at the last. */
export function joinRounds(rounds) {
  const last = rounds.at(-1);
  const mean = (read) => rounds.reduce((sum, round) => sum + read(round), 0) / rounds.length;
  const names = Object.keys(last).filter((name) => typeof last[name] === 'number');
  const means = Object.fromEntries(names.map((name) => [name, mean((round) => round[name])]));
  return { ...last, ...means, rounds: rounds.map(({ deliveredPerSecond }) => deliveredPerSecond) };
}
