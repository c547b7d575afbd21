# shellcheck shell=bash
# Certificates (made once) and configuration files (written at each start) of the parts. Sourced by up, after the ports are chosen.

certificate() { # NAME COMMON-NAME [ORGANISATION] [SUBJECT-ALTERNATIVE-NAMES]
    [ ! -s "$PKI/$1.crt" ] || return 0
    openssl ecparam -name prime256v1 -genkey -noout -out "$PKI/$1.key"
    openssl req -new -key "$PKI/$1.key" -subj "${3:+/O=$3}/CN=$2" |
        openssl x509 -req -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -set_serial "0x$(openssl rand -hex 8)" -days 365 \
            -extfile <(printf 'extendedKeyUsage=clientAuth,serverAuth\n%s' "${4:+subjectAltName=$4}") -out "$PKI/$1.crt.new" 2>/dev/null
    mv "$PKI/$1.crt.new" "$PKI/$1.crt"
}

kubeconfig() { # FILE CERTIFICATE
    cat >"$1.new" <<EOF
apiVersion: v1
kind: Config
clusters: [{name: seatrial, cluster: {server: "https://127.0.0.1:$API_PORT", certificate-authority-data: $(base64 -w0 "$PKI/ca.crt")}}]
users: [{name: $2, user: {client-certificate-data: $(base64 -w0 "$PKI/$2.crt"), client-key-data: $(base64 -w0 "$PKI/$2.key")}}]
contexts: [{name: seatrial, context: {cluster: seatrial, user: $2}}]
current-context: seatrial
EOF
    mv "$1.new" "$1"
}

configure() {
    local part
    [ -s "$PKI/ca.crt" ] || {
        openssl ecparam -name prime256v1 -genkey -noout -out "$PKI/service-account.key"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj /CN=seatrial-ca \
            -keyout "$PKI/ca.key" -out "$PKI/ca.crt.new" 2>/dev/null
        mv "$PKI/ca.crt.new" "$PKI/ca.crt"
    }
    certificate apiserver kube-apiserver "" \
        "IP:127.0.0.1,IP:$NODE_IP,IP:${SERVICE_RANGE%.0/*}.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc"
    certificate admin admin system:masters
    certificate kubelet "system:node:$NODE" system:nodes
    for part in controller-manager scheduler proxy; do certificate kube-$part system:kube-$part; done
    kubeconfig "$STATE/kubeconfig" admin
    kubeconfig "$STATE/kubelet.kubeconfig" kubelet
    kubeconfig "$STATE/controller-manager.kubeconfig" kube-controller-manager
    kubeconfig "$STATE/scheduler.kubeconfig" kube-scheduler
    kubeconfig "$STATE/kube-proxy.kubeconfig" kube-proxy
    configure_containerd
    configure_kubelet
    configure_dns_and_registry
}

configure_containerd() {
    mkdir -p "$STATE/cni"
    cat >"$STATE/cni/10-seatrial.conflist" <<EOF
{"cniVersion": "0.4.0", "name": "seatrial", "plugins": [{"type": "ptp", "ipam": {"type": "host-local", "dataDir": "$STATE/cni-addresses",
  "ranges": [[{"subnet": "$POD_RANGE"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
EOF
    cat >"$STATE/containerd.toml" <<EOF
version = 2
root = "$STATE/containerd"
state = "$STATE/containerd-run"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.internal.v1.opt"]
[grpc]
  address = "$SOCKET"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "seatrial.local/pause:1"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$STATE/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".registry.mirrors."127.0.0.1:$REGISTRY_PORT"]
    endpoint = ["http://127.0.0.1:$REGISTRY_PORT"]
EOF
}

configure_kubelet() {
    printf 'nameserver %s\n' "$NODE_IP" >"$STATE/resolv.conf"
    cat >"$STATE/kubelet.yaml" <<EOF
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $NODE_IP
healthzPort: 0
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: "$PKI/ca.crt"}}
authorization: {mode: Webhook}
containerRuntimeEndpoint: "unix://$SOCKET"
clusterDNS: [$NODE_IP]
clusterDomain: cluster.local
resolvConf: "$STATE/resolv.conf"
podLogsDir: "$STATE/pod-logs"
volumePluginDir: "$STATE/volume-plugins"
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
failSwapOn: false
failCgroupV1: false
makeIPTablesUtilChains: false
serializeImagePulls: false
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 1Mi, nodefs.available: 1Mi, imagefs.available: 1Mi, nodefs.inodesFree: "1", imagefs.inodesFree: "1"}
EOF
}

configure_dns_and_registry() {
    kubeconfig "$STATE/coredns.kubeconfig" admin
    cat >"$STATE/Corefile" <<EOF
. {
    bind $NODE_IP
    errors
    ready $NODE_IP:8181
    kubernetes cluster.local in-addr.arpa {
        kubeconfig "$STATE/coredns.kubeconfig"
        ttl 5
    }
}
EOF
    cat >"$STATE/registry.yml" <<EOF
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: "$STATE/registry"}, delete: {enabled: true}, cache: {blobdescriptor: inmemory}}
http: {addr: "127.0.0.1:$REGISTRY_PORT"}
EOF
}
