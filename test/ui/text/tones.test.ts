import { describe, expect, it } from 'vitest';
import { type Look, type Tone, themes } from '../../../source/ui/text/tones.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** What xterm and most others take the sixteen colours for, where a person has chosen nothing else. */
const xterm16: readonly Colour[] = [
	[0, 0, 0],
	[205, 0, 0],
	[0, 205, 0],
	[205, 205, 0],
	[0, 0, 238],
	[205, 0, 205],
	[0, 205, 205],
	[229, 229, 229],
	[127, 127, 127],
	[255, 0, 0],
	[0, 255, 0],
	[255, 255, 0],
	[92, 92, 255],
	[255, 0, 255],
	[0, 255, 255],
	[255, 255, 255],
];

const steps = [0, 95, 135, 175, 215, 255];

/** The fixed colours: a cube of six steps a side, and then greys. */
function fixedColour(index: number): Colour {
	if (index >= 232) {
		const grey = 8 + (index - 232) * 10;
		return [grey, grey, grey];
	}
	const step = (size: number): number => steps[Math.floor((index - 16) / size) % 6] ?? 0;
	return [step(36), step(6), step(1)];
}

/** The relative luminance of WCAG 2. */
function luminance(colour: Colour): number {
	const [red, green, blue] = colour.map(value => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(one: Colour, other: Colour): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

const backgrounds = {
	dark: { black: [0, 0, 0], editor: [0x1e, 0x1e, 0x1e] },
	light: { white: [255, 255, 255], cream: [0xfd, 0xf6, 0xe3] },
} as const satisfies { readonly [theme: string]: { readonly [name: string]: Colour } };

function looksOf(theme: 'dark' | 'light'): readonly (readonly [Tone, Look])[] {
	return Object.entries(themes[theme]).map(([tone, look]) => [tone as Tone, look] as const);
}

describe.each(['dark', 'light'] as const)('the %s theme', name => {
	it('has a contrast of 4.5 or more in its fixed colours, on each background that is usual', () => {
		for (const background of Object.values(backgrounds[name])) {
			for (const [tone, { fixed }] of looksOf(name)) {
				if (fixed !== undefined) {
					expect(contrast(fixedColour(fixed), background), `${tone}, ${fixed}`).toBeGreaterThanOrEqual(4.5);
				}
			}
		}
	});

	it('has it in the sixteen colours too, as they are where nobody chose others', () => {
		const [plain] = Object.values(backgrounds[name]);
		for (const [tone, { ansi }] of looksOf(name)) {
			const colour = ansi === undefined ? undefined : xterm16[ansi];
			if (colour !== undefined && plain !== undefined) {
				expect(contrast(colour, plain), `${tone}, ${ansi}`).toBeGreaterThanOrEqual(4.5);
			}
		}
	});
});
