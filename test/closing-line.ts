import type { Reporter, TestCase, TestModule } from 'vitest/node';

function casesOf(modules: readonly TestModule[]): TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests()]);
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return result.state === 'skipped' ? (result.note ?? 'no reason given') : '';
}

/** Prints every skipped test with its reason, and closes with a line of counts. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = casesOf(modules);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    for (const test of tests) {
      if (test.result().state === 'skipped') console.log(`skipped: ${test.fullName} (${reasonOf(test)})`);
    }
    // A file that could not even be loaded has no tests to count.
    const broken = modules.filter((module) => module.state() === 'failed' && casesOf([module]).length === 0).length;
    const skipped = count('skipped');
    const parts = [`${count('passed')} passed`, `${count('failed') + broken} failed`];
    if (skipped > 0) parts.push(`${skipped} skipped`);
    console.log(parts.join(', '));
  }
}
