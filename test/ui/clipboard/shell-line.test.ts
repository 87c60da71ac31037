import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestLine } from '../../../source/ui/clipboard/request-line.ts';
import { maxShellLineBytes, ncLine } from '../../../source/ui/clipboard/shell-line.ts';
import { sampleServer } from '../../fixtures/fake-lab.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { strangerEvents } from '../inspector/bytes/sample-events.ts';
import { newestOf, openRealLab } from '../inspector/real-lab.ts';

const run = promisify(execFile);
const hasNc = (() => {
	try {
		execFileSync('sh', ['-c', 'command -v nc']);
		return true;
	} catch {
		return false;
	}
})();
const server = sampleServer({ id: 'transform', kind: 'transform', port: 11_000 });
const exchange = { id: 1, server: 'transform', kind: 'transform' } as const;

describe('a line for a shell', () => {
	it('prints exactly the request’s bytes, whatever is in them', () => {
		const bytes = fc.oneof(
			fc.uint8Array({ minLength: 1, maxLength: 60 }),
			fc.string({ unit: 'binary', minLength: 1 }).map(text => new TextEncoder().encode(text)),
			fc
				.constantFrom("it's", '100%s\\n', '-n', '$(ls)`ls`"', '\\055', '\u0000a\u00007')
				.map(text => new TextEncoder().encode(text)),
		);
		fc.assert(
			fc.property(bytes, request => {
				const line = ncLine('127.0.0.1 11000', request);
				const printed = execFileSync('sh', ['-c', line.replace(/ \| nc [^']*$/, '')]);
				expect(printed).toEqual(Buffer.from(request));
				expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
			}),
			{ numRuns: 150 },
		);
	});

	it.skipIf(!hasNc)('repeats a transform with nc (left out without nc), and gets the same reply', async () => {
		const { lab, fetch } = await openRealLab();
		const snapshot = await fetch('poetry/short', ['shout']);
		const transformed = newestOf(snapshot, 'transform');
		const request = requestLine(transformed, snapshot.servers, await lab.detail(transformed.id));
		const { stdout } = await run('sh', ['-c', 'line' in request ? request.line : 'false']);
		expect(stdout).toBe('28:A SHORT POEM,\nSENT AT ONCE.\n,');
	});

	it.skipIf(!hasNc)('fetches a poem with nc (left out without nc)', async () => {
		const { fetch } = await openRealLab();
		const snapshot = await fetch('poetry/short');
		const request = requestLine(newestOf(snapshot, 'poetry/short'), snapshot.servers, []);
		const { stdout } = await run('sh', ['-c', 'line' in request ? request.line : 'false']);
		expect(stdout).toBe('A short poem,\nsent at once.\n');
	});

	it.skipIf(!hasNc)('sends even a broken request as it was (left out without nc)', async () => {
		const request = new Uint8Array([0x35, 0x78, 0, 0xff, 0x27, 0x25]);
		const received: Promise<Buffer>[] = [];
		const { port, server: listener } = await bareServer(socket => {
			received.push(buffer(socket));
			socket.on('end', () => socket.end());
		});
		const connected = once(listener, 'connection');
		await run('sh', ['-c', ncLine(`127.0.0.1 ${port}`, request)]);
		await connected;
		expect(await received[0]).toEqual(Buffer.from(request));
	});

	it('is refused with words where the request is huge, cut, gone or was never sent', () => {
		const why = (events: Parameters<typeof requestLine>[2]): string => {
			const request = requestLine(exchange, [server], events);
			return 'why' in request ? request.why : request.line;
		};
		expect(why(strangerEvents([new Uint8Array(maxShellLineBytes + 1)]))).toBe(
			'a request of 16 kB is too long for a line in a shell',
		);
		expect(why(strangerEvents([new Uint8Array(maxShellLineBytes)]))).toMatch(/too long/);
		expect(why(strangerEvents([]))).toBe('it has sent no request');
		expect(why([])).toBe('its bytes are no longer kept');
		const cut = strangerEvents([new Uint8Array(5)]).map(event =>
			'data' in event ? { ...event, dataBytes: 10 } : event,
		);
		expect(why(cut)).toBe('its bytes are not all kept');
		expect(requestLine(exchange, [], [])).toEqual({ why: 'its server is not known any more' });
	});
});
