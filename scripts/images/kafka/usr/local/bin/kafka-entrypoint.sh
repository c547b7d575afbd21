#!/bin/sh
# As the official image's, as far as tests need it: KAFKA_* variables become settings, an empty log directory is formatted.
set -eu
settings=/tmp/server.properties
env | sed -n 's/^KAFKA_\([A-Z0-9_]*\)=\(.*\)/\1 \2/p' | while read -r name value; do
    case $name in HEAP_OPTS | OPTS | LOG_*_OPTS) continue ;; esac
    printf '%s=%s\n' "$(echo "$name" | tr 'A-Z_' 'a-z.')" "$value"
done >$settings
grep -q '^log.dirs=' $settings || echo 'log.dirs=/tmp/kafka-logs' >>$settings
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -XX:SharedArchiveFile=/opt/kafka/storage.jsa -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format \
    --ignore-formatted -t "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" -c $settings
# shellcheck disable=SC2086 # options, word by word
exec java ${KAFKA_HEAP_OPTS:--Xmx256m} ${KAFKA_OPTS:-} -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Xshare:auto -Xlog:disable -XX:SharedArchiveFile=/opt/kafka/kafka.jsa -cp '/opt/kafka/libs/*' kafka.Kafka $settings
