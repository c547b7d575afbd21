# shellcheck shell=bash disable=SC2034 # the scripts that source this use its names
# What install, up, down and status share. Sourced, never run.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../lib/parts.sh
. "$HERE/../lib/parts.sh"

KUBERNETES=$(sed -n 's/^require k8s.io\/kubernetes //p' "$HERE/kubernetes/go.mod")
CLUSTER=$SEATRIAL_CACHE/cluster
STATE=$CLUSTER/state
RUN=$STATE/run
LOG=$STATE/log
PKI=$STATE/pki
BIN=$CLUSTER/$(cat "$HERE"/kubernetes/go.{mod,sum} "$HERE"/coredns/{go.mod,go.sum,main.go} "$HERE/pause/main.go" | sha256sum | cut -c1-16)
SOCKET=$STATE/containerd.sock
PACKAGES=(containerd runc etcd-server containernetworking-plugins docker-registry iptables conntrack iproute2 openssl curl ca-certificates)
PARTS=(etcd apiserver controller-manager scheduler containerd kubelet kube-proxy coredns registry)

# 198.18.0.0/15 is set aside for tests of networks (RFC 2544): nobody's real machine lives there.
NODE=seatrial
BRIDGE=seatrial0
NODE_IP=198.18.0.1
POD_RANGE=198.18.64.0/18
SERVICE_RANGE=198.18.128.0/18
CHAIN=SEATRIAL-CLUSTER

# One request to the API server as its administrator: api PATH [curl options]
api() {
    local path=$1
    shift
    # shellcheck disable=SC2153 # API_PORT comes from $STATE/ports
    curl -sf --max-time 5 --cacert "$PKI/ca.crt" --cert "$PKI/admin.crt" --key "$PKI/admin.key" "$@" "https://127.0.0.1:$API_PORT$path"
}

node_is_ready() {
    local node
    node=$(api "/api/v1/nodes/$NODE" | tr -d ' \n') && [[ $node == *'"type":"Ready","status":"True"'* && $node != *node.kubernetes.io/not-ready* ]]
}

any_part_runs() {
    local part
    for part in "${PARTS[@]}"; do ! is_running "$part" || return 0; done
    return 1
}

# Leaves the machine as it was: processes, containers, mounts, interfaces, firewall rules, files. Safe on any half-made state.
remove_cluster() {
    local part
    for part in kafka postgres coredns kube-proxy kubelet containerd scheduler controller-manager apiserver registry etcd; do stop_part "$part"; done
    kill_containers_of "$SOCKET"
    remove_traces_of_containers
    unmount_below "$STATE"
    if [ -e "$STATE/uses-iptables" ]; then
        "$BIN/kube-proxy" --cleanup >/dev/null 2>&1 || true
        remove_firewall
    fi
    ip link delete $BRIDGE 2>/dev/null || true
    if [ "$(cat "$STATE/ip_forward.before" 2>/dev/null)" = 0 ] && [ ! -e /sys/class/net/docker0 ]; then echo 0 >/proc/sys/net/ipv4/ip_forward; fi
    rm -f /var/lib/kubelet/device-plugins/kubelet.sock
    find /var/log/containers -lname "$STATE/*" -delete 2>/dev/null || true
    rmdir /var/lib/cni/results /var/lib/cni /var/lib/kubelet/device-plugins /var/lib/kubelet /var/log/containers 2>/dev/null || true
    if [ -d "$LOG" ]; then rm -rf "$CLUSTER/last-log" && mv "$LOG" "$CLUSTER/last-log"; fi
    rm -rf "$STATE" /var/tmp/seatrial-postgres
}

# What a killed shim leaves outside the state folder: control groups, runc's state, its socket.
remove_traces_of_containers() {
    local bundle container group deadline=$((SECONDS + 5))
    for bundle in "$STATE"/containerd-run/io.containerd.runtime.v2.task/k8s.io/*; do
        [ -d "$bundle" ] || continue
        container=${bundle##*/}
        for group in /sys/fs/cgroup/k8s.io/"$container" /sys/fs/cgroup/*/k8s.io/"$container"; do
            while [ -d "$group" ] && ! rmdir "$group" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.05; done
        done
        rm -rf "/run/containerd/runc/k8s.io/$container" /var/lib/cni/results/*-"$container"-*
        if [ -s "$bundle/address" ]; then rm -f "$(sed 's|^unix://||' "$bundle/address")"; fi
    done
    rmdir /sys/fs/cgroup/k8s.io /sys/fs/cgroup/*/k8s.io /run/containerd/runc/k8s.io 2>/dev/null || true
}

remove_firewall() {
    local table chain rule
    while iptables -w -D FORWARD -j $CHAIN 2>/dev/null; do :; done
    if iptables -w -F $CHAIN 2>/dev/null; then iptables -w -X $CHAIN; fi
    for table in mangle nat filter; do # what kube-proxy's own clean-up leaves
        iptables-save -t $table | sed -n 's/^-A \(.*-j KUBE-.*\)/\1/p' | while read -r rule; do
            # shellcheck disable=SC2086 # the words of a rule
            eval iptables -w -t $table -D $rule
        done
        for chain in $(iptables-save -t $table | sed -n 's/^:\(KUBE-[^ ]*\) .*/\1/p'); do iptables -w -t $table -F "$chain"; done
        for chain in $(iptables-save -t $table | sed -n 's/^:\(KUBE-[^ ]*\) .*/\1/p'); do iptables -w -t $table -X "$chain"; done
    done
}
