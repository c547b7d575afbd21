# shellcheck shell=bash disable=SC2034 # the scripts that source this use its names
# What install, up and down share. Sourced, never run.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../lib/parts.sh
. "$HERE/../lib/parts.sh"

# --apart FOLDER: an engine of its own with all that it has in that folder, beside whatever else runs; no firewall rules.
APART=
if [ "${1:-}" = --apart ] && [ -n "${2:-}" ]; then
    mkdir -p "$2"
    APART=$(cd "$2" && pwd)
    shift 2
fi
number=$(($(printf '%s' "$APART" | cksum | cut -d' ' -f1) % 250 + 1))
BRIDGE=seatrial-e$number
BRIDGE_ADDRESS=198.19.$number.1/24 # as the cluster's, from the range that is set aside for tests of networks
ENGINE=${APART:-$SEATRIAL_CACHE/engine}
RUN=$ENGINE/run
LOG=$ENGINE/log
DATA=$ENGINE/data
PACKAGES=(docker.io iptables iproute2 curl ca-certificates)

# The socket of an engine that answers: DOCKER_HOST's, or the standard one. Only sockets; a TCP engine is the user's own affair.
answering_socket() {
    local socket
    for socket in "${DOCKER_HOST:+${DOCKER_HOST#unix://}}" /var/run/docker.sock; do
        if [ -S "$socket" ] && curl -sf --max-time 5 --unix-socket "$socket" http://engine/_ping >/dev/null 2>&1; then
            echo "$socket"
            return 0
        fi
    done
    return 1
}

# Stops our engine and its containers; its images stay in $DATA for the next one.
remove_engine() {
    local pid
    stop_part dockerd 20
    for pid in $(pids_with_argument "$ENGINE/exec/containerd/containerd.toml" containerd); do kill "$pid" 2>/dev/null || true; done
    kill_containers_of "$ENGINE/exec/containerd/containerd.sock"
    unmount_below "$ENGINE"
    if [ -e "$ENGINE/uses-iptables" ]; then remove_firewall; fi
    if [ -n "$APART" ]; then ip link delete "$BRIDGE" 2>/dev/null || true; fi
    rm -rf "$ENGINE/uses-iptables" "$ENGINE/exec" "$RUN"
}

remove_firewall() {
    local table chain rule
    for table in nat filter; do
        iptables-save -t $table | sed -n 's/^-A \(.*-j DOCKER.*\)/\1/p; s/^-A \(.*-o docker0.*\)/\1/p; s/^-A \(.*-i docker0.*\)/\1/p; s/^-A \(.*-s 172\.17\..*MASQUERADE\)/\1/p' |
            sort -u | while read -r rule; do eval "iptables -w -t $table -D $rule" 2>/dev/null || true; done
        for chain in $(iptables-save -t $table | sed -n 's/^:\(DOCKER[^ ]*\) .*/\1/p'); do iptables -w -t $table -F "$chain"; done
        for chain in $(iptables-save -t $table | sed -n 's/^:\(DOCKER[^ ]*\) .*/\1/p'); do iptables -w -t $table -X "$chain"; done
    done
    iptables -w -P FORWARD "$(cat "$ENGINE/uses-iptables")"
    ip link delete docker0 2>/dev/null || true
    if [ "$(cat "$ENGINE/ip_forward.before" 2>/dev/null)" = 0 ] && [ ! -e /sys/class/net/seatrial0 ]; then echo 0 >/proc/sys/net/ipv4/ip_forward; fi
}
