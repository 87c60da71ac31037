import process from 'node:process';
import type { ThemeName } from '../../ui/text/tones.ts';
import type { FlagsOf } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The choice of a screen: its colours, or spoken lines. */
export interface ScreenChoice {
	/** In lines of plain words, for a screen reader. */
	readonly isSpoken: boolean;
	readonly theme: ThemeName | 'auto';
}

/** The values of `--theme`. */
export const themeChoices = ['auto', 'dark', 'light'] as const;

/** The choice of a screen by these flags. Throws a {@link UsageError} where there is no such theme. */
export function screenChoice(flags: FlagsOf<'replay'>): ScreenChoice {
	const { theme: asked = 'auto' } = flags;
	const theme = themeChoices.find(name => name === asked);
	if (theme === undefined) {
		throw new UsageError(`--theme takes auto, dark or light, not “${asked}”.`);
	}
	return { isSpoken: isSpoken(flags), theme };
}

/** True where the lab is shown as lines for a screen reader: by its flag, or by Ink's own `INK_SCREEN_READER`. */
export function isSpoken(
	{ screenReader }: FlagsOf<'replay'>,
	environment: { readonly INK_SCREEN_READER?: string | undefined } = process.env,
): boolean {
	return screenReader === true || environment.INK_SCREEN_READER === 'true';
}

/** The reason why the lab can not be shown here; undefined where it can. A screen reader's lines need no cursor movement. */
export function whyNoScreen(
	{ isSpoken }: Pick<ScreenChoice, 'isSpoken'>,
	{ stdin, stdout, env, platform }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'env' | 'platform'> = process,
): string | undefined {
	if (!stdin.isTTY || !stdout.isTTY) {
		return 'there is no terminal';
	}
	const { TERM: terminal = platform === 'win32' ? 'windows' : '' } = env;
	if (isSpoken || (terminal !== '' && terminal !== 'dumb')) {
		return undefined;
	}
	return terminal === '' ? 'TERM does not say what terminal this is' : 'TERM is dumb: nothing can be drawn on it';
}
