import stringWidth from 'string-width';

const asciiOnly = /^[\u0020-\u007e]*$/;
const maxCached = 4_096;
const cached = new Map<string, number>();

/** How many columns of a terminal the text takes. Short texts are remembered, since a screen shows the same ones again. */
export function textWidth(text: string): number {
	if (asciiOnly.test(text)) {
		return text.length;
	}
	const known = cached.get(text);
	if (known !== undefined) {
		return known;
	}
	const width = stringWidth(text);
	if (text.length <= 64) {
		if (cached.size >= maxCached) {
			cached.clear();
		}
		cached.set(text, width);
	}
	return width;
}
