import { expect, test, vi } from 'vitest';
import { unblock } from '../../../source/cli/output/unblock.ts';

test('a terminal blocks again afterwards; what is none, or can not be changed, is left alone', () => {
	const setBlocking = vi.fn();
	unblock({ isTTY: true, _handle: { setBlocking } })();
	expect(setBlocking.mock.calls).toEqual([[false], [true]]);
	unblock({ isTTY: false, _handle: { setBlocking } })();
	unblock({ isTTY: true })();
	expect(setBlocking).toHaveBeenCalledTimes(2);
});
