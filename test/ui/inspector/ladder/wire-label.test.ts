import { describe, expect, it } from 'vitest';
import { netstringLabels } from '../../../../source/ui/inspector/ladder/wire-label.ts';

const labels = (text: string, length = text.length) => netstringLabels(Buffer.from(text), length);

describe('the label of a chunk of the transform protocol', () => {
	it('names a request’s length and transform, then less and less', () => {
		const request = `27:cummingsify.HERE IS MY POEM,`;
		expect(labels(request)).toEqual(['27:cummingsify.…,', '27:…,', '31 B']);
	});

	it('shows a short chunk as it was sent', () => {
		expect(labels('3:abc,')[0]).toBe('3:abc,');
	});

	it('has no comma where the netstring is not whole', () => {
		expect(labels('3015:cummingsify.The first of three chunks')[0]).toBe('3015:cummingsify.…');
	});

	it('takes the true length of a chunk of which only the first bytes are kept', () => {
		expect(labels('3015:cummingsify.The beginning', 3_021)).toContain('3.0 kB');
	});

	it('shows how a chunk begins that is no netstring', () => {
		expect(labels('GET / HTTP/1.1\r\nHost: poetry\r\n')[0]).toBe('GET / HTTP/1.… 30 B');
	});

	it('makes control characters visible', () => {
		expect(labels('\u001b[2J')[0]).toBe('␛[2J');
		expect(labels('9:\u001b]0;x\u0007.y,12345678')[0]).toContain('␛]0;x␇');
	});
});
