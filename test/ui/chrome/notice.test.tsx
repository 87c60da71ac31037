import { describe, expect, it } from 'vitest';
import { Notice } from '../../../source/ui/chrome/notice.tsx';
import { noticeWords } from '../../../source/ui/chrome/notice-words.ts';
import { initialState, type ScreenState } from '../../../source/ui/state.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const two = sampleSnapshot({ notices: ['a.txt is not served: it is empty.', 'port 10000 was taken'] });
const row = (state: Partial<ScreenState>, width = 80) =>
	drawnRows(
		<Notice model={modelOf({ state: { ...initialState, ...state }, snapshot: two })} width={width} />,
		width,
		1,
	)[0] ?? '';

describe('the line of notices', () => {
	it('shows the first one whole, how many come after it, and the key for them', () => {
		expect(row({})).toMatch(/^ a\.txt is not served: it is empty\. +1 more {2}esc next$/);
		expect(row({ noticesSeen: 1 })).toMatch(/^ port 10000 was taken +esc seen$/);
		expect(row({ noticesSeen: 2 })).toBe('');
	});

	it('puts a recording that stopped before all else', () => {
		expect(row({ recordingTrouble: 'recording stopped: the disk is full' })).toMatch(
			/^ recording stopped: the disk is full +2 more {2}esc next$/,
		);
	});

	it('names no key where that does something else', () => {
		expect(row({ zoomed: true })).toMatch(/^ a\.txt .* 1 more$/);
		expect(row({ overlay: { kind: 'help', top: 0, here: [] } })).toMatch(/^ a\.txt .* 1 more$/);
	});

	it('takes up to three rows for a long one, and cuts nothing before them', () => {
		const long = `mine/loud.js is left out: ${'it exports nothing that is a function, and '.repeat(2)}has no name.`;
		const draw = (notice: string) => {
			const model = modelOf({ snapshot: sampleSnapshot({ notices: [notice] }) });
			return drawnRows(<Notice model={model} width={80} />, 80, 3);
		};
		expect(draw(long)).toEqual([
			expect.stringMatching(/^ mine\/loud\.js is left out: it exports .* {3,}esc seen$/),
			' and it exports nothing that is a function, and has no name.',
			'',
		]);
		expect(draw(long.repeat(3))[2]).toMatch(/…$/);
		expect(noticeWords(initialState, sampleSnapshot({ notices: [long] }), 200)).toHaveLength(1);
	});
});
