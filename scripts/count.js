import { readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';

/* The closing line of .ci/run: `N passed, N failed`, from the tests' own report and the gates' exit code. */
const [file = '', testsCode = '1', gatesCode = '1'] = argv.slice(2);
let [passed, failed, skipped] = [0, 0, 0];
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests;
  failed = report.numFailedTests;
  skipped = report.numPendingTests + report.numTodoTests;
} catch {
  console.error('the tests wrote no report: they did not run');
}
// A run can fail without a failed test: no report, an error outside of all tests.
if (testsCode !== '0' && failed === 0) failed = 1;
if (gatesCode !== '0') failed++;
console.log(`gates beside the tests: ${gatesCode === '0' ? 'passed' : 'failed'}`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
exit(testsCode === '0' && gatesCode === '0' ? 0 : 1);
