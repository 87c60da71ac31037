import { visibleLine } from '../../wire/visible-text.ts';

/** Tells a person something on stderr, in one line; whatever it quotes of strangers is made visible. */
export function printNotice(words: string): void {
	process.stderr.write(`poetry-lab: ${visibleLine(words)}\n`);
}
