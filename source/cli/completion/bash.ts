import type { Choice, Choices } from './choices.ts';
import { type Completable, type CompletableCommand, flagsWithValue, namedChoices } from './completable.ts';

/** The completion script for bash, 3.2 or newer. */
export function bashCompletion(line: Completable): string {
	const withValue = flagsWithValue(line);
	return `# Completion of poetry-lab for bash.
#
# To try it:
#   eval "$(poetry-lab completion bash)"
# To have it in every shell from then on:
#   echo 'eval "$(poetry-lab completion bash)"' >> ~/.bashrc
# Or, where the package bash-completion is installed, in a file that is read when it is needed:
#   mkdir -p ~/.local/share/bash-completion/completions
#   poetry-lab completion bash > ~/.local/share/bash-completion/completions/poetry-lab

# The line up to the cursor, as the shell reads it: the words before, and the one at the cursor, of which bash keeps a
# part, and replaces what follows its last word break, or an open quote.
_poetry_lab_read() {
	local line=\${COMP_LINE:0:COMP_POINT} one quote= open= begun= at
	for ((at = 0; at < \${#line}; at++)); do
		one=\${line:at:1}
		if [[ $quote != "'" && $one == \\\\ ]]; then
			at=$((at + 1)) begun=yes word+=\${line:at:1}
		elif [[ -n $quote && $one == "$quote" ]]; then
			quote=
		elif [[ -n $quote ]]; then
			word+=$one
		elif [[ $one == [\\"\\'] ]]; then
			quote=$one open=$word begun=yes
		elif [[ $one != [[:space:]] ]]; then
			begun=yes word+=$one
			[[ $COMP_WORDBREAKS != *"$one"* ]] || kept=$word
		elif [[ -n $begun ]]; then
			words+=("$word") begun= word= kept=
		fi
	done
	[[ -z $quote ]] || kept=$open
}

_poetry_lab() {
	local words=() word= kept= before= command= flag= rest= one
	_poetry_lab_read
	for one in "\${words[@]:1}"; do
		if [[ -n $flag ]]; then
			flag=
		elif [[ $one == *[\\<\\>]* ]]; then
			# The shell takes it, and the file after it.
			[[ $one != *[\\<\\>] ]] || flag='>'
		elif [[ -z $rest && $one == -- ]]; then
			rest=yes
		elif [[ -z $rest && ' ${withValue.map(flag => flag.name).join(' ')} ' == *" $one "* ]]; then
			flag=$one
		elif [[ -z $command && ( -n $rest || $one != -* ) ]]; then
			command=$one
		fi
	done
	if [[ -z $flag && $word == *[\\<\\>]* ]]; then
		flag='>'
	elif [[ -z $flag$rest && $word == --*=* ]]; then
		flag=\${word%%=*}
		before=$flag=
	fi
	COMPREPLY=()
	case $flag in
		'>') ${offer({ kind: 'file' })}; return ;;
${withValue.map(({ name, value }) => `		${name}) ${offer(value)}; return ;;`).join('\n')}
	esac
	case $command in
${line.commands.map(command => `		${command.name === 'lab' ? "''" : command.name}) ${argument(command, line)} ;;`).join('\n')}
	esac
}

${namedChoices(line).map(offered).join('\n\n')}

# Offers those of the words that go on with what was typed, after the part of it that stays before each.
_poetry_lab_words() {
	local one
	for one; do
		if [[ $before$one == "$word"* ]]; then
			one=$before$one
			COMPREPLY+=("\${one#"$kept"}")
		fi
	done
}

# What the shell itself knows: files, or directories alone.
_poetry_lab_paths() {
	if ! compopt -o "$1" 2>/dev/null; then
		local IFS=$'\\n'
		COMPREPLY=($(compgen "$2" -- "\${word#"$before"}"))
	fi
}

complete -F _poetry_lab poetry-lab
`;
}

/** What offers a value. */
function offer(choices: Choices): string {
	switch (choices.kind) {
		case 'anything':
			return ':';
		case 'file':
			return '_poetry_lab_paths default -f';
		case 'directory':
			return '_poetry_lab_paths dirnames -d';
		case 'words':
		case 'list':
		case 'pair':
			return functionOf(choices.name);
	}
}

/** The function that offers these words. */
function offered(choices: Extract<Choices, { readonly name: string }>): string {
	const body = {
		words: () => `	_poetry_lab_words ${quoted(choices.words)}`,
		list: () => `	local value=\${word#"$before"}
	before=$before\${value%"\${value##*,}"}
	_poetry_lab_words ${quoted(choices.words)}`,
		pair: () => `	local value=\${word#"$before"}
	if [[ $value == *=* ]]; then
		before=$before\${value%%=*}=
		_poetry_lab_words ${quoted(choices.kind === 'pair' ? choices.seconds : [])}
	else
		compopt -o nospace 2>/dev/null
		_poetry_lab_words ${quoted(choices.words, '=')}
	fi`,
	};
	return `${functionOf(choices.name)}() {\n${body[choices.kind]()}\n}`;
}

/** What offers a command's flags where one was begun, or where it takes nothing else, and else its argument. */
function argument({ name, flags, argument: own }: CompletableCommand, { commandChoices }: Completable): string {
	const names = flags.flatMap(flag => [flag.name, ...(flag.short === undefined ? [] : [flag.short])]);
	const first = name === 'lab' ? `_poetry_lab_words ${quoted(commandChoices)}` : own ? offer(own.choices) : ':';
	const isFlag = own === undefined && name !== 'lab' ? '-z $rest' : '-z $rest && $word == -*';
	return `if [[ ${isFlag} ]]; then _poetry_lab_words ${names.join(' ')}; else ${first}; fi`;
}

function functionOf(name: string): string {
	return `_poetry_lab_offer_${name.replaceAll(/\W/g, '_')}`;
}

function quoted(choices: readonly Choice[], suffix = ''): string {
	return choices.map(({ word }) => `'${`${word}${suffix}`.replaceAll("'", "'\\''")}'`).join(' ');
}
