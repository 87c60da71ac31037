import { expect, test } from 'vitest';
import { piglatin } from '../../source/transforms/piglatin.ts';

test.each([
	['first consonants go to the end', 'string', 'ingstray'],
	['a word that begins with a vowel gets "way"', 'eye', 'eyeway'],
	['qu moves together', 'quiet square', 'ietquay aresquay'],
	['y is a consonant at the beginning and a vowel after it', 'you my rhythm', 'ouyay ymay ythmrhay'],
	['a first capital stays first', 'Tyger, I am!', 'Ygertay, Iway amway!'],
	['capitals throughout stay', 'HERE IS MY POEM', 'EREHAY ISWAY YMAY OEMPAY'],
	['a word without a vowel only gets "ay"', 'Mr nth', 'Mray nthay'],
	['apostrophes inside a word stay with their neighbours', "swell'd ’Twas don’t", "ell'dsway ’Astway on’tday"],
	['an elided beginning does not move', 'l’amour d’une', 'l’amourway d’uneway'],
	['accented vowels are vowels', 'Über blême e\u0301te\u0301', 'Überway êmeblay e\u0301te\u0301way'],
	['a consonant keeps its combining accent', 'c\u0327a ñu', 'ac\u0327ay uñay'],
	['other scripts, digits and emoji are left alone', 'ΟΔΥΣΣΕΥΣ мир 詩 H2O 👩‍👩‍👧', 'ΟΔΥΣΣΕΥΣ мир 詩 H2O 👩‍👩‍👧'],
	['spacing and line ends stay', '  a\tcat\r\n\r\n', '  away\tatcay\r\n\r\n'],
	['an empty poem stays empty', '', ''],
])('%s', (_, poem, expected) => {
	expect(piglatin(poem)).toBe(expected);
});
