// Runs a TypeScript program of this repository, such as the benchmark: node .config/run.js <entry.ts> [arguments].
// It is bundled into a folder among node_modules, so that it finds the packages, and that is gone when the program ends.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ended */

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry, ...args] = process.argv.slice(2);

if (entry === undefined) {
	process.stderr.write('Usage: node .config/run.js <entry.ts> [arguments]\n');
	process.exit(2);
}

const cache = join(root, 'node_modules', '.cache');
await mkdir(cache, { recursive: true });
const folder = await mkdtemp(join(cache, 'run-'));
try {
	const name = basename(entry, extname(entry));
	const outdir = join(folder, 'out');
	await bundle({ [name]: relative(root, resolve(entry)) }, outdir);
	const { code, signal } = await run(join(outdir, `${name}.js`));
	process.exitCode = signal === null ? (code ?? 1) : 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}

/**
 * Runs the bundle to its end. A signal is the program's to obey; this one stays until it has, to clean up.
 * @param {string} script
 * @returns {Promise<Ended>}
 */
function run(script) {
	const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => child.kill(signal));
	}
	return new Promise((done, failed) => {
		child.once('error', failed);
		child.once('close', (code, signal) => done({ code, signal }));
	});
}
