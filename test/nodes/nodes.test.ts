import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installed, packAndInstall, testInstalled } from '../fixtures/installed.ts';
import { npm } from '../fixtures/npm.ts';

/** The lines of Node that the package says it runs on, beside the one that runs the tests. */
const lines = [22, 24, 26];
const folder = await mkdtemp(join(tmpdir(), 'poetry-lab-nodes-'));

let installed: Installed;
beforeAll(async () => {
	installed = await packAndInstall();
}, 60_000);
afterAll(async () => {
	await installed.remove();
	await rm(folder, { recursive: true, force: true });
});

for (const { line, node, missing } of await Promise.all(lines.map(install))) {
	describe(`under Node ${line} the installed program`, () => {
		if (missing === undefined) {
			testInstalled(
				() => node,
				() => installed,
			);
		} else {
			test.skip(`is not tried, since npm could not install it here: ${missing}`, () => {});
		}
	});
}

/** Installs a line of Node from npm's own `node` package. */
async function install(line: number) {
	const place = join(folder, String(line));
	const node = join(place, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	await mkdir(place);
	try {
		await npm(place, 'install', '--no-save', '--fetch-retries', '0', `node@${line}`);
	} catch (error) {
		const [missing] = /(?<=npm error )(?!code|errno|syscall).*/.exec(String(error)) ?? [String(error)];
		return { line, node, missing };
	}
	const { stdout: version } = await promisify(execFile)(node, ['--version']);
	expect(version).toMatch(new RegExp(`^v${line}\\.`));
	return { line, node, missing: undefined };
}
