# Ends what a run started. Arguments: journal file, run id. Waits for one line on stdin: "done" when the run ended in
# order; end of file without it means that the harness is gone, and then whatever it was starting may still turn up.
journal=$1 run=$2 tab='	'
cd /
read -r word || word=gone

# Sets state and start of a process from /proc; a name with spaces or parentheses does not confuse it.
look_at() {
    state='' start=''
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    set -- ${stat##*) }
    state=$1
    start=${20}
    [ "$state" != Z ]
}

same_boot() {
    read -r boot </proc/sys/kernel/random/boot_id
    grep -q "^harness${tab}.*${tab}$boot${tab}" "$journal"
}

# By number only where the start time is the one that was written down, and by the mark that every descendant inherits.
kill_processes() {
    found=0
    while IFS="$tab" read -r kind pid started rest; do
        if [ "$kind" = process ] && look_at "$pid" && [ "$start" = "$started" ]; then
            found=1
            kill -KILL "-$pid" 2>/dev/null
            kill -KILL "$pid" 2>/dev/null
        fi
    done <"$journal"
    for environ in $(grep -ls "SEATRIAL_RUN=$run" /proc/[0-9]*/environ 2>/dev/null); do
        pid=${environ#/proc/}
        pid=${pid%/environ}
        look_at "$pid" || continue
        found=1
        kill -KILL "$pid" 2>/dev/null
    done
    return $found
}

remove_containers() {
    command -v docker >/dev/null 2>&1 || return 0
    label="label=dev.seatrial.run=$run"
    containers=$(docker ps -aq --filter "$label" 2>/dev/null)
    [ -z "$containers" ] || docker rm -fv $containers >/dev/null 2>&1
    networks=$(docker network ls -q --filter "$label" 2>/dev/null)
    [ -z "$networks" ] || docker network rm $networks >/dev/null 2>&1
}

if same_boot; then
    quiet=0 rounds=0 needed=1
    [ "$word" = done ] || needed=3
    while [ $quiet -lt $needed ] && [ $rounds -lt 80 ]; do
        if kill_processes; then quiet=$((quiet + 1)); else quiet=0; fi
        [ $quiet -ge $needed ] || sleep 0.1
        rounds=$((rounds + 1))
    done
fi
if [ "$word" != done ] && grep -q '^containers' "$journal"; then
    remove_containers
    sleep 1
    remove_containers
    sleep 2
    remove_containers
fi
# Only directories that carry this run's mark: a damaged journal must not delete anything else.
while IFS="$tab" read -r kind directory rest; do
    [ "$kind" = directory ] || continue
    mark=''
    { read -r mark <"$directory/.seatrial-run"; } 2>/dev/null
    [ "$mark" = "$run" ] && rm -rf -- "$directory"
done <"$journal"
rm -f -- "$journal"
