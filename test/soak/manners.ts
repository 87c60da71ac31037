import type { Visit } from '../ledger/visit.ts';
import type { Dice } from './dice.ts';

/** What a bare client may ask, and what it is sent where nothing is wrong. */
export interface Asked {
	readonly port: number;
	readonly expected: Uint8Array;
	/** What a transform server has to be told first. */
	readonly request?: string;
}

type Manners = Omit<Visit, 'who' | 'port' | 'expected' | 'signal'>;

const weights = {
	honest: 40,
	slow: 4,
	halfClosing: 8,
	resetting: 10,
	leaving: 8,
	impatient: 6,
	silent: 3,
	dribbling: 3,
	garbage: 5,
	flooding: 1,
} as const;

/** A bare client with manners of some kind, good ones mostly. */
export function anyVisit(dice: Dice, { port, expected, request }: Asked): Visit {
	const says = request === undefined ? [] : [request];
	const who = dice.weighed(weights);
	return { who, port, expected, ...manners(who, dice, says, expected.length) };
}

function manners(who: keyof typeof weights, dice: Dice, says: readonly string[], length: number): Manners {
	const leavesBy = dice.of('reset', 'close');
	switch (who) {
		case 'honest':
			return { says, patienceMs: dice.whole(2_000, 6_000), leavesBy };
		case 'slow':
			return { says, reads: 'slowly', patienceMs: dice.whole(2_000, 6_000), leavesBy };
		case 'halfClosing':
			return { says, halfCloses: true, patienceMs: dice.whole(500, 4_000), leavesBy };
		case 'resetting':
			return { says, leavesAfterBytes: dice.size(1, length), patienceMs: 3_000, leavesBy: 'reset' };
		case 'leaving':
			return { says, leavesAfterBytes: dice.size(1, length), patienceMs: 3_000, leavesBy: 'close' };
		case 'impatient':
			return { says, patienceMs: dice.size(1, 300), leavesBy };
		case 'silent':
			return { says, reads: 'nothing', patienceMs: dice.of(1_000, 5_000, 36_000), leavesBy };
		case 'dribbling':
			return { says: [...(says[0] ?? 'hello poet')], sayEveryMs: 1_000, patienceMs: dice.of(4_000, 14_000), leavesBy };
		case 'garbage':
			return { says: [garbage(dice)], patienceMs: 2_000, leavesBy };
		case 'flooding':
			return { says: Array.from({ length: 6 }, () => Buffer.alloc(1_000_000)), patienceMs: 4_000, leavesBy };
	}
}

/** Nothing that means anything to anybody, or almost a request. */
function garbage(dice: Dice): Uint8Array | string {
	const almost = ['GET / HTTP/1.1\r\n\r\n', '5:shout,', '7:shouts.', '99999999:', '10:nobody.abc,', '3:a', '0:,'];
	return dice.chance(0.3) ? dice.bytes(dice.size(1, 5_000)) : dice.of('', ...almost);
}
