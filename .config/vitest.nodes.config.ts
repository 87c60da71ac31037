import { defineConfig } from 'vitest/config';
import everywhere from './vitest.config.ts';

/** The same for the tests that fetch other lines of Node. */
export default defineConfig({
	test: { ...everywhere.test, include: ['test/nodes/**/*.test.ts'], exclude: [] },
});
