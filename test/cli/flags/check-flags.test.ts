import { describe, expect, test } from 'vitest';
import { checkFlags, checkNoValues, commandNamed } from '../../../source/cli/flags/check-flags.ts';
import { UsageError } from '../../../source/cli/flags/usage-error.ts';

test.each(['--json=yes', '--json=false', '--strict=', '--screen-reader=1', '--help=get'])(
	'%s is refused, since the flag takes no value',
	word => {
		expect(() => checkNoValues(['get', word, ':1'])).toThrow(`${word}: write ${word.replace(/=.*/, '')} alone`);
		expect(() => checkNoValues(['get', '--', word])).not.toThrow();
	},
);

test('a flag that takes a value is given one with an equals sign', () => {
	expect(() => checkNoValues(['get', '--via=:1', '--transform=a=b', '--json'])).not.toThrow();
});

test('a flag of another command is refused, and its command named', () => {
	expect(() => checkFlags('serve', { strict: true })).toThrow('--strict belongs to poetry-lab get');
	expect(() => checkFlags('get', { via: '' })).toThrow('--via needs a value');
	expect(() => checkFlags('serve', { json: true, host: [], via: undefined, strict: false })).not.toThrow();
});

/** The message of what is thrown; empty where nothing is. */
function complaint(act: () => void): string {
	try {
		act();
		return '';
	} catch (error) {
		return error instanceof UsageError ? error.message : String(error);
	}
}

describe('a flag that there is not', () => {
	test.each([
		['get', 'trasform', 'There is no flag --trasform: did you mean --transform?'],
		['lab', 'poetryprot', 'There is no flag --poetryprot: did you mean --poetry-port?'],
		['get', 'hepl', 'There is no flag --hepl: did you mean --help?'],
		['lab', 'clints', 'There is no flag --clints: did you mean --clients?'],
		['get', 'moon', 'There is no flag --moon.'],
		['lab', 'constructor', 'There is no flag --constructor.'],
		['lab', 'x', 'There is no flag -x.'],
	] as const)('of %s, %s, is told with the nearest that there is, if one is near', (command, key, words) => {
		expect(complaint(() => checkFlags(command, { [key]: 'value' }))).toBe(words);
	});

	test('is refused also where it is switched off', () => {
		expect(() => checkFlags('get', { strcit: false })).toThrow('There is no flag --no-strcit: did you mean --strict?');
	});
});

describe('a command', () => {
	test('is the lab where none is named', () => {
		expect(commandNamed()).toBe('lab');
	});

	test.each([
		['sreve', 'There is no command sreve: did you mean serve?'],
		['repaly', 'There is no command repaly: did you mean replay?'],
		[
			'toString',
			'There is no command toString: it is one of lab, serve, get, crowd, replay, class, watch, lesson, completion, help.',
		],
		['localhost:12000', 'There is no command localhost:12000: did you mean poetry-lab get localhost:12000?'],
		[':12000', 'There is no command :12000: did you mean poetry-lab get :12000?'],
	])('that there is not, %s, is told with the nearest that there is, if one is near', (name, words) => {
		expect(complaint(() => commandNamed(name))).toBe(words);
	});

	test('that takes no words is given none', () => {
		expect(() => commandNamed('serve', ['me'])).toThrow('poetry-lab serve takes flags only, not “me”.');
		expect(() => commandNamed('get', [':12000'])).not.toThrow();
	});
});
