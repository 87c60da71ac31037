import { describe, expect, it } from 'vitest';
import { exchangeOutcome, outcomeText } from '../../../../source/ui/outcome.ts';
import {
	brokenWords,
	brokenWordsIn,
	faultLabel,
	struckWords,
} from '../../../../source/ui/overlays/faults/fault-label.ts';
import { sampleExchange, sampleServer } from '../../../fixtures/fake-lab.ts';

const reset = { name: 'reset', settings: { after: 120, p: 1 } };
const latency = { name: 'latency', settings: { ms: 300, jitter: 50, p: 1 } };
const hang = { name: 'hang', settings: { p: 1 } };

describe('a fault in a line', () => {
	it('is written as it can be typed, without what is by default at its end', () => {
		expect(faultLabel(reset)).toBe('reset:120');
		expect(faultLabel(latency)).toBe('latency:300:50');
		expect(faultLabel(hang)).toBe('hang');
		expect(faultLabel({ name: 'hang', settings: { p: 0.5 } })).toBe('hang:0.5');
		expect(faultLabel({ name: 'latency', settings: { ms: 300, jitter: 0, p: 0.5 } })).toBe('latency:300:0:0.5');
	});

	it('gives up its settings first where there is no room, and its name only to a count', () => {
		const server = sampleServer({ id: 'proxy/tyger', faults: [latency, reset], collapsing: false });
		expect(brokenWords(server)).toBe('↯ latency:300:50 ↯ reset:120 no collapsing');
		expect(brokenWordsIn(server, 34)).toBe('↯ latency ↯ reset no collapsing');
		expect(brokenWordsIn(server, 20)).toBe('↯ latency ↯ reset +1');
		expect(brokenWordsIn(server, 14)).toBe('↯ latency +2');
	});

	it('says DOWN, and not that a fault of this name is on', () => {
		expect(brokenWords(sampleServer({ id: 'transform', down: true, faults: [{ name: 'down', settings: {} }] }))).toBe(
			'DOWN',
		);
	});

	it('is nothing where nothing is broken', () => {
		expect(brokenWords(sampleServer({ id: 'proxy/tyger', collapsing: true }))).toBe('');
	});
});

describe('an exchange that was struck', () => {
	it('names the fault beside what became of it, each once', () => {
		const faults = [
			{ name: 'latency', what: 'held back 300 ms' },
			{ name: 'truncate', what: 'closed in order after 120 bytes' },
			{ name: 'latency', what: 'held back 300 ms' },
		];
		expect(struckWords(faults)).toBe('↯ latency, truncate');
		expect(outcomeText(exchangeOutcome(sampleExchange({ id: 1, faults })))).toBe('SENT ↯ latency, truncate');
	});

	it('makes the control characters of a recorded name visible', () => {
		expect(struckWords([{ name: 'a\u001b[31m', what: '' }])).not.toContain('\u001b');
	});
});
