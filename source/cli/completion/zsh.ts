import type { Choice, Choices } from './choices.ts';
import { type Completable, type CompletableCommand, type CompletableFlag, namedChoices } from './completable.ts';

/** The completion script for zsh, 5.0 or newer. */
export function zshCompletion(line: Completable): string {
	const [lab, ...others] = line.commands;
	return `#compdef poetry-lab
# Completion of poetry-lab for zsh.
#
# To try it:
#   source <(poetry-lab completion zsh)
# To have it in every shell from then on; it belongs after the line with compinit:
#   echo 'source <(poetry-lab completion zsh)' >> ~/.zshrc
# Or in a file that is read when it is needed, in a directory of $fpath:
#   poetry-lab completion zsh > /usr/local/share/zsh/site-functions/_poetry-lab

${namedChoices(line).map(offered).join('\n\n')}

_poetry-lab() {
	local curcontext=$curcontext state ret=1
	local -a line commands
	local -A opt_args
	commands=(${described(line.commandChoices)})
	_arguments -C \\
		${[...(lab?.flags ?? []).map(flagSpec), "'1:command:->command'", "'*::argument:->argument'"].join(' \\\n\t\t')} && ret=0
	case $state in
		command)
			_describe -t commands command commands && ret=0
			;;
		argument)
			case $line[1] in
${others.map(argumentsOf).join('\n')}
			esac
			;;
	esac
	return ret
}

if [[ $funcstack[1] == _poetry-lab ]]; then
	_poetry-lab "$@"
else
	compdef _poetry-lab poetry-lab
fi
`;
}

function argumentsOf({ name, flags, argument }: CompletableCommand): string {
	const own = argument && [`${argument.isRepeatable ? '*' : '1'}:${argument.choices.kind}:${action(argument.choices)}`];
	const specs = [...flags.map(flagSpec), ...(own ?? []).map(quote)];
	return `				${name})\n					_arguments \\\n						${specs.join(' \\\n\t\t\t\t\t\t')} && ret=0\n					;;`;
}

/** One flag in the words of \`_arguments\`. */
function flagSpec({ name, short, about, value, isRepeatable }: CompletableFlag): string {
	const words = `[${about.replaceAll(/[[\]\\]/g, '\\$&')}]`;
	const rest = value === undefined ? words : `=${words}:${name.slice(2)}:${action(value)}`;
	const excluded = short === undefined ? '' : `(${short} ${name})`;
	const before = isRepeatable ? '*' : excluded;
	return short === undefined ? quote(`${before}${name}${rest}`) : `${quote(before)}{${short},${name}}${quote(rest)}`;
}

function action(choices: Choices): string {
	switch (choices.kind) {
		case 'anything':
			return ' ';
		case 'file':
			return '_files';
		case 'directory':
			return '_files -/';
		case 'words':
		case 'list':
		case 'pair':
			return functionOf(choices.name);
	}
}

/** The function that offers these words. */
function offered(choices: Extract<Choices, { readonly name: string }>): string {
	const name = choices.name.replaceAll('-', ' ');
	const words = `local -a words=(${described(choices.words)})`;
	switch (choices.kind) {
		case 'words':
			return `${functionOf(choices.name)}() {\n	${words}\n	_describe ${quote(name)} words\n}`;
		case 'list':
			return `${functionOf(choices.name)}() {\n	${words}\n	compset -P '*,'\n	_describe ${quote(name)} words -qS ,\n}`;
		case 'pair':
			return `${functionOf(choices.name)}() {
	${words}
	local -a seconds=(${described(choices.seconds)})
	if compset -P '*='; then
		_describe ${quote(name)} seconds
	else
		_describe ${quote(name)} words -S =
	fi
}`;
	}
}

function functionOf(name: string): string {
	return `_poetry-lab-offer-${name.replaceAll(/[^\w-]/g, '')}`;
}

/** The words as \`_describe\` takes them, in which a colon ends the word itself. */
function described(choices: readonly Choice[]): string {
	return choices
		.map(({ word, about }) => quote([word.replaceAll(':', '\\:'), ...(about === undefined ? [] : [about])].join(':')))
		.join(' ');
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
