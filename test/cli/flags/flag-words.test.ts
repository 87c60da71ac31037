import { expect, test } from 'vitest';
import { flagName } from '../../../source/cli/flags/flag-words.ts';

test('a flag is written as a person writes it', () => {
	expect(flagName('poetryPort')).toBe('--poetry-port');
	expect(flagName('ttl')).toBe('--ttl');
	expect(flagName('h')).toBe('-h');
});
