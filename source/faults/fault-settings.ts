import type { Fault, Setting, Settings } from './fault.ts';
import { faults } from './faults.ts';

/** A fault that does not exist, or cannot be set so; the message says what there is. */
export class FaultError extends Error {
	override readonly name = 'FaultError';
	readonly code = 'no-such-fault';
}

/** The fault with this name; throws `FaultError`. */
export function findFault(name: string): Fault {
	const fault = faults.find(one => one.name === name);
	if (fault === undefined) {
		throw new FaultError(`there is no fault “${name}”: it is one of ${faults.map(one => one.name).join(', ')}`);
	}
	return fault;
}

/** Every setting of the fault, as given or else by default; throws `FaultError` where one is unknown or out of bounds. */
export function completeSettings(fault: Fault, given: Settings = {}): Settings {
	for (const name of Object.keys(given)) {
		findSetting(fault, name);
	}
	const complete: Record<string, number> = {};
	for (const setting of fault.settings) {
		complete[setting.name] = within(fault, setting, given[setting.name] ?? setting.byDefault);
	}
	return complete;
}

/** The fault and all of its settings. Throws `FaultError` where there is none such, or not so. */
export function checkFault(name: string, given: Settings): { readonly fault: Fault; readonly settings: Settings } {
	const fault = findFault(name);
	return { fault, settings: completeSettings(fault, given) };
}

/**
 * The fault and its settings that a text such as `latency`, `latency:300:50`, `reset:after=120:p=0.5` names: values by
 * position first, then by name. Throws `FaultError`.
 */
export function parseFault(text: string): { readonly fault: Fault; readonly settings: Settings } {
	const [name = '', ...texts] = text.split(':');
	const fault = findFault(name);
	const given: Record<string, number> = {};
	let named = false;
	for (const [position, one] of texts.entries()) {
		const equals = one.indexOf('=');
		if (equals < 0 && named) {
			throw new FaultError(`${name}: “${one}” comes after a setting with a name, so it needs a name as well`);
		}
		named = equals >= 0;
		const setting = named ? findSetting(fault, one.slice(0, equals)) : settingAt(fault, position, one);
		if (setting.name in given) {
			throw new FaultError(`${name}: “${setting.name}” is given twice`);
		}
		given[setting.name] = parseValue(fault, setting, named ? one.slice(equals + 1) : one);
	}
	return { fault, settings: completeSettings(fault, given) };
}

function findSetting(fault: Fault, name: string): Setting {
	const setting = fault.settings.find(one => one.name === name);
	if (setting === undefined) {
		throw new FaultError(`${fault.name} has no setting “${name}”: ${settingsWords(fault)}`);
	}
	return setting;
}

function settingAt(fault: Fault, position: number, value: string): Setting {
	const setting = fault.settings[position];
	if (setting === undefined) {
		throw new FaultError(`${fault.name}: “${value}” is one value too many: ${settingsWords(fault)}`);
	}
	return setting;
}

function settingsWords({ settings }: Fault): string {
	return settings.length === 0 ? 'it has none' : `it has ${settings.map(({ name }) => name).join(', ')}`;
}

function parseValue(fault: Fault, setting: Setting, text: string): number {
	return within(fault, setting, /^\d+(\.\d+)?$|^\.\d+$/.test(text) ? Number(text) : Number.NaN, text);
}

function within(fault: Fault, { name, unit, min, max, whole }: Setting, value: number, text = String(value)): number {
	// Not `value < min`: what is no number is in no bounds.
	if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
		const kind = whole ? 'a whole number' : 'a number';
		const units = unit === '' ? '' : ` ${unit}`;
		throw new FaultError(`${fault.name}: ${name} is ${kind} from ${min} to ${max}${units}, not “${text}”`);
	}
	return value;
}
