# Completion of 2fa-rescue in fish: 2fa-rescue completion fish | source
function __2fa_rescue
    set -l current (commandline -ct)
    set -l words (commandline -opc) "$current"
    set -l found (2fa-rescue __complete fish -- $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c 2fa-rescue -f -a '(__2fa_rescue)'
