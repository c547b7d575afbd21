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

# With the engine's own program, or, where that is missing, over its socket. Fails where no engine answers.
remove_containers() {
    label="label=dev.seatrial.run=$run"
    if command -v docker >/dev/null 2>&1; then
        containers=$(docker ps -aq --filter "$label" 2>/dev/null) || return 1
        [ -z "$containers" ] || docker rm -fv $containers >/dev/null 2>&1
    elif command -v curl >/dev/null 2>&1; then
        ask_engine _ping >/dev/null || return 1
        filter="filters=%7B%22label%22%3A%5B%22dev.seatrial.run%3D$run%22%5D%7D"
        ask_engine "containers/json?all=1&$filter" | grep -o '"Id":"[0-9a-f]*"' | tr -dc '0-9a-f\n' | while read -r id; do
            ask_engine "containers/${id#d}?force=1&v=1" -X DELETE
        done
    fi
}

ask_engine() {
    path=$1
    shift
    case $DOCKER_HOST in
    unix://*) curl -s --max-time 10 --unix-socket "${DOCKER_HOST#unix://}" "$@" "http://engine/$path" ;;
    tcp://*) curl -s --max-time 10 "$@" "http://${DOCKER_HOST#tcp://}/$path" ;;
    esac
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
DOCKER_HOST=$(sed -n "s/^containers${tab}//p" "$journal" | head -n 1)
if [ -n "$DOCKER_HOST" ]; then
    export DOCKER_HOST
    unasked=
    remove_containers || unasked=1
    if [ "$word" != done ]; then
        # One that was being created when the harness died turns up a little later.
        sleep 1
        remove_containers
        sleep 2
        remove_containers || unasked=1
    fi
fi
# Only directories that carry this run's mark: a damaged journal must not delete anything else.
while IFS="$tab" read -r kind directory rest; do
    [ "$kind" = directory ] || continue
    mark=''
    { read -r mark <"$directory/.seatrial-run"; } 2>/dev/null
    [ "$mark" = "$run" ] || continue
    # A process in its last breath may write once more.
    rm -rf -- "$directory" || { sleep 0.3; rm -rf -- "$directory"; }
done <"$journal"
# With its engine dead, the containers are there again when it is back: the next run asks for them.
[ -n "${unasked:-}" ] || rm -f -- "$journal"
