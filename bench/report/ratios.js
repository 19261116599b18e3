/** Milliseconds and MiB that the service is measured by. */
const AIMS = { ackMs: 10, brazeMs: 25, memoryMb: 350 };

/** The figures that survive a noisy machine: each against a limit or an aim of the same run. */
export function ratiosOf({ limits, saturation, steady, burst, memoryMb }) {
  const transaction = limits.minimalTransaction.perSecond;
  return {
    'delivered/minimal-transaction': saturation.deliveredPerSecond / transaction,
    'bare-pipe/minimal-transaction': limits.barePipePerSecond / transaction,
    'delivered/bare-pipe': saturation.deliveredPerSecond / limits.barePipePerSecond,
    'acked/minimal-transaction': saturation.ackedPerSecond / transaction,
    'acked/bare-http': saturation.ackedPerSecond / limits.bareHttpPerSecond,
    [`p50-ack-ms/${AIMS.ackMs}`]: steady.toAckMs.p50 / AIMS.ackMs,
    [`p50-braze-ms/${AIMS.brazeMs}`]: steady.toBrazeMs.p50 / AIMS.brazeMs,
    'others-p50-ack-during-burst/before': factor(burst.toAckMs, 'p50'),
    'others-p99-ack-during-burst/before': factor(burst.toAckMs, 'p99'),
    'others-p50-braze-during-burst/before': factor(burst.toBrazeMs, 'p50'),
    'others-p99-braze-during-burst/before': factor(burst.toBrazeMs, 'p99'),
    [`rss-mb/${AIMS.memoryMb}`]: memoryMb / AIMS.memoryMb,
  };
}

function factor({ before, during }, percentile) {
  return during[percentile] / before[percentile];
}
