import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		root: new URL('..', import.meta.url).pathname,
		include: ['test/**/*.test.{ts,tsx}'],
		// They fetch other lines of Node: `npm run test:nodes`.
		exclude: [...configDefaults.exclude, 'test/nodes/**'],
		// The tests of the whole program, and of the lab in its worker, run what is shipped.
		globalSetup: ['.config/bundle-before-tests.js'],
		setupFiles: ['test/fixtures/pinned-chance.ts'],
		// Colour is pinned, so that a whole frame reads the same on every machine.
		env: { FORCE_COLOR: '0' },
		testTimeout: 20_000,
	},
});
