import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ofEachKind, serverKinds } from '../../../source/lab/server-kinds.ts';
import { planPorts } from '../../../source/lab/servers/plan-ports.ts';

const counts = { ...ofEachKind(() => 1), poetry: 8, proxy: 9 };
const asked = (port: number) => ({ port, asked: true });
const byDefault = ofEachKind(kind => ({ port: serverKinds[kind].firstPort, asked: false }));

test('each kind takes one port after the other', () => {
	const ports = planPorts(byDefault, counts);
	expect(ports.poetry.map(({ port }) => port)).toEqual([
		10_000, 10_001, 10_002, 10_003, 10_004, 10_005, 10_006, 10_007,
	]);
	expect(ports.transform).toEqual([{ port: 11_000, asked: false }]);
	expect(ports.proxy.at(-1)).toEqual({ port: 12_008, asked: false });
});

test.each([
	[
		{ poetry: asked(10_999), transform: asked(11_000) },
		'--poetry-port 10999 and --transform-port 11000 run into each other: the 8 poetry servers take 10999 to 11006, the transform server takes 11000. Choose ports that lie apart.',
	],
	[
		{ poetry: asked(11_993), proxy: asked(12_000) },
		'--poetry-port 11993 and --proxy-port 12000 run into each other: the 8 poetry servers take 11993 to 12000, the 9 caching proxies take 12000 to 12008. Choose ports that lie apart.',
	],
	[
		{ proxy: asked(65_528) },
		'--proxy-port 65528: the 9 caching proxies take one port after the other from 65528 on, and there is none after 65535: begin lower, at 65527 at most.',
	],
])('%j is refused with the flags, and what to write', (choice, message) => {
	expect(() => planPorts({ ...byDefault, ...choice }, counts)).toThrow(message);
});

test('ports that touch do not run into each other', () => {
	const ports = planPorts({ ...byDefault, poetry: asked(100), transform: asked(108), proxy: asked(65_527) }, counts);
	expect([...ports.poetry, ...ports.transform, ...ports.proxy].some(({ isOurs }) => isOurs)).toBe(false);
});

test('a default port makes room for one that was asked for, whichever starts first', () => {
	expect(planPorts({ ...byDefault, transform: asked(10_003) }, counts).poetry[3]).toEqual({
		port: 10_003,
		asked: false,
		isOurs: true,
	});
	expect(planPorts({ ...byDefault, poetry: asked(11_995) }, counts).proxy.map(({ isOurs }) => isOurs === true)).toEqual(
		[true, true, true, false, false, false, false, false, false],
	);
});

test('of the ports that must be had, no two servers are given the same', () => {
	const choice = fc.record({
		port: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })),
		asked: fc.constant(true),
	});
	fc.assert(
		fc.property(choice, choice, choice, (poetry, transform, proxy) => {
			try {
				const planned = planPorts({ ...byDefault, poetry, transform, proxy }, counts);
				const all = [...planned.poetry, ...planned.transform, ...planned.proxy];
				const fixed = all.map(({ port }) => port).filter(port => port !== 0);
				expect(new Set(fixed).size).toBe(fixed.length);
			} catch (error) {
				expect(error).toMatchObject({ code: 'ports-overlap' });
			}
		}),
	);
});
