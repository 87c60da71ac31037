/** A cell's size and the place of its upper left corner, in the picture's units. */
export interface Place {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** What a sign is drawn as: lines of this weight, or a shape that is filled. */
export interface Drawing {
	readonly kind: 'line' | 'shape';
	readonly weight: number;
	readonly path: string;
}

/** Which edges a line's arms reach from the middle, and whether they are heavy. */
const lines: { readonly [sign: string]: { readonly arms: string; readonly heavy?: true } } = {
	'─': { arms: 'lr' },
	'━': { arms: 'lr', heavy: true },
	'│': { arms: 'ud' },
	'┃': { arms: 'ud', heavy: true },
	'┌': { arms: 'rd' },
	'┐': { arms: 'ld' },
	'└': { arms: 'ru' },
	'┘': { arms: 'lu' },
	'├': { arms: 'udr' },
	'┤': { arms: 'udl' },
	'┬': { arms: 'lrd' },
	'┴': { arms: 'lru' },
	'┼': { arms: 'lrud' },
	'╷': { arms: 'd' },
	'╵': { arms: 'u' },
	'╶': { arms: 'r' },
	'╴': { arms: 'l' },
};

/** How a corner that is round goes: from which edge, to which. */
const corners: { readonly [sign: string]: readonly [from: 'u' | 'd', to: 'l' | 'r'] } = {
	'╭': ['d', 'r'],
	'╮': ['d', 'l'],
	'╰': ['u', 'r'],
	'╯': ['u', 'l'],
};

/**
 * Signs that fonts draw in different widths and heights, as paths, so that lines meet whatever font there is. Undefined
 * for all that a font does well.
 */
export function drawingOf(sign: string, { x, y, width, height }: Place): Drawing | undefined {
	const [right, bottom] = [x + width, y + height];
	const [midX, midY] = [x + width / 2, y + height / 2];
	const path = (strings: TemplateStringsArray, ...numbers: readonly number[]) =>
		strings.map((part, index) => `${part}${numbers[index] === undefined ? '' : rounded(numbers[index])}`).join('');
	const line = lines[sign];
	if (line !== undefined) {
		const arms: { readonly [arm: string]: string } = {
			l: path`M${x} ${midY}H${midX}`,
			r: path`M${midX} ${midY}H${right}`,
			u: path`M${midX} ${y}V${midY}`,
			d: path`M${midX} ${midY}V${bottom}`,
		};
		const whole: { readonly [arms: string]: string } = {
			lr: path`M${x} ${midY}H${right}`,
			ud: path`M${midX} ${y}V${bottom}`,
		};
		const drawn = whole[line.arms] ?? [...line.arms].map(arm => arms[arm]).join('');
		return { kind: 'line', weight: line.heavy ? 3 : 1.2, path: drawn };
	}
	const corner = corners[sign];
	if (corner !== undefined) {
		const [from, to] = corner;
		const start = from === 'd' ? bottom : y;
		const end = to === 'r' ? right : x;
		return { kind: 'line', weight: 1.2, path: path`M${midX} ${start}Q${midX} ${midY} ${end} ${midY}` };
	}
	const radius = width * 0.36;
	const circle = path`M${midX - radius} ${midY}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
	switch (sign) {
		case '●':
			return shape(circle);
		case '○':
			return { kind: 'line', weight: 1.2, path: circle };
		case '✗':
			return {
				kind: 'line',
				weight: 1.6,
				path: path`M${midX - 3} ${midY - 3}L${midX + 3} ${midY + 3}M${midX + 3} ${midY - 3}L${midX - 3} ${midY + 3}`,
			};
		case '▶':
			return shape(path`M${x} ${midY - 4}L${right} ${midY}L${x} ${midY + 4}z`);
		case '◀':
			return shape(path`M${right} ${midY - 4}L${x} ${midY}L${right} ${midY + 4}z`);
		case '▸':
			return shape(path`M${x + 2} ${midY - 3.5}L${right - 1} ${midY}L${x + 2} ${midY + 3.5}z`);
		case '█':
			return shape(path`M${x} ${y}H${right}V${bottom}H${x}z`);
		case '▏':
			return shape(path`M${x} ${y}H${x + width / 8}V${bottom}H${x}z`);
		default:
			return undefined;
	}
}

function shape(path: string): Drawing {
	return { kind: 'shape', weight: 0, path };
}

function rounded(number: number): string {
	return String(Math.round(number * 10) / 10);
}
