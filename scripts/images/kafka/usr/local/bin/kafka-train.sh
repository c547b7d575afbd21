#!/bin/sh
# Run once when the image is made: starts a broker and stops it, and keeps which classes that took (as the official image does).
set -eu
cat >/tmp/server.properties <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:9093
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=/tmp/kafka-logs
offsets.topic.replication.factor=1
END
options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m'
# shellcheck disable=SC2086 # options, word by word
java $options -XX:ArchiveClassesAtExit=/opt/kafka/storage.jsa -cp '/opt/kafka/libs/*' \
    kafka.tools.StorageTool format -t 5L6g3nShT-eMCtK--X86sw -c /tmp/server.properties
# shellcheck disable=SC2086
java $options -XX:ArchiveClassesAtExit=/opt/kafka/kafka.jsa -cp '/opt/kafka/libs/*' kafka.Kafka /tmp/server.properties >/tmp/kafka.log 2>&1 &
broker=$!
tries=0
until grep -q 'Kafka Server started' /tmp/kafka.log; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 $broker; then
        tail /tmp/kafka.log
        exit 1
    fi
    sleep 0.1
done
kill $broker
wait $broker || true
rm -rf /tmp/kafka-logs /tmp/kafka.log /tmp/server.properties
ls /opt/kafka/*.jsa
