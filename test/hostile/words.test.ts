import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { formatEvent } from '../../source/cli/output/format-event.ts';
import { printNotice } from '../../source/cli/output/print-notice.ts';
import { jsonLine } from '../../source/lab/json-line.ts';
import { isOutcomeEvent } from '../../source/lab/outcome-event.ts';
import { requestLine } from '../../source/ui/clipboard/request-line.ts';
import { isShellSafe } from '../../source/ui/clipboard/shell-line.ts';
import { proposedName } from '../../source/ui/overlays/save/update.ts';
import { insertText } from '../../source/ui/text/text-field.ts';
import { anyEvent } from '../fixtures/any-event.ts';
import { sampleFetch, sampleServer } from '../fixtures/fake-lab.ts';
import { unseen } from './drawn.ts';
import { anyHostileText, hostileText } from './hostile-text.ts';

const texts = Object.entries(hostileText);

test('each event is one line of `serve`, and nothing in it is unseen or steers, whatever strangers sent', () => {
	fc.assert(
		fc.property(anyEvent, event => {
			if (isOutcomeEvent(event)) {
				expect(formatEvent(event)).not.toMatch(unseen);
			}
		}),
		{ numRuns: 500 },
	);
	fc.assert(
		fc.property(anyHostileText, text => {
			const refused = { time: 1, server: text, connection: 1, code: 'bad-utf-8', why: text, transform: text } as const;
			expect(formatEvent({ type: 'transform-refused', ...refused })).not.toMatch(unseen);
		}),
	);
});

test('each event is one line of `serve --json`, with nothing in it that a terminal would obey or hide', () => {
	fc.assert(
		fc.property(anyEvent, anyHostileText, (event, text) => {
			expect(jsonLine(event)).not.toMatch(unseen);
			const line = jsonLine({ type: 'poem-skipped', time: 1, file: text, why: text });
			expect(line).not.toMatch(unseen);
			expect(JSON.parse(line)).toMatchObject({ file: text, why: text });
		}),
		{ numRuns: 500 },
	);
});

test.each(texts)('words on stderr that quote %s are one line that is safe', (_what, text) => {
	const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	try {
		printNotice(`Cannot read ${text}`);
		const [[line] = []] = write.mock.calls;
		expect(String(line)).toMatch(/^poetry-lab: Cannot read [^\n]*\n$/);
		expect(String(line).slice(0, -1)).not.toMatch(unseen);
	} finally {
		write.mockRestore();
	}
});

test.each(texts)('a poem from %s is saved under a name that is one, short and safe', (_what, text) => {
	const name = proposedName(
		sampleFetch({ server: `proxy/${text}`, steps: [{ transform: text, status: 'succeeded', durationMs: 1 }] }),
	);
	expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u);
	expect(Buffer.byteLength(name)).toBeLessThan(255 * 2);
	expect(name.length).toBeLessThanOrEqual(100);
});

test.each([...texts.map(([, text]) => text), '127.0.0.1; rm -rf ~', '$(id)', '`id`', '-e/bin/sh', 'a b', "'"])(
	'no line for a shell is made of the host %j',
	host => {
		const server = sampleServer({ id: 'poetry/a', host });
		const request = requestLine({ id: 1, server: 'poetry/a', kind: 'poetry' }, [server], []);
		expect(isShellSafe(host) || 'why' in request).toBe(true);
		expect(isShellSafe(host)).toBe(/^x*$/.test(host) && host !== '');
	},
);

test('what is typed or pasted into a field holds nothing unseen, and is bounded', () => {
	fc.assert(
		fc.property(anyHostileText, fc.array(anyHostileText, { maxLength: 3 }), (text, more) => {
			const typed = more.reduce(insertText, insertText('', text));
			expect(typed).not.toMatch(unseen);
		}),
	);
	expect(insertText('', hostileText['a very long line of marks'] ?? '').length).toBeLessThanOrEqual(4_000);
});
