/** The colours of the pictures: a dark terminal's sixteen, and what stands without a colour. */
export const palette = {
	background: '#14161c',
	frame: '#2b2f3a',
	bar: '#1b1e26',
	title: '#8b90a0',
	foreground: '#d9dbe1',
	ansi: [
		['#2a2d36', '#e06c75', '#7ecb89', '#e3bd63', '#6ba2ef', '#c583dc', '#5bc0cb', '#ced0d6'],
		['#7c8192', '#f27d86', '#98dba2', '#f2d17d', '#8cb8fa', '#d9a0ee', '#7edbe3', '#f7f8fa'],
	].flat(),
} as const;

const steps = [0, 95, 135, 175, 215, 255];

/** One of a terminal's 256 colours as CSS writes it. */
export function colourOf(index: number): string {
	const named = palette.ansi[index];
	if (named !== undefined) {
		return named;
	}
	if (index >= 232) {
		return hex([8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10]);
	}
	const cube = index - 16;
	return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step => steps[step] ?? 0));
}

/** The colour that a faint one has on this background. */
export function faint(colour: string, background: string): string {
	const [over, under] = [channels(colour), channels(background)];
	return hex(over.map((channel, index) => Math.round(channel * 0.6 + (under[index] ?? 0) * 0.4)));
}

/** Red, green and blue, 0 to 255, as CSS writes them. */
export function hex(rgb: readonly number[]): string {
	return `#${rgb.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): readonly number[] {
	return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
}
