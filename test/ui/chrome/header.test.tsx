import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { Header } from '../../../source/ui/chrome/header.tsx';
import { textWidth } from '../../../source/ui/text/width.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { noTotals, sampleServer, sampleSnapshot } from '../../fixtures/fake-lab.ts';

const busy: Partial<Snapshot> = {
	totals: { ...noTotals, open: 12, served: 1_284, hits: 90, misses: 10, failed: 3, cancelled: 2, fellBack: 1 },
};
const drawn = (change: Partial<Snapshot>, width: number, isPaused = false): string =>
	drawnRows(<Header snapshot={sampleSnapshot(change)} isPaused={isPaused} width={width} />, width, 1)[0] ?? '';

describe('the header', () => {
	it('tells all that the lab does where there is room', () => {
		expect(drawn(busy, 120)).toMatch(
			/^ poetry lab {3}● 12 open {3}1,284 served {3}cache 90% hit {3}3 failed {3}2 cancelled {3}1 fell back {3}loop ok +\? help$/,
		);
	});

	it('leaves out first what is told last, and is as wide as its place at every width', () => {
		expect(drawn(busy, 60)).toBe(' poetry lab   ● 12 open   1,284 served               ? help');
		for (const width of [60, 80, 100, 120, 200]) {
			expect(textWidth(drawn(busy, width))).toBe(width - 1);
		}
	});

	it('keeps what is pressing on the narrowest terminal: that the loop is blocked, and what is recorded', () => {
		expect(drawn({ ...busy, lagMs: 1_200 }, 60)).toContain('loop blocked 1.2 s');
		const recording = { path: 'a.jsonl', events: 7, bytes: 900, status: 'on' } as const;
		expect(drawn({ ...busy, recording }, 60)).toContain('● rec 7 events');
	});

	it('says that Traffic is paused beside the key for help', () => {
		expect(drawn(busy, 80, true)).toMatch(/ paused {3}\? help$/);
	});

	it('says of a lab that nobody has used that nothing has happened', () => {
		expect(drawn({}, 120)).toMatch(
			/^ poetry lab {3}○ 0 open {3}0 served {3}cache unused {3}0 failed {3}0 fell back {3}loop ok +\? help$/,
		);
		expect(drawn({ ready: false }, 120)).toContain('starting…');
	});

	it('counts the faults of all servers before all else', () => {
		const faults = [{ name: 'reset', settings: { after: 120, p: 1 } }];
		const servers = ['poetry/tyger', 'poetry/ecstasy'].map(id => sampleServer({ id, faults }));
		expect(drawn({ ...busy, servers, lagMs: 2_000 }, 60)).toMatch(
			/^ poetry lab {3}↯ 2 faults {3}loop blocked 2\.0 s +\? help$/,
		);
	});

	it('draws the newest seconds where there is room for them, with a gap for a quiet one', () => {
		const perSecond = [
			{ second: 10, ended: 8, failed: 0 },
			{ second: 12, ended: 4, failed: 0 },
		];
		expect(drawn({ perSecond }, 200)).toMatch(/█ ▄ per second +\? help$/);
		expect(drawn({ perSecond }, 80)).not.toContain('per second');
	});

	it('names the lab as its class does, says on the narrowest terminal that the class is away, and nothing once it was left', () => {
		const of = { engine: '10.0.0.1:7000', name: 'ada\u001b@mac' };
		expect(drawn({ ...busy, class: { ...of, status: 'joined' } }, 120)).toContain('   class ada␛@mac   ');
		expect(drawn({ ...busy, class: { ...of, status: 'away', why: 'nothing listens there' } }, 60)).toContain(
			'class: away',
		);
		expect(drawn({ ...busy, class: { ...of, status: 'left' } }, 120)).not.toContain('class');
	});

	it('says nothing of the loop in a replay, which has none', () => {
		expect(drawn({ replay: {} as never }, 120)).not.toContain('loop');
	});
});
