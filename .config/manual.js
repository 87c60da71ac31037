// Writes the manual page, which is made from the same words as the help.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes the manual page of this version to a file.
 * @param {string} file
 */
export async function writeManual(file) {
	const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
	const { outputFiles } = await build({
		absWorkingDir: root,
		entryPoints: ['source/cli/help/manual.ts'],
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'node',
	});
	const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
	const { manual } = await import(`data:text/javascript;base64,${code}`);
	await writeFile(file, manual(version));
}
