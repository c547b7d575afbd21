# shellcheck shell=bash
# Starting, finding and stopping the long-running parts of a local engine or cluster. Sourced, never run.
# A part is one process. $RUN/<part>.pid holds its pid and start time, so that a pid used again is never taken for ours.
# The sourcing script sets: RUN (folder of pid files), LOG (folder of logs).

SEATRIAL_CACHE=${SEATRIAL_CACHE:-$HOME/.cache/seatrial}
export LC_ALL=C.UTF-8

say() { printf '%6.1fs  %s\n' "$(seconds_since_start)" "$*" >&2; }

seconds_since_start() {
    local now=${EPOCHREALTIME/./}
    printf '%d.%03d' $(((now - STARTED) / 1000000)) $(((now - STARTED) / 1000 % 1000))
}
STARTED=${EPOCHREALTIME/./}

# die STATUS MESSAGE...: 2 is bad usage, 4 a machine that cannot do it
die() {
    local status=$1
    shift
    printf 'seatrial: %s\n' "$*" >&2
    exit "$status"
}

need_root() { [ "$(id -u)" = 0 ] || die 4 "$1 needs root (it starts system daemons and sets firewall rules): run it with sudo"; }

# fd 9 holds the lock for as long as the script lives; parts are started without it
only_one_at_a_time() {
    mkdir -p "$(dirname "$1")"
    exec 9>"$1"
    flock -n 9 || {
        say "another run holds $1, waiting for it"
        flock -w 900 9 || die 4 "still locked after 15 minutes: $1"
    }
}

start_time_of() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

is_running() { # PART
    local pid started
    [ -s "$RUN/$1.pid" ] || return 1
    read -r pid started <"$RUN/$1.pid"
    [ -n "$started" ] && [ "$(start_time_of "$pid")" = "$started" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$pid/status" 2>/dev/null
}

start_part() { # PART COMMAND...
    local part=$1
    shift
    ! is_running "$part" || return 0
    rm -f "$RUN/$part.pid"
    # the shell that becomes the part records itself first: no moment in which a part runs unrecorded
    # shellcheck disable=SC2016 # expanded by that shell
    setsid bash -c 'pidfile=$1; shift
        echo "$$ $(sed "s/^.*) //" /proc/$$/stat | cut -d" " -f20)" >"$pidfile.new" && mv "$pidfile.new" "$pidfile"
        exec "$@"' start-part "$RUN/$part.pid" "$@" >>"$LOG/$part.log" 2>&1 </dev/null 9>&- &
    disown
    until [ -s "$RUN/$part.pid" ]; do sleep 0.01; done
}

stop_part() { # PART [SECONDS]
    local pid limit=${2:-10} deadline
    if is_running "$1"; then
        read -r pid _ <"$RUN/$1.pid"
        kill "$pid" 2>/dev/null || true
        deadline=$((SECONDS + limit))
        while is_running "$1" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.05; done
        if is_running "$1"; then kill -9 "$pid" 2>/dev/null || true; fi
    fi
    rm -f "$RUN/$1.pid"
}

# await SECONDS WHAT COMMAND...: until the command succeeds; says what was waited for and shows the part's log when not
await() {
    local limit=$1 what=$2 deadline=$((SECONDS + $1))
    shift 2
    until "$@" >/dev/null 2>&1; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            [ -z "${AWAITED_PART:-}" ] || tail -n 15 "$LOG/$AWAITED_PART.log" >&2
            die 4 "waited ${limit}s for $what in vain${AWAITED_PART:+; its log: $LOG/$AWAITED_PART.log}"
        fi
        [ -z "${AWAITED_PART:-}" ] || is_running "$AWAITED_PART" || {
            tail -n 15 "$LOG/$AWAITED_PART.log" >&2
            die 4 "$AWAITED_PART ended while starting; its log: $LOG/$AWAITED_PART.log"
        }
        sleep 0.05
    done
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() { # PREFERRED: that port, or the next free one after it
    local port=$1
    until port_is_free "$port"; do port=$((port + 1)); done
    echo "$port"
}

unmount_below() { # FOLDER, deepest first
    local mounted
    cut -d' ' -f2 /proc/mounts | while read -r mounted; do printf '%b\n' "$mounted"; done | { grep -F "$1/" || true; } | sort -r | while read -r mounted; do
        umount "$mounted" 2>/dev/null || umount -l "$mounted" 2>/dev/null || true
    done
}

descendants() { # PID
    local child
    # shellcheck disable=SC2013 # words are what it holds
    for child in $(cat "/proc/$1"/task/*/children 2>/dev/null); do
        descendants "$child"
        echo "$child"
    done
}

pids_with_argument() { # ARGUMENT PROGRAM-NAME-PATTERN
    local cmdline pid
    for cmdline in /proc/[0-9]*/cmdline; do
        pid=${cmdline#/proc/} pid=${pid%/cmdline}
        # shellcheck disable=SC2053 # the right side is a pattern
        if tr '\0' '\n' 2>/dev/null <"$cmdline" | grep -qxF -- "$1" && [[ $(readlink "/proc/$pid/exe") == */$2 ]]; then echo "$pid"; fi
    done
}

# Containers outlive a killed containerd: end every shim that serves the containerd at this socket, with what runs in it.
kill_containers_of() { # SOCKET
    local pid
    for pid in $(pids_with_argument "$1" 'containerd-shim*'); do
        # shellcheck disable=SC2046 # a list of pids
        kill -9 $(descendants "$pid") "$pid" 2>/dev/null || true
    done
}

missing_packages() { # PACKAGE...
    local package
    for package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
    done
}

# Installs Debian packages without letting them start their services: we start our own, with our own state.
install_packages() { # WHY PACKAGE...
    local why=$1 missing guard=/usr/sbin/policy-rc.d
    shift
    [ -e /etc/debian_version ] || die 4 "$why needs $* (names of Debian's packages): install them with this system's package manager, then run again"
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    need_root "installing ${missing% }"
    say "installing from Debian: $missing"
    if [ ! -e $guard ]; then
        # shellcheck disable=SC2064 # the path as it is now
        trap "rm -f $guard" EXIT
        printf '#!/bin/sh\nexit 101\n' >$guard
        chmod +x $guard
    fi
    apt_install "$missing" || { apt-get -qq update >>"$SEATRIAL_CACHE/apt.log" 2>&1 && apt_install "$missing"; } || {
        tail -n 5 "$SEATRIAL_CACHE/apt.log" >&2
        die 4 "apt-get could not install $missing; its output: $SEATRIAL_CACHE/apt.log"
    }
    if [ -n "$(trap -p EXIT)" ]; then
        rm -f $guard
        trap - EXIT
    fi
}

apt_install() {
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $1 >>"$SEATRIAL_CACHE/apt.log" 2>&1 </dev/null 9>&-
}
