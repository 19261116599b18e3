/** What is promised, so that 1 keeps it: p99 beside the AI, memory for it, Parley's share of a turn. */
export function ratiosOf({ turns, rounds, waiting }) {
  const middle = (of) => median(rounds.map(of));
  const p99 = middle((round) => round.with.toBrazeMs.p99 / round.without.toBrazeMs.p99);
  const more = (of) => middle((round) => round.with[of] - round.without[of]);
  const memoryMb = Math.max(more('memoryMb'), more('heldMb'));
  const without = middle((round) => round.without.toBrazeMs.p99);
  return {
    'keyword-p99-while-all-wait/without': waiting.toBrazeMs.p99 / without,
    'keyword-p99-beside-turns/without': p99,
    'memory-for-1000-calls-mb/150': memoryMb / 150,
    'ai-turn-share-p50-ms/30': turns.shareMs.p50 / 30,
    'ai-turn-share-beside-1000-p50-ms/30': middle((round) => round.with.shareMs.p50) / 30,
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
