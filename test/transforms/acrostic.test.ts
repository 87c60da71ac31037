import { expect, test } from 'vitest';
import { acrostic } from '../../source/transforms/acrostic.ts';

test('first letters stand in a margin as capitals, and indentation stays', () => {
	expect(acrostic('one\n  “two”\n')).toBe('O │ one\nT │   “two”\n');
});

test('empty lines and CRLF stay', () => {
	expect(acrostic('a\r\n\r\nb')).toBe('A │ a\r\n\r\nB │ b');
});

test('an initial keeps its combining accent', () => {
	expect(acrostic('e\u0301te\u0301\nὦ ξεῖν’')).toBe('E\u0301 │ e\u0301te\u0301\nὮ │ ὦ ξεῖν’');
});

test('a letter whose capital would be two letters stays small', () => {
	expect(acrostic('ßa')).toBe('ß │ ßa');
});

test('narrow initials are set as wide as Chinese ones', () => {
	expect(acrostic('床前\nLi Bai')).toBe('床 │ 床前\nL  │ Li Bai');
});

test('a line without letters has an empty margin', () => {
	expect(acrostic('a\n👩‍👩‍👧!\n')).toBe('A │ a\n  │ 👩‍👩‍👧!\n');
});

test('an empty poem stays empty', () => {
	expect(acrostic('')).toBe('');
});

test('an initial keeps the letters that are joined to it', () => {
	expect(acrostic('क्षमा\n\u1112\u1161\u11ab')).toMatch(/^क्ष *│ क्षमा\n\u1112\u1161\u11ab *│/);
});
