import { afterEach, expect, test, vi } from 'vitest';
import { LeftOut } from '../../.config/left-out.js';

afterEach(() => vi.unstubAllEnvs());

/** What is said after a run in which these tests were left out, and the exit code that the run has by it. */
function told(...titles: readonly string[]) {
	const log = vi.spyOn(console, 'log').mockImplementation(() => {});
	const codeBefore = process.exitCode;
	const module = { children: { allTests: () => titles.map(fullName => ({ fullName })) } };
	new LeftOut().onTestRunEnd([module as never]);
	const exitCode = process.exitCode;
	process.exitCode = codeBefore;
	const lines = log.mock.calls.flat();
	log.mockRestore();
	return { lines, exitCode };
}

test('what was left out is told in one line, by what was missing, and is no failure', () => {
	vi.stubEnv('LEAVE_NOTHING_OUT', undefined);
	const { lines, exitCode } = told('a (left out without zsh) > b', 'c (left out without zsh)', 'd');
	expect(lines).toEqual(['Left out for want of: zsh (2 tests), “d” (1 test).']);
	expect(exitCode).toBe(undefined);
});

test('it is a failure where nothing may be left out, and nothing is said where nothing was', () => {
	vi.stubEnv('LEAVE_NOTHING_OUT', '1');
	expect(told('c (left out without zsh)').exitCode).toBe(1);
	expect(told()).toEqual({ lines: [], exitCode: undefined });
});
