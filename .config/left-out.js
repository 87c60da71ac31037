/**
 * Tells in one line, after all tests, what was left out, and for want of what: a title says so with “(left out without
 * …)”. With `LEAVE_NOTHING_OUT` in the environment that is a failure.
 */
export class LeftOut {
	/** @param {ReadonlyArray<import('vitest/node').TestModule>} modules */
	onTestRunEnd(modules) {
		const counts = new Map();
		for (const module of modules) {
			for (const test of module.children.allTests('skipped')) {
				const missing = /\(left out without ([^)]+)\)/.exec(test.fullName)?.[1] ?? `“${test.fullName}”`;
				counts.set(missing, (counts.get(missing) ?? 0) + 1);
			}
		}
		if (counts.size > 0) {
			const words = [...counts].map(([missing, count]) => `${missing} (${count} ${count === 1 ? 'test' : 'tests'})`);
			console.log(`Left out for want of: ${words.join(', ')}.`);
			if (process.env.LEAVE_NOTHING_OUT) {
				process.exitCode = 1;
			}
		}
	}
}
