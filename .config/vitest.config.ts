import { configDefaults, defineConfig } from 'vitest/config';
import { LeftOut } from './left-out.js';
import { LongestFirst } from './longest-first.ts';

export default defineConfig({
	test: {
		root: new URL('..', import.meta.url).pathname,
		include: ['test/**/*.test.{ts,tsx}'],
		// They fetch other lines of Node: `npm run test:nodes`.
		exclude: [...configDefaults.exclude, 'test/nodes/**'],
		// The tests of the whole program, and of the lab in its worker, run what is shipped.
		globalSetup: ['.config/bundle-before-tests.js'],
		setupFiles: ['test/fixtures/pinned-chance.ts'],
		// Every core: the tests of the whole program wait for it most of the time.
		maxWorkers: '100%',
		sequence: { sequencer: LongestFirst },
		reporters: ['default', new LeftOut()],
		// Colour is pinned, so that a whole frame reads the same on every machine.
		env: { FORCE_COLOR: '0' },
		testTimeout: 20_000,
	},
});
