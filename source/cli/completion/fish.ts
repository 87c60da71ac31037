import { printRows } from './rows.ts';

/** The completion script for fish, 3.0 or newer. */
export function fishCompletion(rows: readonly string[]): string {
	return `# Completion of poetry-lab for fish.
#
# To try it:
#   poetry-lab completion fish | source
# To have it in every shell from then on:
#   poetry-lab completion fish > ~/.config/fish/completions/poetry-lab.fish

function __poetry_lab_rows
    ${printRows(rows)}
end

# What is offered after a word of a list, or of any list (*), by the rows that follow.
function __poetry_lab_offer -a list word
    for row in $argv[3..-1]
        set -l cells (string split '|' -- $row)
        if test "$cells[2]" = "$word"; and string match -q -- $list $cells[1]
            echo $cells[4]
            return
        end
    end
end

# What can stand at the cursor: a line for each word, with the words about it after a tab.
function __poetry_lab
    set -l rows (__poetry_lab_rows)
    set -l words (commandline -opc)
    set -e words[1]
    set -l command lab
    set -l flag
    set -l rest
    set -l poems
    for word in $words
        if test -n "$flag"
            test $flag = --poems; and set poems $word
            set flag
        else if test -z "$rest" -a "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '-*' $word
            string match -q -- '--poems=*' $word; and set poems (string replace -- --poems= '' $word)
            set flag (__poetry_lab_offer '*' $word $rows)
            test -n "$flag"; and set flag $word
        else if test $command = lab
            set command $word
        end
    end
    if test -n "$poems"; and type -q poetry-lab
        set rows (poetry-lab completion rows $poems 2>/dev/null); or set rows (__poetry_lab_rows)
    end
    set -l value (commandline -ct)
    set -l before ''
    if test -z "$flag$rest"; and string match -q -- '--*=*' $value
        set flag (string replace -r -- '=.*' '' $value)
        set before $flag=
        set value (string replace -r -- '^[^=]*=' '' $value)
    end
    # As fish reads it: without an open quote, and what keeps a character from its meaning.
    set value (string replace -r -- '^["\\']' '' $value | string replace -ra -- '\\\\\\\\(.)' '$1')
    set -l offer
    # What has to be at a word's beginning: fish looks for what was typed in the words about it too.
    set -l begun
    if test -n "$flag"
        set offer (__poetry_lab_offer '*' $flag $rows)
    else
        set offer (__poetry_lab_offer $command '' $rows)
        if test -z "$rest"; and string match -qr -- '^\\||^[^|]*\\|-' "$offer|$value"
            set offer words:$command
            set begun $value
        end
    end
    set -l after
    switch "$offer"
        case file
            __fish_complete_path $value
        case directory
            __fish_complete_directories $value ''
        case 'list:*'
            set before $before(string replace -r -- '[^,]*$' '' $value)
        case 'pair:*'
            if string match -q -- '*=*:*' $value
                # What follows a colon would be looked for in the words about the others.
                return
            else if string match -q -- '*=*' $value
                set before $before(string replace -r -- '=.*' '=' $value)
                set offer $offer=
            else
                set after =
            end
    end
    set -l list (string replace -r -- '^[^:]*:' '' "$offer")
    for row in $rows
        set -l cells (string split '|' -- $row)
        if test "$cells[1]" = "$list" -a -n "$cells[2]"; and string match -q -- "$begun*" $cells[2]
            printf '%s\\t%s\\n' "$before$cells[2]$after" $cells[3]
        end
    end
end

complete -c poetry-lab -f -a '(__poetry_lab)'
`;
}
