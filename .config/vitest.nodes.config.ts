import { defineConfig } from 'vitest/config';
import { everyTest, globalSetup } from './vitest.config.ts';

/** The tests that fetch other lines of Node. */
export default defineConfig({
	test: { ...everyTest, globalSetup, include: ['test/nodes/**/*.test.ts'] },
});
