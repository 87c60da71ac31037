import { Writable } from 'node:stream';
import { render, useApp } from 'ink';
import { type ReactNode, useEffect } from 'react';
import type { Lab } from '../../lab/lab.ts';
import { clipboardRoute } from '../clipboard/osc52.ts';
import type { Leave } from '../effects.ts';
import { TerminalInput } from '../input/terminal-input.ts';
import { useKeys } from '../input/use-keys.ts';
import { createSuspension, type Lend, type Suspension } from '../job-control/suspension.ts';
import type { RunningScreen } from '../start-screen.tsx';
import { afterMs } from '../terminal/after.ts';
import { giveUpSoon, whenWritten } from '../terminal/terminal-line.ts';
import { createReader } from './reader.ts';

/** Puts the lab on the terminal for a screen reader: lines that are only added, and never a cursor that moves. */
export function startReader(
	lab: Lab,
	stdout: NodeJS.WriteStream = process.stdout,
	stdin: NodeJS.ReadStream = process.stdin,
): RunningScreen {
	let left: Leave | undefined;
	let isCutOff = false;
	let suspension: Suspension | undefined;
	const unseen = nowhere() as NodeJS.WriteStream;
	const leave = (): void => {
		suspension?.end();
		instance.unmount();
	};
	const reader = createReader(lab, {
		write: text => void stdout.write(text),
		onLeave: how => {
			left = how;
			leave();
		},
		clipboard: clipboardRoute(process.env),
		suspend: async () => suspension?.suspend() ?? false,
		wallNow: Date.now,
		now: () => performance.now(),
		after: afterMs,
	});
	const beReadyToLend = (lend: Lend): void => {
		suspension = createSuspension({ stdin, stdout: unseen }, async meanwhile => {
			await lend(meanwhile);
			reader.again();
		});
	};
	// Ink only reads the keys. What it would write, a frame after a frame, goes nowhere.
	const instance = render(<Keys onKey={reader.press} onPaste={reader.paste} onLend={beReadyToLend} />, {
		stdout: unseen,
		stdin: new TerminalInput(stdin),
		// It gives the terminal away and takes it back only where it believes that somebody is there.
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
	});
	reader.begin();
	const finished = instance.waitUntilExit().then(async () => {
		reader.stop();
		const isGivenUp = giveUpSoon(stdout);
		await new Promise<void>(resolve => whenWritten(stdout, resolve));
		isCutOff = isGivenUp();
		return left;
	});
	return {
		finished,
		// It never changes more than how keys are read; but its last line may be half there.
		restoring: () => (isCutOff ? '\n' : ''),
		stop: async () => {
			leave();
			// Whoever stops a reader that crashed is told of it by `finished`.
			await finished.catch(() => undefined);
		},
	};
}

interface KeysProps {
	readonly onKey: (key: string) => void;
	readonly onPaste: (text: string) => void;
	/** Called with the function that lends the terminal to somebody else; Ink gives it to its components alone. */
	readonly onLend: (lend: Lend) => void;
}

function Keys({ onKey, onPaste, onLend }: KeysProps): ReactNode {
	const { suspendTerminal } = useApp();
	useEffect(() => onLend(suspendTerminal), [onLend, suspendTerminal]);
	useKeys(onKey, onPaste);
	return null;
}

function nowhere(): Writable {
	return new Writable({ write: (_chunk, _encoding, done) => done() });
}
