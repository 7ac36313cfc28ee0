# fish completion for respvet: respvet completion fish | source

function __respvet_complete
	set -l words (commandline -opc) (commandline -ct)
	command $words[1] __complete $words[2..-1] 2>/dev/null
end

# Where nothing is offered, fish offers files.
complete -c respvet -n 'set -g __respvet_found (__respvet_complete); and test (count $__respvet_found) -gt 0' -f -a '$__respvet_found'
