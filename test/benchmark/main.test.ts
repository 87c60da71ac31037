import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

function benchmark(...args: readonly string[]) {
	return run(process.execPath, ['.config/run.js', 'test/benchmark/main.ts', ...args]);
}

test('every server of ours and the yardstick really serve what is measured, and every miss is one', async () => {
	const { stdout } = await benchmark('--only', 'transform,miss', '--rounds', '1', '--round-ms', '60');
	const rows = stdout.split('\n').filter(line => line.startsWith('| '));
	for (const name of ['bare `net`', '`serve`', '`serve --json`', 'the lab, drawn']) {
		const found = rows.filter(row => row.includes(`| ${name} `));
		expect(found, `${name} in\n${stdout}`).toHaveLength(2);
		for (const row of found) {
			const [, connections] = /\|\s+([\d,]+) \|\s+[\d.–]+ \|\s+[\d.]+ \|\s+[\d.]+ \|$/.exec(row) ?? [];
			expect(Number(connections?.replaceAll(',', '')), row).toBeGreaterThan(0);
		}
	}
	expect(stdout).not.toMatch(/FAILED|FETCHES/);
	expect(stdout).toContain('Measured with `npm run benchmark -- --only transform,miss');
});

test('wrong usage is told with what there is, and is exit code 2', async () => {
	await expect(benchmark('--only', 'sonnets')).rejects.toMatchObject({
		code: 2,
		stderr: expect.stringContaining('There is no part “sonnets”'),
	});
});
