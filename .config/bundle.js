// Bundles the program into dist/: one small entry for the commands, chunks that are loaded when they are needed, and
// the lab's worker. React is its production build, since what `npm start` runs must be what is shipped.
import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = { cli: 'source/cli.tsx', worker: 'source/lab/worker.ts' };
const dist = `${root}dist`;

/** Ink asks for the React developer tools only under DEV=true, which a shipped program never is. */
/** @type {import('esbuild').Plugin} */
const withoutDeveloperTools = {
	name: 'without-developer-tools',
	setup(build) {
		build.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: 'react-devtools-core', namespace: 'empty' }));
		build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default undefined;' }));
	},
};

/**
 * Bundles these entries, by name, into a folder that is made anew; without any, the program into dist/.
 * @param {Record<string, string>} entryPoints
 */
export async function bundle(entryPoints = program, outdir = dist) {
	await rm(outdir, { recursive: true, force: true });
	await build({
		absWorkingDir: root,
		entryPoints,
		outdir,
		bundle: true,
		splitting: true,
		minify: true,
		keepNames: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.20',
		define: { 'process.env.NODE_ENV': '"production"' },
		// CommonJS packages inside the bundle still ask for Node's own modules by require.
		banner: {
			js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
		},
		legalComments: 'linked',
		logLevel: 'warning',
		plugins: [withoutDeveloperTools],
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await bundle();
	await chmod(`${dist}/cli.js`, 0o755);
}
