/**
 * Prints `N passed, N failed` and exits accordingly: node .ci/count.js REPORT FAILED_STEPS
 *
 * Counts Jest's tests; a test file that cannot be run counts as one failed, and so does a step
 * that failed although none of its tests did.
 */
import { readFileSync } from 'node:fs';

const [, , path, failedSteps] = process.argv;

function readReport() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };
  }
}

const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = readReport();
const failedTests = numFailedTests + numRuntimeErrorTestSuites;
// The test step is among the failed ones where tests failed: not counted twice.
const failed = failedTests + Math.max(0, Number(failedSteps) - (failedTests > 0 ? 1 : 0));
process.stdout.write(`\n${String(numPassedTests)} passed, ${String(failed)} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
