import { describe, expect, test } from 'vitest';
import { completeSettings, FaultError, findFault, parseFault } from '../../source/faults/fault-settings.ts';

describe('a fault’s text', () => {
	test.each([
		['latency', { ms: 300, jitter: 0, p: 1 }],
		['latency:250', { ms: 250, jitter: 0, p: 1 }],
		['latency:250:50', { ms: 250, jitter: 50, p: 1 }],
		['latency:250:50:0.5', { ms: 250, jitter: 50, p: 0.5 }],
		['latency:p=.5', { ms: 300, jitter: 0, p: 0.5 }],
		['latency:250:p=0', { ms: 250, jitter: 0, p: 0 }],
		['reset:after=120:p=0.5', { after: 120, p: 0.5 }],
		['hang', { p: 1 }],
		['down', {}],
	])('%s is read with all of its settings', (text, settings) => {
		expect(parseFault(text).settings).toEqual(settings);
	});

	test.each([
		['lag', /there is no fault “lag”.*latency, trickle/],
		['', /there is no fault/],
		['constructor', /there is no fault/],
		['latency:much', /latency: ms is a number from 0 to 600000 ms, not “much”/],
		['latency:', /ms is a number.*not “”/],
		['latency:-1', /ms is a number/],
		['latency:1e3', /ms is a number/],
		['latency:p=2', /p is a number from 0 to 1, not “2”/],
		['truncate:1.5', /after is a whole number/],
		['trickle:0', /bytes is a whole number from 1/],
		['latency:speed=3', /latency has no setting “speed”: it has ms, jitter, p/],
		['latency:1:2:0.5:4', /one value too many: it has ms, jitter, p/],
		['latency:ms=1:2', /needs a name as well/],
		['latency:1:ms=2', /“ms” is given twice/],
		['down:p=0.5', /down has no setting “p”: it has none/],
	])('%j is refused, in words that say what there is', (text, words) => {
		expect(() => parseFault(text)).toThrow(words);
		expect(() => parseFault(text)).toThrow(FaultError);
	});
});

test('settings that are no numbers in their bounds are refused, wherever they come from', () => {
	const latency = findFault('latency');
	expect(() => completeSettings(latency, { ms: Number.NaN })).toThrow(FaultError);
	expect(() => completeSettings(latency, { ms: Number.POSITIVE_INFINITY })).toThrow(FaultError);
	expect(() => completeSettings(latency, { delay: 3 })).toThrow(/no setting “delay”/);
});
