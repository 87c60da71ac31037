import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { warmUpSockets } from '../../source/net/warm-up-sockets.ts';

test('the options of two sockets have the same hidden class after the warm-up, whatever Node it is', () => {
	const of = (port: number) => optionsSeen(() => new Socket({ readable: true, port } as object));
	// As many as V8 wants to see before it keeps anything.
	for (let port = 0; port < 100; port += 1) {
		of(port);
	}
	warmUpSockets();
	const [one, other] = [of(1), of(2)];
	expect(other).toMatchObject({ readable: true, autoDestroy: true, port: 2 });
	expect(haveSameMap(one, other)).toBe(true);
});

/** The copy of its options that a new socket hands on to the stream that it is. */
function optionsSeen(make: () => Socket): object {
	// A socket looks the stream up in the module as it stands.
	const stream: { Duplex: unknown } = createRequire(import.meta.url)('node:stream');
	const { Duplex } = stream;
	let seen: object = {};
	stream.Duplex = {
		call(socket: Socket, options: object) {
			seen = options;
			return Reflect.apply(Duplex as () => void, socket, [options]);
		},
	};
	try {
		make();
	} finally {
		stream.Duplex = Duplex;
	}
	return seen;
}

function haveSameMap(one: object, other: object): boolean {
	setFlagsFromString('--allow-natives-syntax');
	try {
		return new Function('one', 'other', 'return %HaveSameMap(one, other)')(one, other);
	} finally {
		setFlagsFromString('--no-allow-natives-syntax');
	}
}
