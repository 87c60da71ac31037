import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { patiently } from '../test/fixtures/patience.ts';
import { LeftOut } from './left-out.js';
import { LongestFirst } from './longest-first.ts';

/** They draw, or work on values alone: they see neither colours nor a terminal, and the React that is shipped. */
const pure = ['cli', 'config', 'faults', 'files', 'hostile', 'media', 'services', 'ui', 'wire', 'lab/model'].map(
	folder => `test/${folder}/**/*.test.{ts,tsx}`,
);

/** They move the clocks of their process, or look at what V8 has made of it: nobody else may be in it. */
const alone = ['test/lab/lessons/content/lessons.test.ts', 'test/net/warm-up-sockets.test.ts'];

/** What holds for every test. */
export const everyTest = {
	root: new URL('..', import.meta.url).pathname,
	setupFiles: ['test/fixtures/pinned-chance.ts'],
	// Colour is pinned, so that a whole frame reads the same on every machine.
	env: { FORCE_COLOR: '0' },
	// Longer than what a test waits for (see test/fixtures/patience.ts), and than the longest computes on a busy machine.
	testTimeout: 180_000,
	hookTimeout: 180_000,
	expect: { poll: patiently },
	// A test leaves nothing behind in its process, so that many files share one, and load what they test once.
	isolate: false,
};

/** The tests of the whole program, and of the lab in its worker, run what is shipped. */
export const globalSetup = ['.config/bundle-before-tests.js'];

export default defineConfig({
	// What is made for React's development build alone is not there in the other one.
	oxc: { jsx: { runtime: 'automatic', development: false } },
	test: {
		...everyTest,
		// Two on each core: the tests of the whole program wait for it most of the time.
		maxWorkers: availableParallelism() * 2,
		maxConcurrency: 8,
		sequence: { sequencer: LongestFirst },
		reporters: ['default', new LeftOut()],
		projects: [
			{
				extends: true,
				test: {
					name: 'whole',
					include: ['test/**/*.test.{ts,tsx}'],
					// Those of other lines of Node fetch them: `npm run test:nodes`.
					exclude: [...configDefaults.exclude, 'test/nodes/**', ...pure, ...alone],
					globalSetup,
				},
			},
			{ extends: true, test: { name: 'alone', include: alone, isolate: true } },
			{
				extends: true,
				test: {
					name: 'pure',
					include: pure,
					setupFiles: [...everyTest.setupFiles, 'test/fixtures/no-colour.ts', 'test/fixtures/no-terminal.ts'],
					// The React that is shipped; the one for development takes twice as long to draw a frame.
					env: { NODE_ENV: 'production' },
				},
			},
		],
	},
});
