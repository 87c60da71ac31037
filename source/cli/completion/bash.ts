import { printRows } from './rows.ts';

/** The completion script for bash, 3.2 or newer. */
export function bashCompletion(rows: readonly string[]): string {
	return `# Completion of poetry-lab for bash.
#
# To try it:
#   eval "$(poetry-lab completion bash)"
# To have it in every shell from then on:
#   echo 'eval "$(poetry-lab completion bash)"' >> ~/.bashrc
# Or, where the package bash-completion is installed, in a file that is read when it is needed:
#   mkdir -p ~/.local/share/bash-completion/completions
#   poetry-lab completion bash > ~/.local/share/bash-completion/completions/poetry-lab

_poetry_lab_rows() {
	${printRows(rows)}
}

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

# What is offered after a word of a list, or of any list (*).
_poetry_lab_offer() {
	local list name about offer
	while IFS='|' read -r list name about offer; do
		if [[ $list == $1 && $name == "$2" ]]; then
			echo "$offer"
			return
		fi
	done <<<"$rows"
}

_poetry_lab() {
	local words=() word= kept= before= command= flag= rest= poems= offer= after= rows list name one
	_poetry_lab_read
	rows=$(_poetry_lab_rows)
	for one in "\${words[@]:1}"; do
		if [[ -n $flag ]]; then
			[[ $flag != --poems ]] || poems=$one
			flag=
		elif [[ $one == *[\\<\\>]* ]]; then
			# The shell takes it, and the file after it.
			[[ $one != *[\\<\\>] ]] || flag='>'
		elif [[ -z $rest && $one == -- ]]; then
			rest=yes
		elif [[ -z $rest && $one == -* ]]; then
			[[ $one != --poems=* ]] || poems=\${one#*=}
			[[ -z $(_poetry_lab_offer '*' "$one") ]] || flag=$one
		elif [[ -z $command ]]; then
			command=$one
		fi
	done
	[[ -z $poems ]] || rows=$(poetry-lab completion rows "$poems" 2>/dev/null) || rows=$(_poetry_lab_rows)
	if [[ -z $flag && $word == *[\\<\\>]* ]]; then
		flag='>'
	elif [[ -z $flag$rest && $word == --*=* ]]; then
		flag=\${word%%=*} before=\${word%%=*}=
	fi
	if [[ $flag == '>' ]]; then
		offer=file
	elif [[ -n $flag ]]; then
		offer=$(_poetry_lab_offer '*' "$flag")
	else
		offer=$(_poetry_lab_offer "\${command:-lab}" '')
		[[ -n $rest || ( $word != -* && -n $offer ) ]] || offer=words:\${command:-lab}
	fi
	COMPREPLY=()
	one=\${word#"$before"}
	case $offer in
		file) _poetry_lab_paths default -f ;;
		directory) _poetry_lab_paths dirnames -d ;;
		list:*) before+=\${one%"\${one##*,}"} ;;
		pair:*)
			if [[ $one == *=* ]]; then
				before+=\${one%%=*}= offer+==
			else
				compopt -o nospace 2>/dev/null
				after='='
			fi ;;
	esac
	while IFS='|' read -r list name one; do
		if [[ $list == "\${offer#*:}" && -n $name && $before$name == "$word"* ]]; then
			name=$before$name$after
			COMPREPLY+=("\${name#"$kept"}")
		fi
	done <<<"$rows"
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
